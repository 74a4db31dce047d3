"""How the examples' relationships, focus and figures get onto a canvas: act by act, or as they stand at the end.

relationship.add and .revise take the fields of Relationship (`owner` is a person's key; to begin with, `segment` and
`kind` too), relationship.tie and .untie `notes`, focus.decide the fields of Focus (without a day, it holds at once).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from accounts.months import month_after
from canvas.example import Act, Example
from canvas.loading import CARRY_OUT, Rows, Telling, sets
from canvas.models import Canvas
from record.acting import Actor, call_it
from relationships.kinds import State
from relationships.models import Focus, Indicator, Relationship, Tie
from workspaces.acting import acting

WEIGHTS = ("acquisition", "retention", "growth")
TEAMS_OWN = ("owner", "since_on")  # of a relationship: who looks after it and since when is for each team to say


def _given(fields: dict) -> dict:
    """As the model takes them: exact money, days, and without what only places the row."""
    given = {name: value for name, value in fields.items() if name not in ("segment", "kind")}
    given |= {name: Decimal(given[name]) for name in ("fixed_cost", "customer_cost") if given.get(name) is not None}
    return given | ({"since_on": date.fromisoformat(given["since_on"])} if given.get("since_on") else {})


def _revise(row: Canvas | Relationship, act: Act, telling: Telling, by: Actor) -> Relationship:
    """A canvas stands for the row that is not there yet."""
    if isinstance(row, Canvas):
        row = Relationship.objects.in_cell(row, telling.rows[act.fields["segment"]], act.fields["kind"])
    fields = _given(act.fields)
    if "owner" in fields:
        fields["owner"] = telling.people.get(fields["owner"])
    row.revise(row.version, by, **fields)
    return row


def _tie(row: Relationship, act: Act, telling: Telling, by: Actor) -> None:
    """To notes that it was never tied to: by one statement, for speed."""
    place = {"workspace_id": row.workspace_id, "canvas_id": row.canvas_id, "relationship": row}
    with acting(by, row.workspace_id, act.verb):
        Tie.objects.bulk_create(Tie(**place, note=telling.rows[ref]) for ref in act.fields["notes"])


def _untie(row: Relationship, act: Act, telling: Telling, by: Actor) -> None:
    with acting(by, row.workspace_id, act.verb):
        for ref in act.fields["notes"]:
            Tie.objects.between(row, telling.rows[ref]).loosen(by.at)


def _decide(canvas: Canvas, act: Act, telling: Telling, by: Actor) -> Focus:
    return Focus.objects.decide(
        canvas, by, **{name: act.fields[name] for name in WEIGHTS}, from_on=_day(act.fields.get("from_on"), by.at),
        reason=act.reason, evidence=act.fields.get("evidence", ""), segment=telling.rows[act.fields.get("segment")],
    )  # fmt: skip


def _day(said: str | None, at: datetime) -> date:
    return date.fromisoformat(said) if said else at.date()


def _record(canvas: Canvas, act: Act, telling: Telling, by: Actor) -> Canvas:
    """One month of all segments, none of which was written down before: by one statement, for speed."""
    since = _day(act.fields["since"], by.at)
    month_on = month_after(since, act.fields["calendar"], act.fields["month"])
    place = {"workspace_id": canvas.workspace_id, "canvas": canvas, "month_on": month_on}
    with acting(by, canvas.workspace_id, act.verb):
        Indicator.objects.bulk_create(
            Indicator(**place, segment=telling.rows[ref], **dict(zip(Indicator.FIGURES, _exact(figures), strict=True)))
            for ref, figures in act.fields["figures"].items()
        )
    return canvas


def _exact(figures: Iterable[int]) -> list[int]:
    """Three numbers of customers, and three of money in thousands."""
    active, new, lost, *money = figures
    return [active, new, lost, *(thousands * 1000 for thousands in money)]


CARRY_OUT.update(
    {
        "relationship.add": _revise,
        "relationship.revise": _revise,
        "relationship.retire": lambda row, act, telling, by: row.retire(row.version, by),
        "relationship.tie": _tie,
        "relationship.untie": _untie,
        "focus.decide": _decide,
        "focus.withdraw": lambda row, act, telling, by: row.withdraw(act.reason, by),
        "indicator.record": _record,
    }
)


@sets
def set_strategy(canvas: Canvas, told: Example, rows: Rows, by: Actor) -> None:
    """Relationships, ties and the last focus of the example, from today; the figures are of customers whom this team
    does not have, and stay behind."""
    call_it("relationship.add")
    found, ties = standing(told)
    for ref, fields in found.items():
        if segment := rows.get(fields["segment"]):
            own = {name: value for name, value in _given(fields).items() if name not in TEAMS_OWN}
            place = {"workspace_id": canvas.workspace_id, "canvas": canvas, "segment": segment, "kind": fields["kind"]}
            rows[ref] = Relationship.objects.create(**place, **own)
    call_it("relationship.tie")
    place = {"workspace_id": canvas.workspace_id, "canvas": canvas}
    there = [(rows[ref], rows[note]) for ref, note in ties if ref in rows and note in rows]
    Tie.objects.bulk_create(Tie(**place, relationship=row, note=note) for row, note in there)
    for act in courses(told).values():
        _set_focus(canvas, act, rows, by)


def _set_focus(canvas: Canvas, act: Act, rows: Rows, by: Actor) -> None:
    segment, today = act.fields.get("segment"), by.at.astimezone(canvas.workspace.zone).date()
    if segment is None or segment in rows:
        call_it("focus.decide", act.reason)
        Focus.objects.create(
            workspace_id=canvas.workspace_id, canvas=canvas, segment=rows.get(segment), from_on=today,
            **{name: act.fields[name] for name in WEIGHTS}, reason=act.reason,
            evidence=act.fields.get("evidence", ""), decided_by_id=by.user_id, decided_at=by.at,
        )  # fmt: skip


def standing(told: Example) -> tuple[dict[str, dict], list[tuple[str, str]]]:
    """The fields of each relationship by its ref after the last act, and the ties, each a relationship and a note."""
    rows: dict[str, dict] = {}
    ties: dict[tuple[str, str], None] = {}
    for act in told.acts:
        if act.verb in ("relationship.add", "relationship.revise"):
            rows[act.ref] = rows.get(act.ref, {}) | act.fields
        elif act.verb == "relationship.retire":
            rows[act.ref] = rows[act.ref] | {"state": State.RETIRED}
        elif act.verb == "relationship.tie":
            ties |= {(act.ref, note): None for note in act.fields["notes"]}
        elif act.verb == "relationship.untie":
            ties = {tie: None for tie in ties if tie not in {(act.ref, note) for note in act.fields["notes"]}}
    return rows, list(ties)


def courses(told: Example) -> dict[str | None, Act]:
    """The decision about the focus in force at the end, of the whole canvas (None) and of each segment."""
    withdrawn = {act.ref for act in told.acts if act.verb == "focus.withdraw"}
    decided = [act for act in told.acts if act.verb == "focus.decide" and act.ref not in withdrawn]
    return {act.fields.get("segment"): act for act in decided}
