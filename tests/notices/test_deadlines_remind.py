"""Reminders three days and one day before a deadline, by the program's clock; and reminding whoever is late."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from accounts.dates import write_date
from accounts.reading import Reading
from notices.delivery import deliver_waiting
from notices.models import Notice
from programs.awaited import awaited
from programs.models import Assignment, Conflict, Review, Round
from programs.reminding import remind, remind_of_deadlines
from tests.asking import post
from tests.cast import actor
from tests.notices.told import kinds, said
from tests.stage import kept

TEHRAN = ZoneInfo("Asia/Tehran")


@pytest.fixture
@kept
def side(scene):
    side = scene.own
    Assignment.objects.assign(side.enrolment, [side.reviewing], actor(side.manager))
    Notice.objects.all().delete()
    return side


@pytest.fixture
@kept
def unsubmitted(side) -> Round:
    return Round.objects.add_to(side.program, actor(side.manager), name="دور ۲", deadline_on=side.round.deadline_on)


def days_before(round_: Round, days: int, at: time = time(12)) -> datetime:
    """A moment of that day in Tehran, where this program's clocks are."""
    return datetime.combine(round_.deadline_on - timedelta(days=days), at, TEHRAN).astimezone(UTC)


def remind_own(side, now: datetime) -> int:
    """Of this program's; the other's round has the same deadline, and readers of another clock."""
    before = Notice.objects.filter(kind__startswith="deadline").count()
    remind_of_deadlines(now)
    return Notice.objects.filter(kind__startswith="deadline").count() - before


def test_a_team_that_has_not_submitted(side, cast, unsubmitted):
    assert remind_of_deadlines(days_before(unsubmitted, 4)) == 0
    remind_of_deadlines(days_before(unsubmitted, 3))
    assert kinds(cast.amina) == kinds(cast.dariush) == ["deadline.team"]
    assert kinds(cast.kian) == kinds(cast.layla) == []
    assert (
        "دور ۲" in said(cast.amina)[0] and cast.amina.client.get(f"/notices/{latest(cast.amina)}/").status_code == 302
    )


def test_a_list_of_mails_shows_the_day_before_it_is_cut_off(side, cast, unsubmitted):
    cast.dariush.revise(language="fa")
    remind_of_deadlines(days_before(unsubmitted, 3))
    deliver_waiting()
    (sent,) = (sent for sent in mail.outbox if sent.to == [cast.dariush.email])
    day = write_date(unsubmitted.deadline_on, Reading.of(cast.dariush, "fa"), "day")
    assert sent.subject.replace("\u2068", "").replace("\u2069", "") == f"مهلت ارسال تا {day}: «دور ۲»"
    assert "به وقت" in sent.body and "هنوز چیزی ارسال نکرده" in sent.body


def latest(person) -> int:
    return Notice.objects.filter(user=person).latest("pk").pk


def test_once_for_each_step(side, cast, unsubmitted):
    for days, told in ((3, 1), (3, 1), (2, 1), (1, 2), (1, 2), (0, 2), (-1, 2)):
        remind_of_deadlines(days_before(unsubmitted, days))
        assert Notice.objects.filter(user=cast.amina).count() == told, days


def test_a_missed_step_is_made_up_for_once(side, cast, unsubmitted):
    remind_of_deadlines(days_before(unsubmitted, 2))
    assert Notice.objects.filter(user=cast.amina).count() == 1
    remind_of_deadlines(days_before(unsubmitted, 0, time(0, 5)))
    assert Notice.objects.filter(user=cast.amina).count() == 2


def test_the_day_is_by_the_programs_clock(side, cast, unsubmitted):
    """At 23:00 UTC it is the next day in Tehran."""
    remind_of_deadlines(datetime.combine(unsubmitted.deadline_on - timedelta(days=4), time(20), UTC))
    assert Notice.objects.filter(user=cast.amina).count() == 0
    remind_of_deadlines(datetime.combine(unsubmitted.deadline_on - timedelta(days=4), time(23), UTC))
    assert Notice.objects.filter(user=cast.amina).count() == 1


