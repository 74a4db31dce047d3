"""The threads of a canvas: all the open ones, or one beside the board."""

import re
from html import unescape

import pytest
from django.urls import reverse

from accounts.models import User
from canvas.board import open_comments
from canvas.mentions import by_name, marked, mentioned, places
from canvas.models import Comment
from live.parts import fresh, touched_by
from record.models import Change
from tests.api.calling import call, on
from tests.asking import queries_of
from tests.cast import actor
from workspaces.acting import acting
from workspaces.models import Membership
from workspaces.roles import Role


def page(cast, person, query="", **headers):
    return person.client.get(reverse("comments", args=[cast.team.pk, cast.canvas.pk]) + query, headers=headers)


def test_open_threads_are_listed(cast):
    content = page(cast, cast.layla).content.decode()
    assert "چرا فردا؟" in content
    assert '<bdi class="mention">@أمينة</bdi>' in content


def test_only_who_may_settle_them_is_offered_to(cast):
    """What a thread shows is sent to every page alike: the page around it knows who reads it."""
    thread = f"?note={cast.comment.note_id}"
    for query in ("", thread):
        assert "data-read-only" in page(cast, cast.layla, query).content.decode()
        assert "data-read-only" not in page(cast, cast.kian, query).content.decode()
    cast.canvas.archive(actor(cast.amina))
    assert "data-read-only" in page(cast, cast.kian, thread).content.decode()


@pytest.mark.parametrize(("many", "folded"), [(8, 0), (9, 4), (25, 20)])
def test_of_a_long_thread_the_last_ones_are_read_first(cast, many, folded):
    for n in range(many - 1):
        Comment.objects.add_to(cast.canvas, cast.comment.block, f"پاسخ {n}", actor(cast.kian), note=cast.comment.note)
    thread = f"?note={cast.comment.note_id}"
    everything, alone = page(cast, cast.layla).content.decode(), page(cast, cast.layla, thread).content.decode()
    beside = page(cast, cast.layla, thread, **{"HX-Request": "true", "HX-Request-Type": "partial"}).content.decode()
    for content, is_open in ((everything, False), (beside, False), (alone, True)):
        earlier, _tag, rest = content.partition("</details>") if folded else ("", "", content)
        assert earlier.count('class="comment"') == folded and rest.count('class="comment"') == many - folded
        assert not folded or (' open>' in earlier[earlier.index("<details") :][:80]) == is_open


def test_resolved_ones_are_not(cast):
    cast.comment.resolve(actor(cast.kian))
    content = page(cast, cast.layla).content.decode()
    assert "چرا فردا؟" not in content and 'class="blank"' in content


def test_those_of_a_removed_note_are_not_until_it_is_back(cast):
    note = cast.comment.note
    note.refresh_from_db()
    note.remove(note.version, actor(cast.dariush))
    assert "چرا فردا؟" not in page(cast, cast.layla).content.decode()
    assert "چرا فردا؟" in page(cast, cast.layla, f"?note={note.pk}").content.decode(), "who was called reads it still"
    assert call(cast.layla, "GET", on(cast.canvas, "comments")).data["data"] == []
    assert open_comments(cast.canvas) == {}
    note.restore(actor(cast.dariush))
    assert "چرا فردا؟" in page(cast, cast.layla).content.decode()
    (told,) = call(cast.layla, "GET", on(cast.canvas, "comments?open=true")).data["data"]
    assert told["id"] == cast.comment.pk and open_comments(cast.canvas) == {note.pk: 1}


def test_only_where_i_am_called(cast):
    assert "چرا فردا؟" in page(cast, cast.amina, "?mine").content.decode()
    assert "چرا فردا؟" not in page(cast, cast.dariush, "?mine").content.decode()


def test_one_thread_has_the_resolved_ones_too(cast):
    cast.comment.resolve(actor(cast.kian))
    assert "چرا فردا؟" in page(cast, cast.layla, f"?note={cast.notes[0].pk}").content.decode()
    assert "چرا فردا؟" not in page(cast, cast.layla, f"?block={cast.notes[0].block}").content.decode()


