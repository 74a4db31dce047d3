"""A team submits a canvas for a round: frozen as it is at that moment, whatever the team does after."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from programs.models import NotNow, Round, Submission
from programs.standing import InRound, standing_of
from tests.asking import get, post, post_twice, queries_of
from tests.cast import actor
from workspaces.acting import acting


def words(scene, **more) -> dict:
    return {"round": scene.own.round.pk, "canvas": scene.own.submission.canvas_id, "note": "ببینید", **more}


def test_editors_submit(scene, cast):
    side = scene.own
    answer = post(cast.dariush, "submission_create", cast.team.pk, side.enrolment.pk, **words(scene))
    made = Submission.objects.newest_first().first()
    assert answer.url == reverse("submission", args=[cast.team.pk, side.enrolment.pk, made.pk])
    assert (made.submitted_by, made.note, made.program) == (cast.dariush, "ببینید", side.program)
    page = get(side.reviewer, "startup_submission", side.program.pk, side.enrolment.pk, made.pk)
    assert "ببینید" in page.content.decode()


def test_what_was_submitted_stays_while_the_team_goes_on(scene, cast):
    side, note = scene.own, cast.notes[0]
    old = note.text
    note.revise("متن تازهٔ تیم", note.version, actor(cast.dariush))
    cast.notes[1].remove(cast.notes[1].version, actor(cast.dariush))
    url = [side.program.pk, side.enrolment.pk]
    frozen = get(side.reviewer, "startup_submission", *url, side.submission.pk).content.decode()
    assert old in frozen and "متن تازهٔ تیم" not in frozen and cast.notes[1].text.split("\n")[0] in frozen
    now = get(side.reviewer, "startup_canvas", *url, cast.canvas.pk).content.decode()
    assert "متن تازهٔ تیم" in now and cast.notes[1].text.split("\n")[0] not in now


@pytest.mark.parametrize("view", ["board", "matrix", "strategy"])
def test_team_reads_the_same_as_the_staff(scene, cast, view):
    side = scene.own
    theirs = reverse("startup_submission", args=[side.program.pk, side.enrolment.pk, side.submission.pk])
    ours = reverse("submission", args=[cast.team.pk, side.enrolment.pk, side.submission.pk])
    pages = [
        person.client.get(url, {"view": view}).content.decode()
        for person, url in ((side.reviewer, theirs), (cast.kian, ours))
    ]
    shown = [page[page.index('class="past"') : page.index("</main>")] for page in pages]
    assert len(shown[0]) > 100 and shown[0].count("<li") == shown[1].count("<li")


def test_a_double_click_submits_once(scene, cast):
    post_twice(cast.dariush, "submission_create", cast.team.pk, scene.own.enrolment.pk, **words(scene))
    assert scene.own.enrolment.submissions.count() == 2


@pytest.mark.parametrize("who", ["kian", "layla"])
def test_lower_roles_do_not(scene, cast, who):
    person = cast.people[who]
    place = [cast.team.pk, scene.own.enrolment.pk]
    assert post(person, "submission_create", *place, **words(scene)).status_code == 403
    with pytest.raises(PermissionDenied):
        Submission.objects.submit(scene.own.enrolment, cast.canvas, scene.own.round, "", actor(person))


def test_only_what_staff_see_and_for_rounds_of_the_program(scene, cast):
    place = [cast.team.pk, scene.own.enrolment.pk]
    for wrong in ({"canvas": scene.spare.pk}, {"round": scene.other.round.pk}, {"note": "x" * 2001}, {"round": "x"}):
        answer = post(cast.dariush, "submission_create", *place, **words(scene, **wrong))
        assert answer.status_code == 422, wrong
    with pytest.raises(NotNow):
        Submission.objects.submit(scene.own.enrolment, scene.spare, scene.own.round, "", actor(cast.amina))
    assert scene.own.enrolment.submissions.count() == 1


def test_a_canvas_taken_away_meanwhile_is_not_submitted(scene, cast, meanwhile):
    side = scene.own
    meanwhile(lambda: side.enrolment.choose([scene.spare], actor(cast.amina)))
    answer = post(cast.dariush, "submission_create", cast.team.pk, side.enrolment.pk, **words(scene))
    assert answer.status_code == 409 and "ببینید" in answer.content.decode()


@pytest.mark.parametrize("change", ["UPDATE programs_submission SET note = 'x'", "DELETE FROM programs_submission"])
def test_database_keeps_it_as_it_was(scene, cast, change):
    with (
        pytest.raises(DatabaseError, match="never revised"),
        transaction.atomic(),
        acting(actor(cast.amina), cast.team.pk, "test.write"),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


@pytest.mark.parametrize("today, joined, state", [
    (0, -9, "due"), (1, -9, "overdue"), (1, 0, "overdue"), (1, 1, "before"), (0, 1, "due"),
])  # fmt: skip
def test_one_may_submit_until_the_end_of_the_day(today, joined, state):
    """Days after the deadline."""
    deadline = date(2026, 11, 30)
    days = [deadline + timedelta(days=after) for after in (today, joined)]
    standing = InRound(Round(deadline_on=deadline), days[0], joined_on=days[1])
    assert (standing.state, standing.days_left) == (state, -today)


def test_late_is_by_the_day_of_the_program(scene, cast):
    side, yesterday = scene.own, timezone.localdate() - timedelta(days=2)
    late = Round.objects.add_to(side.program, actor(side.manager), name="گذشته", deadline_on=yesterday)
    Round.objects.add_to(side.program, actor(side.manager), name="رفته", deadline_on=yesterday)
    Submission.objects.submit(side.enrolment, cast.canvas, late, "", actor(cast.amina))
    states = {each.round.name: each.state for each in standing_of(side.enrolment).rounds}
    assert states == {"گذشته": "late", "رفته": "before", "دور ۱": "submitted"}
    side.enrolment.enrolled_at -= timedelta(days=9)
    states = {each.round.name: each.state for each in standing_of(side.enrolment).rounds}
    assert states == {"گذشته": "late", "رفته": "overdue", "دور ۱": "submitted"}


@pytest.mark.parametrize("page", ["enrolment", "submission_new"])
def test_pages_say_by_which_clock_a_day_ends(scene, cast, page):
    """The program's is Persian; Amina reads Arabic."""
    assert "طهران" in get(cast.amina, page, cast.team.pk, scene.own.enrolment.pk).content.decode()


def test_pages_take_a_fixed_number_of_queries(scene, cast):
    side = scene.own
    pages = [
        (side.reviewer, "startup", side.program.pk, side.enrolment.pk),
        (cast.kian, "enrolment", cast.team.pk, side.enrolment.pk),
        (side.reviewer, "startup_submission", side.program.pk, side.enrolment.pk, side.submission.pk),
    ]
    before = [queries_of(*page) for page in pages]
    for _again in range(3):
        Submission.objects.submit(side.enrolment, cast.canvas, side.round, "", actor(cast.amina))
    assert [queries_of(*page) for page in pages] == before
    assert max(before) <= 10
