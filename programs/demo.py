"""What one finds of programs who tries Boom out: one with a manager, two reviewers, and the demo's teams in it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from accounts.models import User
from canvas.demo import WORKSPACES, adds
from programs.models import Enrolment, Program, ProgramInvitation, Round, Submission
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
    enrolment = Enrolment.objects.enrol(invite(program, manager, None), workspace, canvases, owner, Actor(owner.pk))
    if owner.language != "en":
        Submission.objects.submit(enrolment, canvases[0], first, "", Actor(owner.pk))
