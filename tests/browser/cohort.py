"""A program with a manager, two reviewers and thirty-nine startups, and a fortieth that has not joined yet."""

import json
from random import Random

from django.utils import timezone

from canvas.demo import person
from programs.example_cohort import Cohort, make_cohort
from programs.example_startups import startups

STAFF = {"modir": ("نگین", "fa"), "bazbin": ("بهرام", "fa"), "murajia": ("سلمى", "ar")}
OWNER = "mahsa"
JOINED, SEED = 39, 1


def seed() -> None:
    """Prints what it made, as JSON; within Django."""
    staff = [person(key, name, language) for key, (name, language) in STAFF.items()]
    program = make_cohort("fa", staff, owner_of, count=JOINED, seed=SEED, played=False)
    last = startups("fa", JOINED + 1, SEED, timezone.localdate())[-1]
    canvas = Cohort("fa", staff, Random(SEED)).found(last, person(OWNER, "مهسا", "fa"))
    note = canvas.notes.present().order_by("pk").first()
    made = {"program": program.pk, "workspace": canvas.workspace_id, "startup": last.name, "note": note.text}
    print(json.dumps(made | {"canvas": canvas.pk}))


def owner_of(place: int, name: str):
    return person(f"cohort{place}", name, "fa", signs_in=False)
