"""How somebody looks at the strategy: whose focus, which stretch of time, which way it runs. All of it in the
address, so that a view can be sent to somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.dates import can_be_typed
from accounts.reading import Reading
from canvas.models import Segment
from relationships.axis import ALL, ZOOMS, Window, window_of
from relationships.facts import Facts
from relationships.forms.day import DayForm

ZOOM_NAMES = {
    ALL: pgettext_lazy("zoom", "From the beginning"),
    "year": pgettext_lazy("zoom", "Years"),
    "quarter": pgettext_lazy("zoom", "Quarters"),
    "month": pgettext_lazy("zoom", "Months"),
}
FLOWS = {"rtl": _("Time from right to left"), "ltr": _("Time from left to right")}
KEPT = ("segment", "zoom", "from", "time", "day", "era", "withdrawn")


@dataclass(frozen=True)
class Way:
    """A link to the same page, seen otherwise."""

    label: object
    query: str
    is_current: bool


@dataclass
class Sight:
    asked: dict[str, str]
    reading: Reading
    facts: Facts
    form: DayForm

    @classmethod
    def of(cls, request: HttpRequest, facts: Facts) -> Sight:
        """Raises Http404 for a segment that is not on this canvas; what else makes no sense is passed over."""
        asked = {name: request.GET[name] for name in KEPT if request.GET.get(name)}
        sight = cls(asked, request.reading, facts, DayForm(request.GET if "day" in asked else None))
        if "segment" in asked and sight.segment is None:
            raise Http404
        return sight

    @property
    def segment(self) -> Segment | None:
        asked = self.asked.get("segment")
        return next((segment for segment in self.facts.segments if str(segment.pk) == asked), None)

    @property
    def segment_id(self) -> int | None:
        return self.segment.pk if self.segment else None

    @property
    def day(self) -> date | None:
        return self.form.cleaned_data["day"] if self.form.is_bound and self.form.is_valid() else None

    @property
    def status(self) -> int:
        return 422 if self.form.is_bound and self.form.errors else 200

    @property
    def zoom(self) -> str:
        asked = self.asked.get("zoom")
        return asked if asked in ZOOMS else ALL

    @property
    def flow(self) -> str:
        asked = self.asked.get("time")
        return asked if asked in FLOWS else self.reading.direction

    @property
    def is_mirrored(self) -> bool:
        return self.flow == "rtl"

    @property
    def era(self) -> str:
        return self.asked.get("era", "")

    @property
    def shows_withdrawn(self) -> bool:
        return "withdrawn" in self.asked

    def window(self, days: Iterable[date]) -> Window:
        """The stretch that is asked for, else the latest; where a day is looked at, one that holds it."""
        days, begin = list(days), _day(self.asked.get("from", ""))
        window = window_of(days, self.facts.on, self.reading.calendar, self.zoom, begin)
        if begin or not self.day or window.holds(self.day):
            return window
        return window_of([*days, self.day], self.facts.on, self.reading.calendar, self.zoom, self.day)

    def query(self, **changes: object) -> str:
        """The address of this sight with some of it changed; None takes a thing away."""
        words = {name: word for name, word in (self.asked | changes).items() if word}
        return "?" + urlencode(words)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a form for another day takes along."""
        return [(name, word) for name, word in self.asked.items() if name != "day"]

    def zooms(self) -> list[Way]:
        return [
            Way(name, self.query(zoom=None if zoom == ALL else zoom, **{"from": None}), zoom == self.zoom)
            for zoom, name in ZOOM_NAMES.items()
        ]

    def other_flow(self) -> Way:
        flow = "ltr" if self.is_mirrored else "rtl"
        return Way(FLOWS[flow], self.query(time=flow), False)

    def steps(self, window: Window) -> list[Way]:
        """To the stretches of time before and after."""
        ways = ((_("Earlier"), window.before), (_("Later"), window.after))
        return [Way(name, self.query(**{"from": day.isoformat()}), False) for name, day in ways if day]

    @property
    def with_withdrawn(self) -> str:
        return self.query(withdrawn=1)

    @property
    def without_withdrawn(self) -> str:
        return self.query(withdrawn=None)

    def courses(self) -> list[Way]:
        """The whole canvas, and the segments that have a focus of their own (and the one looked at)."""
        own = {focus.segment_id for focus in self.facts.focuses} | {self.segment_id}
        others = {"from": None, "era": None, "day": None}
        whole = Way(_("The whole canvas"), self.query(segment=None, **others), self.segment is None)
        return [whole] + [
            Way(segment.name, self.query(segment=segment.pk, **others), segment.pk == self.segment_id)
            for segment in self.facts.segments
            if segment.pk in own
        ]


def _day(text: str) -> date | None:
    """An ISO day of an address; None for what is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if can_be_typed(day) else None
