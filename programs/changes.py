"""What changed between two submissions: notes and segments, relationships, and decisions about the focus."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.reading import Reading
from canvas.models import Canvas, Note, Segment
from history.details import details_of
from history.differences import Difference, Row
from history.fold import State, Values, state_at
from programs.models import Submission
from relationships.kinds import Kind
from relationships.models import Focus, Relationship

COMPARED = (Canvas, Segment, Note, Relationship, Focus)
REVISED = (
    "expected",
    "state",
    "text",
    "fixed_cost",
    "customer_cost",
    "goals",
    "channels",
    "knows_customer",
    "since_on",
)


@dataclass
class Cell(Row):
    """A relationship in one of the states or in both."""

    segment: str = ""

    @property
    def kind_label(self) -> str:
        kind = self.values.get("kind")
        return Kind(kind).label if kind in Kind.values else str(kind)


@dataclass
class Changes:
    difference: Difference
    relationships: list[Cell]
    focuses: list[Focus]  # decided since, the earliest first
    withdrawn: list[Focus]

    @property
    def is_empty(self) -> bool:
        return not (self.difference.counts() or self.relationships or self.focuses or self.withdrawn)

    @classmethod
    def since(cls, earlier: Submission, later: Submission, reading: Reading) -> Changes:
        """Two queries. Both are of one canvas."""
        before, after = (state_at(later.canvas, row.seq, COMPARED) for row in (earlier, later))
        decided, withdrawn = _decisions(before, after)
        return cls(Difference.between(before, after, reading), _cells(before, after, reading), decided, withdrawn)


def _cells(before: State, after: State, reading: Reading) -> list[Cell]:
    names = {pk: row["name"] for state in (before, after) for pk, row in state.values(Segment).items()}
    old, new = before.values(Relationship), after.values(Relationship)
    cells = [Cell(Relationship, pk, old.get(pk), new.get(pk)) for pk in sorted(old.keys() | new.keys())]
    for cell in cells:
        cell.segment = names.get(cell.values["segment_id"], "")
        cell.kinds = _kinds(cell.before, cell.after)
        if cell.before and cell.after:
            cell.details = details_of(
                {name: cell.before.get(name) for name in REVISED},
                {name: cell.after.get(name) for name in REVISED},
                reading, names, people={},
            )  # fmt: skip
    return [cell for cell in cells if cell.kinds]


def _kinds(before: Values | None, after: Values | None) -> list[str]:
    if not before or not after:
        return ["added" if after else "removed"]
    return ["revised"] if any(before.get(name) != after.get(name) for name in REVISED) else []


def _decisions(before: State, after: State) -> tuple[list[Focus], list[Focus]]:
    known = {row.pk: row for row in before.instances(Focus)}
    now = sorted(after.instances(Focus), key=lambda row: (row.from_on, row.pk))
    decided = [row for row in now if row.pk not in known and not row.withdrawn_at]
    withdrawn = [row for row in now if row.withdrawn_at and row.pk in known and not known[row.pk].withdrawn_at]
    return decided, withdrawn


def last_reviewed(submission: Submission) -> Submission | None:
    """The latest earlier submission of this canvas that a submitted review is about."""
    earlier = Submission.objects.filter(
        enrolment_id=submission.enrolment_id,
        canvas_id=submission.canvas_id,
        submitted_at__lt=submission.submitted_at,
        reviews__submitted_at__isnull=False,
    )
    return earlier.select_related("round").newest_first().first()
