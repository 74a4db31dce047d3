"""What if: weights that sum to 100, relationships moved from one kind to another, and how strongly weights act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.form_fields import LineField, LiveSelect, NumberField
from accounts.numbers import with_numbers
from accounts.reading import Reading
from relationships.facts import Facts
from relationships.forecast import EXPONENT, HIGH, LOW
from relationships.forms.focus import EVEN, SUM, WHOLE, weight_field
from relationships.kinds import Goal, Kind
from relationships.models import Relationship, Scenario

MOVES = 5
STRENGTH = ("exponent", "low", "high")  # how strongly weights act: likely, and the ends of the range
MOVE_FIELDS = ("relationship", "to", "fixed", "each")


@dataclass
class Move:
    """A relationship of one kind gives way to one of another, at these costs a month."""

    relationship: Relationship
    to: Kind
    fixed: Decimal
    each: Decimal


def tried_weight(goal: Goal) -> NumberField:
    """Described by what is said of the three together too."""
    widget = forms.TextInput({"aria-describedby": f"weights-sum id_{goal.value}_error"})
    return weight_field(goal, widget=widget, required=False)


def exponent_field(label: str) -> NumberField:
    return NumberField(label=label, min_value=0, max_value=1, decimal_places=2, required=False)


class ScenarioForm(forms.Form):
    """Of one canvas as `facts` has it; without data it is today's course. A weight or strength that is left empty is
    today's, which stands there in grey."""

    acquisition, retention, growth = (tried_weight(goal) for goal in Goal)
    exponent = exponent_field(gettext_lazy("How strongly weights act"))
    low = exponent_field(gettext_lazy("at the least"))
    high = exponent_field(gettext_lazy("at the most"))

    def __init__(self, facts: Facts, data: Mapping | None = None):
        self.facts, self.today = facts, facts.turn.focus.weights if facts.turn else EVEN
        start = {**self.today, "exponent": EXPONENT, "low": LOW, "high": HIGH}
        if data is not None:
            unsaid = {name: str(value) for name, value in start.items() if not data.get(name, "").strip()}
            data = {**{name: data.get(name) for name in data}, **unsaid}
        super().__init__(data, initial=start)
        for name, value in start.items():
            field = self.fields[name]
            field.widget.attrs["placeholder"] = field.write(value, Reading.current())
        choices = [
            ("", "—"),
            *((row.pk, f"{row.segment.name} · {row.get_kind_display()}") for row in facts.established),
        ]
        for n in range(MOVES):
            self.fields[f"move{n}-relationship"] = forms.TypedChoiceField(
                label=_("Instead of"),
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                widget=LiveSelect,
            )
            self.fields[f"move{n}-to"] = forms.ChoiceField(
                label=_("comes"), choices=[("", "—"), *Kind.choices], required=False
            )
            self.fields[f"move{n}-fixed"] = NumberField(label=_("Fixed cost a month"), min_value=0, required=False)
            self.fields[f"move{n}-each"] = NumberField(
                label=_("Cost per customer a month"), min_value=0, required=False
            )

    def clean(self) -> dict:
        weights = [self.cleaned_data.get(goal.value) for goal in Goal]
        if None not in weights and sum(weights) != WHOLE:
            for goal in Goal:
                self.fields[goal.value].widget.attrs["aria-invalid"] = "true"
            raise forms.ValidationError(with_numbers(SUM, sum=sum(weights), whole=WHOLE), code="sum")
        low, likely, high = (self.cleaned_data.get(name) for name in ("low", "exponent", "high"))
        if None not in (low, likely, high) and not low <= likely <= high:
            self.add_error("exponent", _("This must lie between the least and the most."))
        self.moves: list[Move] = []
        for n in range(MOVES):
            self.moves += filter(None, [self._move(n)])
        rows = [move.relationship.pk for move in self.moves]
        if len(set(rows)) < len(rows):
            raise forms.ValidationError(_("One relationship can be moved once."))
        return self.cleaned_data

    def _move(self, n: int) -> Move | None:
        pk, to, fixed, each = (self.cleaned_data.get(f"move{n}-{name}") for name in MOVE_FIELDS)
        if not pk and not to:
            return None
        if not pk or not to:
            return self.add_error(
                f"move{n}-{'to' if pk else 'relationship'}", _("Choose both: which one goes, and which kind comes.")
            )
        row = next(row for row in self.facts.established if row.pk == pk)
        if to in self._kinds_with(row.segment_id):
            return self.add_error(f"move{n}-to", _("This segment has that kind already."))
        usual = usual_cost(self.facts, to)
        if usual is None and fixed is None and each is None:
            return self.add_error(
                f"move{n}-fixed", _("Write what it would cost: no relationship of this kind on the canvas tells.")
            )
        known = usual if fixed is None and each is None else (fixed or Decimal(0), each or Decimal(0))
        return Move(row, Kind(to), *known)

    def _kinds_with(self, segment_id: int) -> set[str]:
        """Those that a segment has, and that come by the moves so far."""
        there = {row.kind for row in self.facts.by_segment[segment_id] if row.is_established}
        return there | {move.to for move in self.moves if move.relationship.segment_id == segment_id}

    @property
    def is_off(self) -> bool:
        """Whether the three weights, each right, make no whole."""
        return self.has_error(NON_FIELD_ERRORS, "sum")

    @property
    def weights(self) -> dict[str, int]:
        """As asked for; today's where what was asked can't be."""
        asked = self.cleaned_data if self.is_bound and self.is_valid() else self.today
        return {goal.value: asked[goal.value] for goal in Goal}

    @property
    def exponents(self) -> list[Decimal]:
        """The likely one first."""
        if self.is_bound and self.is_valid():
            return [self.cleaned_data[name] for name in STRENGTH]
        return [EXPONENT, LOW, HIGH]

    @cached_property
    def move_rows(self) -> list[list[forms.BoundField]]:
        """Those with something in them, and an empty one."""
        rows = [[self[f"move{n}-{name}"] for name in MOVE_FIELDS] for n in range(MOVES)]
        used = max((n + 1 for n, row in enumerate(rows) if any(field.value() for field in row)), default=0)
        return rows[: used + 1]


