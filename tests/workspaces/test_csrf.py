"""What another site has the browser of someone signed in send does nothing: an edit carries a token of our pages."""

import json
import re
from functools import partial

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.crypto import get_random_string

from canvas.models import Note
from record.models import Change
from tests.cast import client_of
from tests.live.pages import parse
from tests.stage import kept
from tests.workspaces.walking import Walk, expectations, our_routes, undone

BOARD_TOKEN = re.compile(r"<body\s+hx-headers:inherited='([^']+)'")
REFUSED = {"ar": "لم يُحفظ شيء", "fa": "چیزی ذخیره نشد", "en": "Nothing was saved"}
ELSEWHERE = {"Origin": "https://elsewhere.example"}
APART = {
    "notices_stop",  # one click of a mail program, which has no page of ours: its address is the key
    "openapi",  # the API's, which answers programs and knows no cookie
}


@pytest.fixture
@kept
def walk(cast) -> Walk:
    return Walk(cast)


def guarded(user) -> Client:
    """As a browser is answered: tests' own clients are let pass without a token."""
    return client_of(user, enforce_csrf_checks=True, raise_request_exception=False)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}, ELSEWHERE], ids=["form", "htmx", "another origin"])
def test_no_address_does_anything_without_the_token_or_for_another_origin(walk, headers):
    """For an owner, who may do all of it. Even one who knows the token is not let in from elsewhere."""
    wrong, client = [], guarded(walk.cast.amina)
    if headers is ELSEWHERE:
        client.cookies[settings.CSRF_COOKIE_NAME] = secret = get_random_string(32)
        headers = {**ELSEWHERE, "X-CSRFToken": secret}
    for name, method in expectations():
        if method == "POST" and name not in APART:
            url = walk.url(our_routes()[name], walk.own)
            response, changes = undone(partial(client.post, url, headers=headers))
            if (response.status_code, response.content, changes) != (403, b"403_csrf.html", 0):
                wrong.append(f"{name}: {response.status_code} with {changes} changes")
    assert not wrong


def test_a_form_of_ours_is_told_where_it_stood_and_another_sites_is_shown_nothing(cast):
    url, ours = reverse("workspace_create"), f"http://testserver{reverse('workspace_new')}"
    for page, leads in ((ours, ours), ("https://elsewhere.example/trap", "/"), ("javascript:alert(1)", "/"), ("", "/")):
        answer = guarded(cast.dariush).post(url, {"name": "نام تازه از جای دیگر"}, headers={"Referer": page})
        told = parse(answer.content.decode())
        (way,) = [link for link in told.all("a") if link.attributes.get("class") == "button primary"]
        assert answer.status_code == 403 and way.attributes["href"] == leads
        assert "نام تازه" not in answer.content.decode() and "elsewhere" not in answer.content.decode()
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), {}, headers={"Referer": ours})
    assert f'href="{reverse("account_login")}"' in answer.content.decode() and ours not in answer.content.decode()


@pytest.mark.parametrize("language", REFUSED)
def test_edit_of_a_page_carries_its_token_by_hx_headers(cast, language):
    url = reverse("note_revise", args=[cast.team.pk, cast.canvas.pk, cast.notes[1].pk])
    edit, lines = {"text": "از همین صفحه", "version": 1}, Change.objects.count()
    cast.dariush.language = language
    cast.dariush.save()
    client = guarded(cast.dariush)
    page = client.get(reverse("board", args=[cast.team.pk, cast.canvas.pk])).content.decode()
    carried = json.loads(BOARD_TOKEN.search(page)[1])
    assert list(carried) == ["X-CSRFToken", "Boom-Language"]
    for headers in ({}, {"X-CSRFToken": "x" * 64}, {**carried, **ELSEWHERE}):
        response = client.post(url, edit, headers={"HX-Request": "true", **headers})
        assert response.status_code == 403 and REFUSED[language] in response.content.decode()
        assert Note.objects.get(pk=cast.notes[1].pk).version == 1 and Change.objects.count() == lines
    assert client.post(url, edit, headers={"HX-Request": "true", **carried}).status_code == 200
    assert Note.objects.get(pk=cast.notes[1].pk).text == "از همین صفحه"


@pytest.mark.parametrize(
    ("origin", "handed_back"), [("http://testserver", True), (ELSEWHERE["Origin"], False), ("", False)]
)
def test_what_was_typed_before_one_signed_in_elsewhere_is_handed_back_but_not_another_site_s(cast, origin, handed_back):
    """Signing in gives a new token: a form that was open holds the old one."""
    client = guarded(cast.dariush)
    client.get(reverse("board", args=[cast.team.pk, cast.canvas.pk]))
    sent = {"text": "یادداشتی <b>بلند</b>", "block": "channels", "csrfmiddlewaretoken": "x" * 64}
    headers = {"Origin": origin} if origin else {}
    page = client.post(reverse("note_add", args=[cast.team.pk, cast.canvas.pk]), sent, headers=headers)
    assert page.status_code == 403
    assert ("یادداشتی &lt;b&gt;بلند&lt;/b&gt;</textarea>" in page.content.decode()) is handed_back