@pytest.mark.parametrize(
    ("language", "place"), [("fa", "به وقت ریاض"), ("ar", "بتوقيت الرياض"), ("en", "by the clock of Riyadh")]
)
def test_it_says_by_whose_clock_the_day_ends(side, cast, unsubmitted, language, place):
    side.program.set_clock("Asia/Riyadh", actor(side.manager))
    remind_of_deadlines(days_before(unsubmitted, 3))
    assert place in said(cast.amina, language)[0] and place in said(side.reviewer, language)[0]


def test_a_deadline_that_is_moved_is_another(side, cast, unsubmitted):
    remind_of_deadlines(days_before(unsubmitted, 3))
    later = unsubmitted.deadline_on + timedelta(days=10)
    unsubmitted.revise(1, actor(side.manager), deadline_on=later)
    remind_of_deadlines(days_before(unsubmitted, 3))
    assert Notice.objects.filter(user=cast.amina).count() == 2


def test_a_team_that_has_submitted_or_left_hears_nothing(side, cast):
    remind_of_deadlines(days_before(side.round, 1))
    assert kinds(cast.amina) == []
    Round.objects.add_to(side.program, actor(side.manager), name="دور ۲", deadline_on=side.round.deadline_on)
    side.enrolment.leave(actor(cast.amina))
    remind_of_deadlines(days_before(side.round, 1))
    assert kinds(cast.amina) == []


def test_a_reviewer_who_has_not_reviewed(side):
    remind_of_deadlines(days_before(side.round, 3))
    assert kinds(side.reviewer) == ["deadline.review"] and kinds(side.manager) == []
    own = Review.objects.of(side.submission, side.reviewer)
    own.revise(0, actor(side.reviewer), submit=True, scores={}, verdict="approved", summary="خوب")
    remind_of_deadlines(days_before(side.round, 1))
    assert kinds(side.reviewer) == ["deadline.review"]
    assert awaited(side.program) == {}


def test_nothing_is_awaited_with_a_conflict_of_interest(side):
    assert list(awaited(side.program)) == [side.reviewer.pk]
    Conflict.objects.declare(side.enrolment, side.reviewing, "؟", actor(side.reviewer))
    assert awaited(side.program) == {}


def test_a_manager_reminds_at_most_once_a_day(side):
    by, today = actor(side.manager), days_before(side.round, 5)
    assert remind(side.program, {side.reviewer.pk, side.manager.pk}, by, today) == 1
    assert remind(side.program, {side.reviewer.pk}, by, today + timedelta(hours=2)) == 0
    assert remind(side.program, {side.reviewer.pk}, by, today + timedelta(days=1)) == 1
    assert kinds(side.reviewer) == ["reminder"] * 2


def test_from_the_page(side):
    page = side.manager.client.get(f"/p/{side.program.pk}/assignments/").content.decode()
    assert f'value="{side.reviewing.pk}"><button' in page
    answer = post(side.manager, "assignment_remind", side.program.pk, reviewer=side.reviewing.pk)
    assert answer.status_code == 302 and kinds(side.reviewer) == ["reminder"]
    assert post(side.manager, "assignment_remind", side.program.pk).status_code == 302
    assert kinds(side.reviewer) == ["reminder"]
    page = side.manager.client.get(f"/p/{side.program.pk}/assignments/").content.decode()
    assert "assignments/remind/" not in page
    assert post(side.reviewer, "assignment_remind", side.program.pk).status_code == 403


@pytest.mark.parametrize("reviewer", ["0", "x", "9" * 30])
def test_of_nobody_nobody_is_reminded(side, reviewer):
    assert post(side.manager, "assignment_remind", side.program.pk, reviewer=reviewer).status_code == 302
    assert kinds(side.reviewer) == []
