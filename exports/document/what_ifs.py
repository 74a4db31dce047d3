"""Kept what-ifs in the document, out and in: their moves name segments by key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from accounts.form_fields import LARGEST
from canvas.models import Canvas, Segment
from exports.document.checking import Check
from relationships.forms.scenario import MOVES, STRENGTH
from relationships.kinds import Goal, Kind
from relationships.models import Scenario

SCENARIO = ("name", *Goal.values, *STRENGTH)
KINDS, COSTS = ("from", "to"), ("fixed", "each")
MOVE = ("segment", *KINDS, *COSTS)


def scenarios_of(canvas: Canvas) -> list[Scenario]:
    """The earliest first: one query."""
    return list(canvas.scenarios.present().order_by("kept_at", "pk"))


def moves_of(scenario: Scenario, of_segment: Mapping[int, str]) -> Iterable[dict]:
    """Those of segments that are there."""
    for move in scenario.moves:
        if move.get("segment") in of_segment:
            costs = {name: exact(Decimal(move.get(name) or 0)) for name in COSTS}
            yield {"segment": of_segment[move["segment"]], **{name: move[name] for name in KINDS}, **costs}


def exact(number: Decimal) -> str:
    return f"{number.normalize():f}"


def check_scenario(check: Check, row: dict, path: str, segments: Mapping[str, Segment]) -> tuple[Scenario, list[dict]]:
    """The what-if, and its moves with the segments themselves, which have no id yet."""
    scenario = Scenario()
    check.model(scenario, row, path, SCENARIO, ("name",))
    weights = [getattr(scenario, goal) for goal in Goal.values]
    if not all(isinstance(weight, int) for weight in weights) or sum(weights) != 100:
        check.wrong(path, _("The three weights must sum to 100."))
    likely, low, high = (getattr(scenario, name) for name in STRENGTH)
    if not all(isinstance(one, Decimal) for one in (likely, low, high)) or not 0 <= low <= likely <= high <= 1:
        check.wrong(f"{path}.exponent", _("This must lie between the least and the most."))
    moves = check.rows(row.get("moves"), f"{path}.moves", MOVE, MOVES)
    return scenario, [_move(check, move, f"{path}.moves[{n}]", segments) for n, move in enumerate(moves)]


def _move(check: Check, move: dict, path: str, segments: Mapping[str, Segment]) -> dict:
    segment = segments.get(move.get("segment")) if isinstance(move.get("segment"), str) else None
    if segment is None:
        check.wrong(f"{path}.segment", _("Nothing in this file has this key."))
    for name in KINDS:
        if move.get(name) not in Kind.values:
            check.wrong(f"{path}.{name}", _("This is not the kind of value that stands here."))
    return {"segment": segment, **{n: move.get(n) for n in KINDS}, **{n: _cost(check, move, path, n) for n in COSTS}}


def _cost(check: Check, move: dict, path: str, name: str) -> str:
    """An exact text, as money is."""
    try:
        value = move.get(name, "0")
        number = Decimal(value) if isinstance(value, str) and len(value) < 40 else Decimal("NaN")
        if number.is_finite() and 0 <= number <= LARGEST and number.as_tuple().exponent >= -6:
            return exact(number)
    except InvalidOperation:
        pass
    check.wrong(f"{path}.{name}", _("This is not the kind of value that stands here."))
    return "0"


def placed(scenario: Scenario, moves: list[dict]) -> Scenario:
    """Once its segments are written and have ids."""
    scenario.moves = [{**move, "segment": move["segment"].pk} for move in moves]
    return scenario