def test_htmx_gets_the_drawer_alone(cast):
    part = page(cast, cast.kian, "?block=channels", **{"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert 'id="thread-block-channels"' in part


def test_a_page_that_asks_for_itself_again_gets_all_of_itself(cast):
    again = {"HX-Request": "true", "HX-Request-Type": "full"}
    content = page(cast, cast.kian, "?block=channels", **again).content.decode()
    assert 'id="talks"' in content and 'id="live"' in content and "data-drawer-close" not in content


def test_an_outsider_does_not_find_it(cast):
    assert page(cast, cast.sara).status_code == 404


@pytest.mark.parametrize("note", ["0", "x", "9" * 23, "9" * 5000, "-1", "۹۹۹۹۹۹"])
def test_an_unknown_note_is_not_found(cast, note):
    assert page(cast, cast.kian, f"?note={note}").status_code == 404


def test_queries_do_not_grow_with_the_threads(cast):
    before = queries_of(cast.layla, "comments", cast.team.pk, cast.canvas.pk)
    for n in range(12):
        by, called = actor(cast.dariush), [cast.amina.pk]
        Comment.objects.add_to(cast.canvas, "channels", f"نظر {n} @أمينة", by, cast.notes[n % 4], called)
    assert queries_of(cast.layla, "comments", cast.team.pk, cast.canvas.pk) == before <= 8


def test_the_list_asks_for_itself_again_when_somebody_says_something(cast):
    asks = re.search(r'id="talks"[^>]* data-fresh="([^"]+)"', page(cast, cast.layla).content.decode())
    cast.comment.resolve(actor(cast.kian))
    last = Change.objects.of(cast.team.pk).newest_first()[:1]
    assert asks and fresh("comments") in touched_by(last, cast.canvas.pk)
    assert "comments" in asks[1].split()


def test_a_thread_on_a_page_of_its_own_is_come_back_to(cast):
    content = page(cast, cast.kian, f"?note={cast.notes[0].pk}").content.decode()
    assert "data-drawer-close" not in content and 'hx-target="#drawer"' not in content
    fields = {"note": cast.notes[0].pk, "block": cast.notes[0].block, "text": "و پس‌فردا؟"}
    answer = cast.kian.client.post(reverse("comment_add", args=[cast.team.pk, cast.canvas.pk]), fields, follow=True)
    assert f'id="thread-note-{cast.notes[0].pk}"' in answer.content.decode() and "و پس‌فردا؟" in answer.content.decode()


def offered(cast, person) -> list[str]:
    content = page(cast, person, "?block=channels").content.decode()
    return re.findall(r'role="option"[^>]* data-call="([^"]*)"', content)


def test_members_are_offered_to_be_called_by_the_alphabet_and_never_oneself(cast):
    assert offered(cast, cast.kian) == ["أمينة", "داریوش Rad", "ليلى"]
    assert offered(cast, cast.dariush) == ["أمينة", "کیان", "ليلى"]
    assert offered(cast, cast.layla) == [], "who may not comment calls nobody"


def test_whom_one_name_calls_are_offered_together():
    people = [User(pk=pk, name=name) for pk, name in enumerate(("نور", "علي", "علی‌ رضا", "ء", "علی"), 1)]
    assert [[person.pk for person in same] for same in by_name(people, "fa")] == [[2, 5], [3], [1]]


def test_members_are_asked_for_once_and_only_for_whoever_may_comment(cast):
    def asked(person) -> int:
        return queries_of(person, "comments", cast.team.pk, cast.canvas.pk, data={"block": "channels"})

    before = asked(cast.kian)
    with acting(actor(cast.amina), cast.team.pk, "invitation.accept"):
        Membership.objects.create(workspace=cast.team, user=cast.omar, role=Role.EDITOR)
    assert asked(cast.kian) == before == asked(cast.layla) + 1 and "Omar" in offered(cast, cast.kian)


def test_marks_never_let_html_through(cast):
    text = '<script>alert(1)</script> @<b>x</b> @أمينة "onload="'
    html = marked(text, places(text, [cast.amina]))
    assert "<script" not in html
    assert "<b>" not in html
    assert '<bdi class="mention">@أمينة</bdi>' in html


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("@Sam Lee and @Sam", ["@Sam Lee", "@Sam"]),  # the whole name, where one begins as another does
        ("@Samuel, mail sam@Samara", []),
        ("@A&amp;B? No, @A&B", ["@A&amp;B"]),
        ("@sam lee, ＠SAM", ["@sam lee", "＠SAM"]),
        ("@ امینه، @امينة: @امينةُ @امينه‌ها", ["@امينة", "@امينةُ"]),
        ("@على‌رضا و @علیرضا و @علي  رضا", ["@على‌رضا", "@علیرضا"]),
    ],
)
def test_marks_are_on_whole_names(text, called):
    people = [User(name=name) for name in ("Sam", "Sam Lee", "A&B", "امینه", "علی‌رضا")]
    html = marked(text, places(text, people))
    assert re.findall('class="mention">(.*?)</', html) == called
    assert unescape(re.sub("</?(bdi|span)[^>]*>", "", html)) == text


def test_a_name_turns_no_line_around_but_one_that_it_stands_in_alone():
    text = "@Sam سلام\n@Sam: 12!\n\n@کیان"
    html = marked(text, places(text, [User(name="Sam"), User(name="کیان")]))
    assert re.findall(r"<(\w+)", html) == ["bdi", "span", "span"]


def test_a_name_of_two_words_stands_in_one_line():
    sam, lee = User(pk=1, name="Sam"), User(pk=2, name="Sam Lee")
    assert mentioned("@Sam\nLee is ill", [sam, lee]) == [1]
