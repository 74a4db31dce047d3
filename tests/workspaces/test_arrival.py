"""Who comes, and what they are in the workspace they come to, is one question; its answer is of that moment."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Session
from record.models import Change
from tests.cast import actor
from workspaces.arrival import Arrival


def board(cast) -> str:
    return f"/w/{cast.team.pk}/canvases/{cast.canvas.pk}/"


def asked(client, page: str) -> tuple[int, list[str]]:
    """The page's status, and what it asks about sessions, members and canvases."""
    assert client.cookies, "signed in before anything is counted"
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page)
    tables = [f'FROM "{table}"' for table in ("accounts_session", "workspaces_membership", "canvas_canvas")]
    return answer.status_code, [query["sql"] for query in queries if any(table in query["sql"] for table in tables)]


@pytest.mark.parametrize("page", [board, lambda cast: f"{board(cast)}notes/{cast.notes[0].pk}/"])
def test_a_page_of_a_canvas_asks_once(cast, page):
    status, questions = asked(cast.layla.client, page(cast))
    assert status == 200
    assert len(questions) == 1


def test_answers_to_htmx_say_up_to_which_line_they_are(cast):
    note = reverse("note", args=[cast.team.pk, cast.canvas.pk, cast.notes[0].pk])
    assert cast.layla.htmx.get(note)["Boom-At"] == str(Change.objects.of(cast.team.pk).latest("seq").seq)
    assert "Boom-At" not in cast.layla.client.get(note).headers
    assert "Boom-At" not in cast.sara.htmx.get(note).headers
    client = cast.layla.htmx
    cast.layla.set_password("another long password 1")
    cast.layla.save()
    assert "Boom-At" not in client.get(note).headers, "her session ended"


def test_outsiders_are_told_nothing_by_the_same_question(cast):
    status, questions = asked(cast.sara.client, board(cast))
    assert status == 404
    assert len(questions) == 1


def test_canvas_of_elsewhere_is_not_found(cast):
    page = f"/w/{cast.team.pk}/canvases/{cast.other_canvas.pk}/"
    assert asked(cast.amina.client, page)[0] == 404
    assert asked(cast.amina.client, f"/w/{cast.team.pk}/canvases/{2**62}/")[0] == 404


def test_who_was_removed_meanwhile_is_an_outsider(cast):
    client = cast.kian.client
    assert client.get(board(cast)).status_code == 200
    cast.team.members.get(user=cast.kian).remove(actor(cast.amina))
    assert client.get(board(cast)).status_code == 404


def test_session_of_before_it_knew_its_person_is_asked_about_apart(cast):
    client = cast.kian.client
    Session.objects.filter(pk=client.session.session_key).update(person=None)
    assert asked(client, board(cast))[0] == 200


def test_session_that_ended_with_its_password_opens_nothing(cast):
    client = cast.kian.client
    assert client.get(board(cast)).status_code == 200
    cast.kian.set_password("another long password 1")
    cast.kian.save()
    assert client.get(board(cast)).status_code == 302


def test_people_of_one_process_are_not_mixed_up(cast):
    for user, status in ((cast.kian, 200), (cast.sara, 404), (cast.layla, 200), (cast.sara, 404)):
        answer = user.client.get(board(cast))
        assert (answer.status_code, answer.wsgi_request.user) == (status, user)


def test_what_was_not_asked_is_asked_now(cast):
    """Another person than came, another workspace or another canvas: never the answer about somebody else."""
    arrival = Arrival(cast.team.pk, cast.canvas.pk)
    arrival.sessions(cast.amina.client.session.session_key)
    assert arrival.membership.user_id == cast.amina.pk
    assert arrival.of(cast.layla.pk, cast.team.pk, cast.canvas.pk).user_id == cast.layla.pk
    assert arrival.of(cast.sara.pk, cast.team.pk, cast.canvas.pk) is None
    assert arrival.of(cast.amina.pk, cast.elsewhere.pk, cast.canvas.pk) is None
    other = arrival.of(cast.amina.pk, cast.team.pk, cast.other_canvas.pk)
    assert getattr(other, "canvas", None) is None
