"""A cohort as incubators have it: startups that are full and empty, early and late, alike and apart."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from accounts.models import User
from canvas.blocks import NOTE_BLOCKS
from canvas.models import Canvas
from programs.models import Enrolment, Program, Review, Round, Submission
from relationships.kinds import Kind
from relationships.models import Indicator
from relationships.models.indicator import Entry
from tests.cast import actor, add_note, add_segment
from tests.programs.scene import enrol
from tests.strategy import add_relationship, decide
from workspaces.models import Workspace

NAMES = (
    "نان‌رسان",
    "کتاب‌یار",
    "سبزینه",
    "Karavan",
    "Loom",
    "زعفران",
    "وصّال",
    "مدى",
    "سنبلة",
    "Orchard",
    "پیک‌نو",
    "خانه‌دار",
)
WEIGHTS = ((60, 30, 10), (30, 55, 15), (20, 30, 50), (40, 40, 20))
GOALS = (["acquisition"], ["retention"], ["growth"], ["acquisition", "growth"])


def add_startup(
    program: Program, manager: User, owner: User, place: int, round_: Round | None = None, reviewers=()
) -> Enrolment:
    """The `place` decides how far it is: each of them another."""
    workspace = Workspace.objects.create_for(owner, f"{NAMES[place % len(NAMES)]} {place + 1}", actor(owner))
    canvas = Canvas.objects.create_in(workspace, "بوم", actor(owner))
    for number, block in enumerate(NOTE_BLOCKS[: place % 9]):
        for more in range(1 + (place + number) % 4):
            add_note(canvas, owner, block.value, f"یادداشت {number} {more}")
    segments = [add_segment(canvas, owner, name=f"بخش {number}") for number in range(place % 4)]
    for number, segment in enumerate(segments):
        for kind in list(Kind)[number : number + place % 3]:
            add_relationship(
                canvas, segment, kind.value, owner,
                expected=2, state="established", goals=GOALS[(place + number) % 4], fixed_cost=Decimal(1000 * place),
            )  # fmt: skip
        Indicator.objects.record(
            canvas, [Entry(segment, date(2026, 10, 1), values={"active": 100, "new": 9})], actor(owner)
        )
    for number in range(place % 4):
        decide(canvas, owner, WEIGHTS[(place + number) % 4], program.begins_on + timedelta(days=30 * number - 40))
    enrolment = enrol(program, manager, workspace, [canvas], owner)
    if round_ and place % 3:
        submission = Submission.objects.submit(enrolment, canvas, round_, "", actor(owner))
        for number, reviewer in enumerate(reviewers[: place % 4]):
            review_it(submission, reviewer, (place + number) % 4)
    return enrolment


def review_it(submission: Submission, reviewer: User, level: int, submit: bool = True) -> Review:
    """With the same level by every criterion."""
    review = Review.objects.of(submission, reviewer)
    scores = {str(row.pk): level for row in submission.program.criteria.in_order()}
    review.revise(0, actor(reviewer), submit=submit, scores=scores, verdict="approved", summary="")
    return review