class ScenarioKeepForm(ScenarioForm):
    name = LineField(label=gettext_lazy("Name"), max_length=120)

    @property
    def kept(self) -> dict:
        """What Scenario.objects.keep takes."""
        moves = [
            {
                "segment": move.relationship.segment_id, "from": move.relationship.kind, "to": move.to.value,
                "fixed": str(move.fixed), "each": str(move.each),
            }
            for move in self.moves
        ]  # fmt: skip
        strength = {name: self.cleaned_data[name] for name in STRENGTH}
        return {"name": self.cleaned_data["name"], **self.weights, **strength, "moves": moves}


def usual_cost(facts: Facts, kind: str) -> tuple[Decimal, Decimal] | None:
    """Fixed and per customer: the medians of the established relationships of this kind that cost anything."""
    rows = [row for row in facts.established if row.kind == kind and row.costs]
    if not rows:
        return None
    fixed, each = ([getattr(row, name) or Decimal(0) for row in rows] for name in ("fixed_cost", "customer_cost"))
    return Decimal(median(fixed)), Decimal(median(each))


def query_of(scenario: Scenario, facts: Facts) -> dict[str, str]:
    """What opens a kept what-if again. A move whose relationship is gone is left out."""
    query = {name: str(getattr(scenario, name)) for name in (*Goal.values, *STRENGTH)}
    rows = {(row.segment_id, row.kind): row for row in facts.established}
    there = [(move, rows.get((move.get("segment"), move.get("from")))) for move in scenario.moves]
    for n, (move, row) in enumerate((move, row) for move, row in there if row):
        sent = {"relationship": row.pk, "to": move["to"], "fixed": move.get("fixed", ""), "each": move.get("each", "")}
        query |= {f"move{n}-{name}": str(value) for name, value in sent.items()}
    return query
