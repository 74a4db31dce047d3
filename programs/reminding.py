"""Reminders: of deadlines, by the program's clock, and of reviews, when a manager asks. They are told once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from notices.giving import give
from notices.models import Notice
from programs.awaited import awaited
from programs.models import Program, Round
from record.acting import Actor
from workspaces.models import Membership

TEAM_DEADLINE, REVIEW_DEADLINE, REMINDED = "deadline.team", "deadline.review", "reminder"  # kinds of notices
STEPS = (1, 3)  # so many days before


def remind_of_deadlines(now: datetime | None = None) -> int:
    """Tell teams that have not submitted, and reviewers whose reviews are awaited, that a round's deadline is near:
    once for each of STEPS. May be called as often as one likes; a step that was missed is made up for while it is not
    past the next. Answers how many were told."""
    now = now or timezone.now()
    around = (now.date() - timedelta(days=2), now.date() + timedelta(days=max(STEPS) + 2))  # everybody's clocks
    rounds = Round.objects.filter(deadline_on__range=around).select_related("program").order_by("pk")
    return sum(_remind_of(round_, now) for round_ in rounds)


def _remind_of(round_: Round, now: datetime) -> int:
    days = (round_.deadline_on - round_.program.day_of(now)).days
    step = next((step for step in STEPS if 0 <= days <= step), None)
    if step is None:
        return 0
    mark = f"{round_.deadline_on:%Y%m%d}-{step}"  # a deadline that is moved is another
    with transaction.atomic():
        told = [
            give(TEAM_DEADLINE, Membership.objects.writing_in(workspace_id), workspace_id, round_.pk, mark=mark)
            for workspace_id in _not_submitted(round_)
        ]
        late = [who for who, rows in awaited(round_.program).items() if any(row.round_id == round_.pk for row in rows)]
        told.append(give(REVIEW_DEADLINE, late, round_.program_id, round_.pk, mark=mark))
    return sum(map(len, told))


def _not_submitted(round_: Round) -> list[int]:
    """The workspaces that take part and have handed in nothing for it."""
    rows = round_.program.enrolments.current().exclude(submissions__round=round_)
    return list(rows.order_by("workspace_id").values_list("workspace_id", flat=True))


def remind(program: Program, people: Collection[int], by: Actor, now: datetime | None = None) -> int:
    """Remind those of `people` (ids) whose reviews are awaited, at most once a day each. Answers how many were."""
    with transaction.atomic():
        late = [person for person in awaited(program) if person in people]
        return len(give(REMINDED, late, program.pk, program.pk, by, mark=_day(program, now)))


def reminded_today(program: Program) -> set[int]:
    told = Notice.objects.filter(kind=REMINDED, home_id=program.pk, mark=_day(program))
    return set(told.values_list("user_id", flat=True))


def _day(program: Program, now: datetime | None = None) -> str:
    return f"{program.day_of(now or timezone.now()):%Y%m%d}"
