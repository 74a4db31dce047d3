"""Pages that say what went wrong lead on, to a page that can be opened."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from config import trouble
from tests.asking import get, post
from tests.cast import Cast, actor, client_of
from tests.live.pages import parse

DEEP = "http://testserver" + "/x" * 2_000 + "/"


def way_on(response: HttpResponse) -> str:
    links = parse(response.content.decode()).all("a")
    (way,) = (link for link in links if link.attributes.get("class") == "button primary")
    return way.attributes["href"]


def at(name: str, *rows: str) -> Callable[[Cast], str]:
    """An address of the team's canvas; each of `rows` names a list of the cast whose first is meant."""
    return lambda cast: reverse(name, args=[cast.team.pk, cast.canvas.pk, *(getattr(cast, row)[0].pk for row in rows)])


def refused(client: Client, page: str) -> HttpResponse:
    return client.post(reverse("workspace_create"), {"name": "نو"}, headers={"Referer": page})


@pytest.mark.parametrize(
    ("sent_to", "leads"),
    [
        (at("note_revise", "notes"), at("note", "notes")),
        (at("canvas_rename"), at("board")),
        (
            lambda cast: reverse("canvas_create", args=[cast.team.pk]),
            lambda cast: reverse("workspace", args=[cast.team.pk]),
        ),
        (lambda cast: reverse("workspace_create"), lambda cast: "/"),
    ],
    ids=["note", "canvas", "workspace", "home"],
)
def test_a_form_that_stood_on_the_answer_to_another_leads_to_the_page_above(cast, sent_to, leads):
    client = client_of(cast.dariush, enforce_csrf_checks=True)
    assert way_on(refused(client, f"http://testserver{sent_to(cast)}")) == leads(cast)
    assert client.get(leads(cast)).status_code == 200


def test_a_page_that_can_be_opened_is_opened_as_it_was_and_one_from_nowhere_is_home(cast):
    client = client_of(cast.dariush, enforce_csrf_checks=True)
    activity = f"http://testserver{reverse('activity', args=[cast.team.pk])}?canvas={cast.canvas.pk}"
    assert [way_on(refused(client, page)) for page in (activity, DEEP, "http://[", "")] == [activity, "/", "/", "/"]


def test_an_address_for_forms_leads_to_the_page_it_belongs_to(cast):
    place = (cast.team.pk, cast.canvas.pk, cast.notes[0].pk)
    assert way_on(get(cast.dariush, "note_revise", *place)) == reverse("note", args=place)
    assert way_on(cast.dariush.client.get(reverse("language"))) == "/"
    board = reverse("board", args=place[:2])
    assert way_on(cast.dariush.client.post(board)) == board


def test_what_was_too_large_is_not_called_unreadable(cast, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = post(cast.dariush, "note_add", cast.team.pk, cast.canvas.pk, text="x" * 200)
    page = response.content.decode()
    assert response.status_code == 413 and "یک‌باره بیش از اندازه" in page and "خوانده نشد" not in page
    message = page.partition("data-trouble-message")[2].partition("</p>")[0]
    assert "دکمهٔ بازگشت" in page and "دکمهٔ بازگشت" not in message, "an open page shows the message alone"


def test_who_was_put_out_meanwhile_gets_back_what_was_typed(cast):
    cast.team.members.get(user=cast.dariush).remove(actor(cast.amina))
    text = "سه ساعت نوشتیم"
    response = post(cast.dariush, "note_add", cast.team.pk, cast.canvas.pk, block="channels", text=text)
    assert response.status_code == 404 and f"{text}</textarea>" in response.content.decode()
    elsewhere = cast.dariush.client.post("/nowhere/", {"text": text})
    assert elsewhere.status_code == 404 and text not in elsewhere.content.decode()


@pytest.mark.parametrize("answer", [trouble.unavailable, trouble.failed])
def test_what_a_form_sent_is_not_asked_for_again_by_a_link(answer):
    looked, sent = (
        answer(ask("/w/1/rename/")).content.decode() for ask in (RequestFactory().get, RequestFactory().post)
    )
    assert 'href=""' in looked and "Back button" not in looked
    assert 'href=""' not in sent and "Back button" in sent
