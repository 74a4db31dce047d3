"""What the page of numbers shows: every segment's figures, what relationships cost, one segment's year of months."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from accounts.months import month_after, month_ends, month_of
from accounts.reading import Reading
from canvas.models import Segment
from relationships.bands import bands
from relationships.books import EARLIEST, is_month, reading_of
from relationships.costs import Costs
from relationships.economics import Figure, Lack, is_known
from relationships.facts import Facts
from relationships.forms.figures import DiscountForm, FiguresForm, Row
from relationships.models import Indicator
from relationships.numbers import Month, SegmentNumbers
from relationships.sparkline import Sparkline
from relationships.worked import Worked, worked

DISCOUNT = Decimal("0.01")  # a month, where the reader names no other
A_YEAR, COURSE = 12, 24  # months on a page of the grid, and in a small course
RATES = {
    "churn": (_("Churn"), "share"),
    "acquisition_cost": (_("CAC"), "money"),
    "arpc": (_("Revenue per customer"), "money"),
}
BANDS = {"high": _("High value"), "middle": _("Medium value"), "low": _("Low value")}


@dataclass
class Course:
    """A figure from month to month; what stands beside it is that of a single one."""

    label: str
    unit: str
    months: list[Month]
    figures: list[Figure | None]

    @cached_property
    def line(self) -> Sparkline:
        return Sparkline(self.figures)

    @property
    def last_on(self) -> date:
        """The month of the last figure that is known."""
        known = [
            month.row.month_on for month, figure in zip(self.months, self.figures, strict=True) if is_known(figure)
        ]
        return known[-1]


@dataclass
class SegmentCard:
    """A segment's figures, its band of value and its courses."""

    numbers: SegmentNumbers
    figures: list[Worked]
    band: str | Lack

    @property
    def segment(self) -> Segment:
        return self.numbers.segment

    @property
    def band_label(self) -> str:
        return BANDS.get(self.band, "")

    @property
    def is_blank(self) -> bool:
        """Where nothing but lacks, and costs of nought, could be shown."""
        return not any(is_known(figure.value) and figure.value for figure in self.figures)

    @cached_property
    def courses(self) -> list[Course]:
        """Of what moves by month; only those that are any."""
        months = self.numbers.months[-COURSE:]
        courses = (
            Course(_("Active customers"), "count", months, [month.row.active for month in months]),
            Course(_("Churn"), "share", months, [month.churn for month in months]),
            Course(_("CAC"), "money", months, [month.acquisition_cost for month in months]),
        )
        return [course for course in courses if course.line]

    @property
    def span(self) -> tuple[date, date]:
        months = self.numbers.months[-COURSE:]
        return months[0].row.month_on, months[-1].row.month_on


@dataclass(frozen=True)
class Rate:
    """What follows from one month's figures."""

    label: str
    unit: str
    figure: Figure | None


@dataclass
class GridRow:
    """A month of the grid, and what its figures come to. Where the page is narrow those that are not `is_open` are
    folded."""

    row: Row
    month: Month | None  # None until it is over and has figures
    is_open: bool

    @property
    def rates(self) -> list[Rate]:
        return [Rate(label, unit, getattr(self.month, name, None)) for name, (label, unit) in RATES.items()]


@dataclass
class NumbersPage:
    """`asked` is the page's query (or what was sent to it): segment, until, discount."""

    facts: Facts
    reading: Reading
    asked: Mapping
    conflicts: list = field(default_factory=list)
    form: FiguresForm | None = None
    sent: Segment | None = None  # that of a grid that was sent; it may be removed by now

    def __post_init__(self) -> None:
        self.form = self.form or FiguresForm(self.months, self.stored, self.calendar)

    @cached_property
    def calendar(self) -> str:
        return self.facts.calendar or self.reading.calendar

    @cached_property
    def books(self) -> Reading:
        return reading_of(self.calendar, self.reading)

    @cached_property
    def discounting(self) -> DiscountForm:
        asked = {"discount": self.asked["discount"]} if self.asked.get("discount") else None
        return DiscountForm(asked, initial={"discount": DISCOUNT})

    @cached_property
    def discount(self) -> Decimal:
        form = self.discounting
        found = form.cleaned_data["discount"] if form.is_bound and form.is_valid() else None
        return DISCOUNT if found is None else found

    @property
    def query(self) -> str:
        """The query that asks for this page again."""
        asked = {name: self.asked.get(name, "") for name in ("segment", "until", "discount")}
        return urlencode({name: value for name, value in asked.items() if value})

    @cached_property
    def cards(self) -> list[SegmentCard]:
        sorted_by_value = bands(self.facts)
        return [
            SegmentCard(numbers, worked(numbers, self.discount, self.reading), sorted_by_value[pk])
            for pk, numbers in self.facts.numbers.items()
        ]

    @cached_property
    def costs(self) -> Costs:
        return Costs(self.facts)

    @property
    def is_blank(self) -> bool:
        return all(card.is_blank for card in self.cards)

    @cached_property
    def segment(self) -> Segment | None:
        """The one whose months are shown: as sent or asked for, else the first."""
        asked = self.asked.get("segment", "")
        return self.sent or next((each for each in self.facts.segments if str(each.pk) == asked), None) or (
            self.facts.segments[0] if self.facts.segments else None
        )

    @cached_property
    def stored(self) -> dict[date, Indicator]:
        pk = self.segment.pk if self.segment else None
        return {row.month_on: row for row in self.facts.recorded if row.segment_id == pk}

    @cached_property
    def newest(self) -> date:
        """The latest month that can be shown: this one, or a later one that is there."""
        return max([month_of(self.facts.on, self.calendar), *self.stored])

    @cached_property
    def until(self) -> date:
        """The newest month on this page of the grid."""
        try:
            asked = date.fromisoformat(self.asked.get("until", ""))
        except ValueError:
            return self.newest
        is_one = EARLIEST <= asked <= self.newest and is_month(asked, self.calendar)
        return asked if is_one else self.newest

    @cached_property
    def months(self) -> list[date]:
        """Twelve, newest first; where figures begin, those that there are."""
        return [day for n in range(A_YEAR) if (day := month_after(self.until, self.calendar, -n)) >= EARLIEST]

    @property
    def rates(self) -> list[str]:
        """The names of what follows from a month."""
        return [label for label, _unit in RATES.values()]

    @cached_property
    def at_hand(self) -> date | None:
        """The newest month here that is over: whose figures are typed next, or were last."""
        return next((day for day in self.form.months if month_ends(day, self.calendar) <= self.facts.on), None)

    @property
    def rows(self) -> list[GridRow]:
        """Of the grid, newest first."""
        numbers = self.facts.numbers.get(self.segment.pk) if self.segment else None
        over = {month.row.month_on: month for month in numbers.months} if numbers else {}
        return [
            GridRow(row, over.get(row.month_on), row.unsaved or row.month_on == self.at_hand) for row in self.form.rows
        ]

    @property
    def older(self) -> date | None:
        day = month_after(self.until, self.calendar, -A_YEAR)
        return day if day >= EARLIEST else None

    @property
    def newer(self) -> date | None:
        if self.until >= self.newest:
            return None
        return min(self.newest, month_after(self.until, self.calendar, A_YEAR))
