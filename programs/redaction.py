"""Word to a team's open pages that words were blacked out, on its own record or on its program's: they may stand in all
that these pages show, the canvas that was handed in among it."""

from __future__ import annotations

from collections.abc import Iterable

from live.parts import Part, team, touches
from programs.live import REVIEWS, ROUNDS, tell_teams
from programs.models import Enrolment
from record.models import Change
from record.redact import redacted


@touches(Change._meta.db_table)
def redaction_touches(change: Change) -> Iterable[Part]:
    return [team(REVIEWS), team(ROUNDS)]


@redacted
def tell_of_redaction(program_id: int) -> None:
    """Teams that left, too: they read their results still."""
    enrolled = Enrolment.objects.filter(program=program_id)
    tell_teams(enrolled.values_list("workspace_id", flat=True), REVIEWS, ROUNDS)
