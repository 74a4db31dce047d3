"""What of a team's open pages changes while they are open: by the team's own record, or by what staff do."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from live.parts import Part, team, touches
from live.words import tell
from record.models import Change

REVIEWS, ROUNDS = "reviews", "rounds"


@touches("programs_answer")
def answer_touches(change: Change) -> Iterable[Part]:
    return [team(REVIEWS)]


@touches("programs_submission")
@touches("programs_enrolment")
@touches("programs_enrolledcanvas")
def standing_touches(change: Change) -> Iterable[Part]:
    return [team(ROUNDS)]


def tell_teams(workspaces: Iterable[int], *topics: str) -> None:
    """After the commit. What staff do is on the program's record, which the team's pages do not follow."""
    for workspace_id in workspaces:
        for topic in topics:
            transaction.on_commit(partial(tell, workspace_id, topic), robust=True)
