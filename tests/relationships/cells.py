"""Asking for one cell of the matrix: ask(cast, "revise", text="…") is Dariush's, of the first segment."""

from django.http import HttpResponse
from django.urls import reverse

from accounts.models import User
from relationships.models import Relationship
from tests.cast import Cast

FIELDS = {
    "version": 0, "expected": 2, "state": "established", "text": "مرکز تماس", "goals": ["retention"],
    "channels": ["phone"],
}  # fmt: skip


def place(cast: Cast, kind: str = "self_service", segment: int | None = None) -> list:
    return [cast.team.pk, cast.canvas.pk, segment or cast.segments[0].pk, kind]


def ask(cast: Cast, verb: str, person: User | None = None, kind: str = "self_service", **fields) -> HttpResponse:
    url = reverse(f"relationship_{verb}", args=place(cast, kind))
    return (person or cast.dariush).client.post(url, fields)


def held(cast: Cast, kind: str = "self_service") -> Relationship:
    return Relationship.objects.in_cell(cast.canvas, cast.segments[0], kind)
