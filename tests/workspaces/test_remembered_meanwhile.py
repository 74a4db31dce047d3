"""Who edits words again is not asked who they are, and yet it is seen what ended or changed meanwhile."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Session, User
from canvas.models import Canvas
from record import acting as acting_on_record
from record.models import Change
from tests.cast import Cast, actor
from tests.workspaces.remembering import lines, revise
from workspaces import remembered
from workspaces.roles import Role


@pytest.fixture
def cast(remembered_cast) -> Cast:
    return remembered_cast


def sign_out(cast: Cast) -> None:
    cast.dariush.client.session.flush()
    Session.objects.filter(person=cast.dariush).delete()


def expire(cast: Cast) -> None:
    Session.objects.filter(person=cast.dariush).update(expire_date=timezone.now() - timedelta(seconds=1))


def choose_another_password(cast: Cast) -> None:
    person = User.objects.get(pk=cast.dariush.pk)
    person.set_password("another long password 1")
    person.save()


def deactivate(cast: Cast) -> None:
    User.objects.filter(pk=cast.dariush.pk).update(is_active=False)


def put_out(cast: Cast) -> None:
    cast.team.members.get(user=cast.dariush).remove(actor(cast.amina))


def make_commenter(cast: Cast) -> None:
    cast.team.members.get(user=cast.dariush).appoint(Role.COMMENTER, actor(cast.amina))


def archive(cast: Cast) -> None:
    cast.canvas.archive(actor(cast.amina))


MEANWHILE = [
    (sign_out, 401), (expire, 401), (choose_another_password, 401), (deactivate, 401),
    (put_out, 404), (make_commenter, 403), (archive, 409),
]  # fmt: skip


@pytest.mark.parametrize(("meanwhile", "status"), MEANWHILE, ids=lambda value: getattr(value, "__name__", value))
@pytest.mark.parametrize("text", ["دوم", ""], ids=["words", "form that is refused"])
def test_what_ended_meanwhile_is_seen(cast, meanwhile, status, text):
    assert cast.dariush.htmx.cookies
    meanwhile(cast)
    before = lines(cast)
    answer = revise(cast, text, 2)
    assert (answer.status_code, lines(cast)) == (status, before)
    assert "اول" not in answer.content.decode() or status == 409
    assert not remembered._came


def demote(cast: Cast) -> None:
    cast.team.members.filter(user=cast.dariush).update(role=Role.COMMENTER)


def shelve(cast: Cast) -> None:
    Canvas.objects.filter(pk=cast.canvas.pk).update(archived_at=timezone.now())


WAITING = [*MEANWHILE[:4], (demote, 403), (shelve, 409)]


@pytest.mark.parametrize(("meanwhile", "status"), WAITING, ids=lambda value: getattr(value, "__name__", value))
def test_what_ended_while_it_waited_for_its_turn_is_seen(cast, meanwhile, status):
    assert cast.dariush.htmx.cookies

    def edit() -> int:
        with closing(connection):
            return revise(cast, "دوم", 2).status_code

    with ThreadPoolExecutor(1) as thread:
        with acting_on_record.acting(actor(cast.amina), cast.team.pk, "test"):
            waiting = thread.submit(edit)
            until_somebody_waits()
            meanwhile(cast)
        assert waiting.result(10) == status
    assert not Change.objects.of(cast.team.pk).filter(after__text="دوم").exists()


def until_somebody_waits() -> None:
    with connection.cursor() as cursor:
        for _moment in range(500):
            cursor.execute("SELECT FROM pg_locks WHERE NOT granted")
            if cursor.rowcount:
                return
            time.sleep(0.01)
    raise AssertionError("nobody waits for the lock")


def test_session_that_runs_out_by_itself_is_seen(cast):
    soon = timezone.now() + timedelta(seconds=0.5)
    Session.objects.filter(person=cast.dariush).update(expire_date=soon)
    assert revise(cast, "دوم", 2).status_code == 200
    assert len(remembered._came) == 1
    time.sleep((soon - timezone.now()).total_seconds())
    assert revise(cast, "سوم", 3).status_code == 401


TOUCHED = {
    "session": lambda cast: Session.objects.filter(person=cast.dariush).update(session_data="another"),
    "person": lambda cast: User.objects.filter(pk=cast.dariush.pk).update(name="دیگری"),
    "membership": make_commenter,
    "workspace": lambda cast: cast.team.rename("نام دیگر", 1, actor(cast.amina)),
    "canvas": lambda cast: cast.canvas.rename("نام دیگر", 1, actor(cast.amina)),
}


@pytest.mark.parametrize("row", TOUCHED)
def test_each_row_that_said_who_came_is_part_of_the_proof(cast, row):
    def proof() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT canvas_arrival(%s, %s, %s)", next(iter(remembered._came)))
            return cursor.fetchone()[0]

    before = proof()
    revise(cast, "دوم", 2)
    assert proof() == before, "an edit of words changes none of them"
    TOUCHED[row](cast)
    assert proof() != before


def test_whoever_came_back_is_asked_and_may_again(cast):
    make_commenter(cast)
    assert revise(cast, "دوم", 2).status_code == 403
    cast.team.members.get(user=cast.dariush).appoint(Role.EDITOR, actor(cast.amina))
    assert revise(cast, "دوم", 2).status_code == 200


def test_another_language_is_seen(cast):
    assert "ذخیره شد" in revise(cast, "دوم", 2).content.decode()
    User.objects.filter(pk=cast.dariush.pk).update(language="en")
    answer = revise(cast, "سوم", 3)
    assert (answer.status_code, answer["Content-Language"]) == (200, "en")
