"""Edits of a note's words, which whoever made one makes again without being asked who they are."""

from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from record.models import Change
from tests.cast import Cast


def revise(cast: Cast, text: str, version: int, person: User | None = None, **fields) -> HttpResponse:
    url = reverse("note_revise", args=[cast.team.pk, cast.canvas.pk, cast.notes[1].pk])
    return (person or cast.dariush).htmx.post(url, {"text": text, "version": version, **fields})


def asked_by(act) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        act()
    return [query["sql"] for query in queries]


def lines(cast: Cast) -> int:
    return Change.objects.of(cast.team.pk).count()
