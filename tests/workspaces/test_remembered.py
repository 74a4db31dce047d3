"""Who edits words again is not asked who they are, and yet nothing is done or told that they may not do or see."""

from threading import Thread
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.urls import reverse

from canvas.models import Note
from record import acting as acting_on_record
from record.acting import Actor, Unproven
from record.models import Change
from tests.cast import Cast
from tests.workspaces.remembering import asked_by, lines, revise
from workspaces import remembered
from workspaces.roles import Role


@pytest.fixture
def cast(remembered_cast) -> Cast:
    return remembered_cast


def test_the_next_edit_is_one_question(cast):
    (edit,) = asked_by(lambda: revise(cast, "دوم", 2))
    assert edit.startswith("SELECT ") and "note_rewrite(" in edit
    url = reverse("segment_revise", args=[cast.team.pk, cast.canvas.pk, cast.segments[1].pk])
    asked = asked_by(lambda: cast.dariush.htmx.post(url, {"name": "نو", "colour": "rose", "version": 1}))
    assert any("segment_rewrite(" in question for question in asked)
    assert not any("accounts_session" in question for question in asked)


def test_it_is_answered_as_the_first(cast):
    second = revise(cast, "دوم", 2)
    remembered._came.clear()
    third = revise(cast, "دوم", 3)
    assert (second.status_code, third.status_code) == (200, 200)
    shown = [answer.content.decode() for answer in (second, third)]
    assert shown[0].replace('data-version="3"', 'data-version="4"') == shown[1]
    differing = {"Boom-At", "Boom-Seq", "Content-Length"}
    heads = [{k: v for k, v in answer.headers.items() if k not in differing} for answer in (second, third)]
    assert heads[0] == heads[1]
    assert [int(answer["Boom-Seq"]) - int(answer["Boom-At"]) for answer in (second, third)] == [1, 1]


def test_what_cannot_be_done_is_told_as_ever(cast):
    """A form that is refused, an older version, a request that comes again: they are asked who they are, and told."""
    assert revise(cast, "", 2).status_code == 422
    assert revise(cast, "دوم", 2).status_code == 200
    assert revise(cast, "سوم", 2).status_code == 409
    name = str(uuid4())
    assert revise(cast, "سوم", 3).status_code == 200
    before = lines(cast)
    answers = [revise(cast, "چهارم", 4, request=name) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert lines(cast) == before + 1


def test_what_cannot_be_read_is_refused_as_ever(cast):
    """It is read once for an answer from memory, and once more for whoever is asked."""
    url = reverse("note_revise", args=[cast.team.pk, cast.canvas.pk, cast.notes[1].pk])
    answer = cast.dariush.htmx.generic("POST", url, b"--x\r\nbroken", content_type="multipart/form-data")
    assert answer.status_code == 400


@pytest.mark.parametrize(("checks", "status"), [(False, 400), (True, 403)], ids=["name", "token"])
def test_what_is_refused_is_logged_once(cast, caplog, checks, status):
    """The request's name is none; or it came without the token that other sites do not have."""
    cast.dariush.htmx.handler.enforce_csrf_checks = checks
    assert revise(cast, "دوم", 2, request="1").status_code == status
    assert len(caplog.records) == 1


def test_database_that_is_away_is_waited_for_once(cast, monkeypatch):
    waited = []

    def away(sql: str, values: list) -> None:
        waited.append(sql)
        raise OperationalError("nobody is there")

    monkeypatch.setattr(cast.dariush.htmx, "raise_request_exception", False)
    with monkeypatch.context() as outage:
        outage.setattr(acting_on_record, "ask", away)
        outage.setattr(remembered, "ask", away)
        answer = revise(cast, "دوم", 2)
    assert (answer.status_code, len(waited)) == (503, 1)
    assert (answer["Content-Language"], cast.dariush.name in answer.content.decode()) == ("en", False)
    assert len(asked_by(lambda: revise(cast, "دوم", 2))) == 1, "it comes back by itself"


def test_what_breaks_is_tried_and_logged_once(cast, monkeypatch, caplog):
    tried = []

    def breaks(self, **given) -> None:
        tried.append(given)
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr(cast.dariush.htmx, "raise_request_exception", False)
    with monkeypatch.context() as mistake:
        mistake.setattr(Note, "revise", breaks)
        assert revise(cast, "دوم", 2).status_code == 500
    assert (len(tried), len(caplog.records)) == (1, 1)
    assert len(asked_by(lambda: revise(cast, "دوم", 2))) > 1, "they are asked, lest it was what was remembered"


def test_nobody_is_taken_for_another(cast):
    assert revise(cast, "دوم", 2, cast.amina).status_code == 200
    assert revise(cast, "سوم", 3, cast.kian).status_code == 403
    assert revise(cast, "سوم", 3, cast.sara).status_code == 404
    assert revise(cast, "سوم", 3).status_code == 200
    by = Change.objects.of(cast.team.pk).filter(verb="note.revise").order_by("seq").values_list("actor_id", flat=True)
    assert list(by) == [cast.dariush.pk, cast.amina.pk, cast.dariush.pk]
    assert {key[0] for key in remembered._came} == {
        person.htmx.cookies["sessionid"].value for person in (cast.dariush, cast.amina)
    }


def test_every_other_edit_asks(cast):
    url = reverse("note_remove", args=[cast.team.pk, cast.canvas.pk, cast.notes[1].pk])
    asked = asked_by(lambda: cast.dariush.htmx.post(url, {"version": 2}))
    assert any('FROM "accounts_session"' in question for question in asked)


def test_nothing_is_done_the_long_way_on_a_word_that_is_not_proven(cast):
    by = Actor(cast.dariush.pk, proof=("no such session", "1 2 3 4 5"), begin=("canvas_begin", cast.canvas.pk))
    for act in (lambda: cast.notes[1].revise("دوم", 2, by), lambda: cast.notes[1].remove(2, by)):
        with pytest.raises(Unproven):
            act()


def test_what_a_request_makes_of_its_people_stays_its_own(cast):
    (known,) = remembered._came.values()
    again = known.again()
    again.person.name, again.membership.role, again.membership.canvas.name = "x", Role.OWNER, "x"
    again.membership.workspace.name = "x"
    kept = (known.person.name, known.membership.role, known.membership.canvas.name, known.membership.workspace.name)
    assert kept == (cast.dariush.name, Role.EDITOR, cast.canvas.name, cast.team.name)


def test_only_so_many_are_kept(cast, monkeypatch):
    monkeypatch.setattr(remembered, "KEPT", 1)
    assert revise(cast, "دوم", 2, cast.amina).status_code == 200
    assert [key[0] for key in remembered._came] == [cast.amina.htmx.cookies["sessionid"].value]


def test_who_is_forgotten_meanwhile_is_in_nobodys_way(cast, monkeypatch):
    """Of two threads, one makes room for whom it remembers while the other forgets the same one."""

    class Slow(dict):
        def __iter__(self):
            oldest = super().__iter__()
            other.start()
            other.join(0.5)
            return oldest

    other = Thread(target=remembered.forget, args=(next(iter(remembered._came)),))
    monkeypatch.setattr(remembered, "KEPT", 1)
    monkeypatch.setattr(remembered, "_came", Slow(remembered._came))
    assert revise(cast, "دوم", 2, cast.amina).status_code == 200
    other.join()


def test_a_key_that_no_session_has_is_nobody(cast):
    cast.dariush.htmx.cookies["sessionid"] = r"a\000b"
    assert revise(cast, "دوم", 2).status_code == 401
