"""What one finds of programs who tries Boom out: one with a manager, two reviewers, and the demo's teams in it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from accounts.models import User
from canvas.blocks import Block
from canvas.demo import WORKSPACES, adds, email_of
from programs.models import (
    Assignment,
    Enrolment,
    Program,
    ProgramInvitation,
    Remark,
    Review,
    Round,
    Submission,
    Verdict,
)
from programs.models.remark import LONGEST_QUOTE
from programs.roles import ProgramRole
from record.acting import Actor
from record.models import Change
from workspaces.models import Workspace

LANGUAGE = "fa"
MARK = uuid.uuid5(uuid.NAMESPACE_URL, "boom programs")
STAFF = {
    "nadia": {"name": "نادیا", "language": "fa", "role": "program manager"},
    "behrouz": {"name": "بهروز", "language": "fa", "role": "reviewer"},
    "lena": {"name": "Lena", "language": "en", "role": "reviewer"},
}
SUMMARY = "بخش‌ها روشن‌اند و ارتباط‌ها خوب فکر شده‌اند. پیش از مرحلهٔ بعد، هزینهٔ هر ارتباط را با سودآوری بخشش بسنجید."
REMARKS = (
    "از کجا می‌دانید که مشتریان همین را می‌خواهند؟ دو سه گفت‌وگو با مشتری را شاهد بیاورید.",
    "دلیل تمرکز کنونی را با رقم‌های شش ماه گذشته بنویسید، و بگویید چه چیزی آن را تغییر می‌دهد.",
)


@adds(STAFF)
def load_program(say: Callable[[str], None], people: dict[str, User]) -> None:
    """With a round for which two of the three teams have submitted, and one to come."""
    if Change.objects.filter(request=MARK).exists():
        return
    say("load_program")
    manager = people["nadia"]
    with transaction.atomic(), override(LANGUAGE):
        program = found(manager)
        for key in ("behrouz", "lena"):
            way_in = invite(program, manager, ProgramRole.REVIEWER)
            way_in.join(people[key], Actor(people[key].pk))
        first, _second = [
            Round.objects.add_to(program, Actor(manager.pk), name=name, deadline_on=today() + timedelta(days=days))
            for name, days in ((gettext("First round"), 2), (gettext("Second round"), 32))
        ]
        for name, members, _voices in WORKSPACES.values():
            enrol(program, manager, name, people[next(iter(members))], first)
        Assignment.objects.spread(program, 2, Actor(manager.pk))


def today():
    return timezone.localdate()


def found(manager: User) -> Program:
    return Program.objects.create_for(
        manager,
        Actor(manager.pk, request=MARK),
        name=gettext("Autumn cohort of the incubator"),
        begins_on=today() - timedelta(days=40),
        ends_on=today() + timedelta(days=80),
        language=LANGUAGE,
    )


def invite(program: Program, manager: User, role: ProgramRole | None) -> ProgramInvitation:
    return ProgramInvitation.objects.invite(program, role, 30, Actor(manager.pk))[0]


def enrol(program: Program, manager: User, name: str, owner: User, first: Round) -> None:
    """The latest workspace of that name, if it is there: the operator's, with its eight years. The last one has not
    submitted yet."""
    workspace = Workspace.objects.of(owner).filter(name=name).order_by("-pk").first()
    if workspace is None:
        return
    canvases = list(workspace.canvases.current())
    canvas = canvases[0]
    enrolment = Enrolment.objects.enrol(invite(program, manager, None), workspace, canvases, owner, Actor(owner.pk))
    if owner.language == "en":
        return
    submission = Submission.objects.submit(enrolment, canvas, first, "", Actor(owner.pk))
    if name == WORKSPACES[LANGUAGE][0]:
        review(submission, User.objects.get(email=email_of("behrouz")))


def review(submission: Submission, by: User) -> None:
    """A submitted review with two remarks: on the first note of the values, and on the whole."""
    own = Review.objects.of(submission, by)
    note = submission.canvas.notes.present().filter(block=Block.VALUE_PROPOSITIONS).order_by("position").first()
    on_note = {"about": "note", "about_id": note.pk, "quote": note.text[:LONGEST_QUOTE]} if note else {"about": "whole"}
    for text, about in zip(REMARKS, (on_note, {"about": "whole"}), strict=True):
        Remark.objects.add_to(own, Actor(by.pk), text=text, **about)
    scores = {str(row.pk): (1, 2, 2, 3)[place % 4] for place, row in enumerate(submission.program.criteria.in_order())}
    own.revise(own.version, Actor(by.pk), submit=True, scores=scores, verdict=Verdict.CHANGES.value, summary=SUMMARY)
