"""A page says what it may load; a part of one is bound by what its page said."""

from django.urls import reverse

from accounts.reading import Reading


def test_page_says_its_policy_with_the_name_of_its_own_script(cast):
    page = cast.layla.client.get(reverse("board", args=[cast.team.pk, cast.canvas.pk]))
    said = page["Content-Security-Policy"]
    assert "default-src 'self'" in said and "object-src 'none'" in said
    nonce = said.partition("'nonce-")[2].partition("'")[0]
    assert nonce and f'nonce="{nonce}"' in page.content.decode()


def test_errors_say_it_too(cast, settings, monkeypatch):
    """Those as well that are answered before a view is looked for: junk, too much, and whatever breaks meanwhile."""
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    client = cast.layla.client
    client.raise_request_exception = False
    answers = [client.get("/nowhere/"), client.get("/?q=%FF"), client.post("/profile/", {"name": "x" * 200})]
    monkeypatch.setattr(Reading, "of", None)
    answers.append(client.get("/"))
    assert [answer.status_code for answer in answers] == [404, 400, 413, 500]
    for answer in answers:
        assert "default-src 'self'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY"


def test_part_leaves_it_to_its_page(cast):
    part = cast.layla.htmx.get(reverse("note", args=[cast.team.pk, cast.canvas.pk, cast.notes[0].pk]))
    assert part.status_code == 200 and "Content-Security-Policy" not in part


def test_neither_is_kept_in_place_of_the_other(cast):
    url = reverse("board", args=[cast.team.pk, cast.canvas.pk])
    for browser in (cast.layla.client, cast.layla.htmx):
        assert "HX-Request" in browser.get(url)["Vary"]
