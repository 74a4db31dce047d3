"""What one finds of programs who tries Boom out: one with a manager and two reviewers in the middle of its first round,
eight startups of its own, and the demo's teams, who have just joined."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from random import Random

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from canvas.demo import WORKSPACES, adds, person
from programs.example_cohort import Cohort
from programs.models import Assignment, Enrolment, Submission
from record.acting import Actor
from record.models import Change
from workspaces.models import Workspace

LANGUAGE = "fa"
SEED, STARTUPS = 7, 8
MARK = uuid.uuid5(uuid.NAMESPACE_URL, "boom programs")
STAFF = {
    "nadia": {"name": "نادیا", "language": "fa", "role": "program manager"},
    "behrouz": {"name": "بهروز", "language": "fa", "role": "reviewer"},
    "lena": {"name": "Lena", "language": "en", "role": "reviewer"},
}


@adds(STAFF)
def load_program(say: Callable[[str], None], people: dict[str, User]) -> None:
    """The startups' owners don't sign in."""
    if Change.objects.filter(request=MARK).exists():
        return
    say("load_program")
    staff = [people[key] for key in STAFF]
    with transaction.atomic():
        cohort = Cohort(LANGUAGE, staff, Random(SEED), dated=True)  # noqa: S311  (an example, no secret)
        cohort.begin(request=MARK)
        cohort.play(cohort.gather(STARTUPS, SEED, owner_of, timezone.localdate()))
        for name, members, _voices in WORKSPACES.values():
            join(cohort, name, people[next(iter(members))])
        Assignment.objects.spread(cohort.program, 2, Actor(cohort.manager.pk))


def owner_of(place: int, name: str) -> User:
    return person(f"startup{place}", name, LANGUAGE, signs_in=False)


def join(cohort: Cohort, name: str, owner: User) -> None:
    """The latest workspace of that name, if it is there: the operator's, with its eight years. The last one has not
    submitted yet; the first one is reviewed."""
    workspace = Workspace.objects.of(owner).filter(name=name).order_by("-pk").first()
    if workspace is None:
        return
    canvases = list(workspace.canvases.current())
    way_in = cohort.invite(days_ago=0)
    enrolment = Enrolment.objects.enrol(way_in, workspace, canvases, owner, Actor(owner.pk))
    if owner.language == "en":
        return
    _first, second = cohort.rounds
    submission = Submission.objects.submit(enrolment, canvases[0], second, "", Actor(owner.pk))
    if name == WORKSPACES[LANGUAGE][0]:
        cohort.review(submission, cohort.staff[1], days_ago=0)
