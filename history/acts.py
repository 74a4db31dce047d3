"""Lines of the record as people think of them: one act, though it wrote several rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Count, Max, Min

from record.models import Change

# A line of these speaks for its act, whatever else the act wrote: what was made there holds the other rows.
WHOLE = ("canvas_canvas", "workspaces_workspace", "programs_program")


@dataclass
class Act:
    """What one person did at once. `lines` are some of it, newest first; `first`, `last` and `count` tell of all."""

    lines: list[Change]
    first: int
    last: int
    count: int

    @property
    def main(self) -> Change:
        """The line whose sentence says what was done."""
        return next((line for line in self.lines if line.table in WHOLE), self.lines[0])

    @property
    def at(self) -> datetime:
        return self.main.at


def acts_of(lines: Iterable[Change]) -> list[Act]:
    """The acts that these lines (of one workspace, newest first) belong to: one query, for how far each reaches."""
    runs = [list(run) for _act, run in groupby(lines, key=lambda line: line.request or line.seq)]
    reach = _reach(runs)
    return [Act(run, **reach.get(run[0].request) or _alone(run)) for run in runs]


def act_of(change: Change) -> Act:
    """The act that `change` belongs to, with its first and its last line: two queries."""
    (act,) = acts_of([change])
    ends = Change.objects.of(change.workspace_id).filter(seq__in={act.first, act.last})
    act.lines = list(ends.to_read().newest_first())
    return act


def lines_of(change: Change) -> list[Change]:
    """Every line of the act that `change` belongs to, newest first."""
    if change.request is None:
        return [change]
    return list(Change.objects.of(change.workspace_id).filter(request=change.request).newest_first())


def _reach(runs: list[list[Change]]) -> dict[uuid.UUID, dict[str, int]]:
    named = {run[0].request: run[0].workspace_id for run in runs if run[0].request}
    if not named:
        return {}
    lines = Change.objects.of(next(iter(named.values()))).filter(request__in=named)
    found = lines.values("request").annotate(first=Min("seq"), last=Max("seq"), count=Count("*")).order_by()
    return {row.pop("request"): row for row in found}


def _alone(run: list[Change]) -> dict[str, int]:
    return {"first": run[-1].seq, "last": run[0].seq, "count": len(run)}
