"""Two programs: the team takes part in one, elsewhere in the other; their staff know nothing of each other."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from canvas.models import Canvas
from programs.models import (
    Answer,
    Assignment,
    Conflict,
    Enrolment,
    Program,
    ProgramInvitation,
    ProgramMembership,
    Remark,
    Review,
    Round,
    Submission,
)
from programs.roles import ProgramRole
from tests.cast import Cast, actor, make_person


@dataclass
class Side:
    """One program with one of everything."""

    program: Program
    manager: User
    reviewer: User
    round: Round
    enrolment: Enrolment
    submission: Submission
    invitation: ProgramInvitation  # of another startup, open
    reviewing: ProgramMembership  # of the reviewer
    review: Review | None = None  # by the manager, submitted, with one remark that the team has answered
    remark: Remark | None = None
    loose: Remark | None = None  # another one, that nobody has answered


@dataclass
class Scene:
    cast: Cast
    own: Side
    other: Side
    spare: Canvas  # of the team, that its program's staff do not see


def make_scene(cast: Cast, reviewed: bool = False) -> Scene:
    own = make_side(
        make_person("nadia", "نادیا", "fa"),
        make_person("behrouz", "بهروز", "fa"),
        cast.team, cast.canvas, cast.amina,
    )  # fmt: skip
    other = make_side(
        make_person("lena", "Lena", "en"),
        make_person("adel", "عادل", "ar"),
        cast.elsewhere, cast.other_canvas, cast.sara,
    )  # fmt: skip
    scene = Scene(cast, own, other, Canvas.objects.create_in(cast.team, "پنهان Hidden", actor(cast.amina)))
    if reviewed:
        for side, owner in ((own, cast.amina), (other, cast.sara)):
            review_it(side, owner)
        draft = Review.objects.of(own.submission, own.reviewer)
        Remark.objects.add_to(draft, actor(own.reviewer), about="whole", text="پیش‌نویس")
    return scene


def make_side(manager: User, reviewer: User, workspace, canvas, owner: User) -> Side:
    program = make_program(manager)
    reviewing = add_staff(program, manager, reviewer, ProgramRole.REVIEWER)
    round_ = Round.objects.add_to(
        program, actor(manager), name="دور ۱", deadline_on=timezone.localdate() + timedelta(days=7)
    )
    enrolment = enrol(program, manager, workspace, [canvas], owner)
    submission = Submission.objects.submit(enrolment, canvas, round_, "یادداشت ما", actor(owner))
    invitation, _token = ProgramInvitation.objects.invite(program, None, 7, actor(manager))
    return Side(program, manager, reviewer, round_, enrolment, submission, invitation, reviewing)


def review_it(side: Side, owner: User) -> None:
    by, criteria = side.manager, side.program.criteria.in_order()
    side.review = Review.objects.of(side.submission, by)
    side.remark = Remark.objects.add_to(side.review, actor(by), about="whole", text="چرا؟")
    side.loose = Remark.objects.add_to(side.review, actor(by), about="whole", text="؟")
    scores = {str(row.pk): 2 for row in criteria}
    side.review.revise(1, actor(by), submit=True, scores=scores, verdict="changes", summary="خلاصه")
    managing = side.program.managers().get()
    Review.objects.release(side.submission, actor(by))
    Conflict.objects.declare(side.enrolment, managing, "؟", actor(by)).withdraw(actor(by))
    Assignment.objects.assign(side.enrolment, [side.reviewing], actor(by))
    Answer.give(side.remark, "چون", False, actor(owner))


def make_program(manager: User, **fields) -> Program:
    words = {
        "name": "دورهٔ پاییز", "begins_on": date(2026, 9, 23), "ends_on": date(2027, 3, 20), "language": "fa",
        "time_zone": "Asia/Tehran",
    }  # fmt: skip
    return Program.objects.create_for(manager, actor(manager), **{**words, **fields})


def add_staff(program: Program, manager: User, person: User, role: ProgramRole) -> ProgramMembership:
    invitation, _token = ProgramInvitation.objects.invite(program, role, 7, actor(manager))
    return invitation.join(person, actor(person))


def enrol(program: Program, manager: User, workspace, canvases, owner: User) -> Enrolment:
    invitation, _token = ProgramInvitation.objects.invite(program, None, 7, actor(manager))
    return Enrolment.objects.enrol(invitation, workspace, canvases, owner, actor(owner))
