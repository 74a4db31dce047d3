"""Which startups of a portfolio are listed, and in which order: all of it in the address, so that it can be sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.alphabet import place_in_alphabet
from accounts.reading import Reading
from accounts.text import fold
from programs.findings import BY_KEY
from programs.portfolio import Startup
from relationships.kinds import Kind

KEPT = ("round", "q", "finding", "kind", "state", "mine", "sort")
LONGEST = 200
STATES: dict[str, tuple[Promise, Callable[[Startup], bool]]] = {
    "submitted": (pgettext_lazy("startups", "Submitted"), lambda startup: startup.last is not None),
    "reviewed": (pgettext_lazy("startups", "Reviewed"), lambda startup: startup.is_reviewed),
    "waiting": (_("Waiting for a review"), lambda startup: startup.last is not None and not startup.is_reviewed),
    "late": (pgettext_lazy("startups", "Late"), lambda startup: startup.is_late),
    "missing": (_("Not submitted yet"), lambda startup: startup.in_round is not None and startup.last is None),
}
Place = Callable[[Startup], object]  # what a startup is sorted by; None has no place, and comes last


def _of_judged(of: Callable) -> Place:
    return lambda startup: of(startup.judged) if startup.judged else None


PLACES: dict[str, tuple[Promise, Place]] = {
    "name": (_("Name"), lambda startup: place_in_alphabet(startup.name, Reading.current().language)),
    "filled": (
        _("Completeness"),
        _of_judged(lambda judged: (judged.filled, sum(each.level for each in judged.blocks))),
    ),
    "kinds": (_("Kinds in use"), _of_judged(lambda judged: len(judged.used))),
    "shifts": (_("Shifts"), _of_judged(lambda judged: judged.shifts)),
    "advice": (_("Open advice"), _of_judged(lambda judged: tuple(count for _severity, count in judged.open_advice))),
    "score": (pgettext_lazy("of a review", "Score"), lambda startup: startup.scores.mean),
    "spread": (_("How far reviewers are apart"), lambda startup: startup.scores.spread),
    "late": (_("Lateness"), lambda startup: startup.days_late if startup.in_round else None),
}
FIRST = "name"
FALLING = ("kinds", "shifts", "advice", "score", "spread", "late")  # the most comes first, where one presses a heading


@dataclass
class Sifting:
    asked: dict[str, str]

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Sifting:
        """What makes no sense is passed over."""
        asked = {name: query[name].strip()[:LONGEST] for name in KEPT if query.get(name, "").strip()}
        known = {"finding": BY_KEY, "kind": Kind.values, "state": STATES}
        asked = {name: word for name, word in asked.items() if name not in known or word in known[name]}
        if asked.get("sort", FIRST).removeprefix("-") not in PLACES:
            del asked["sort"]
        return cls(asked)

    @property
    def key(self) -> str:
        return self.asked.get("sort", FIRST).removeprefix("-")

    @property
    def is_falling(self) -> bool:
        return self.asked.get("sort", "").startswith("-")

    @property
    def is_narrow(self) -> bool:
        """Whether any startup may be left out."""
        return bool(self.asked.keys() - {"round", "sort"})

    def sift(self, startups: list[Startup]) -> list[Startup]:
        return self.sort([startup for startup in startups if self._takes(startup)])

    def _takes(self, startup: Startup) -> bool:
        asked = self.asked
        return (
            ("q" not in asked or fold(asked["q"]) in fold(startup.name))
            and ("finding" not in asked or asked["finding"] in startup.found)
            and ("state" not in asked or STATES[asked["state"]][1](startup))
            and ("mine" not in asked or startup.is_mine)
            and ("kind" not in asked or (startup.judged is not None and asked["kind"] in startup.judged.used))
        )

    def sort(self, startups: list[Startup]) -> list[Startup]:
        """Those without a place come last, whichever way it goes; equals are by name."""
        place = PLACES[self.key][1]
        by_name = sorted(startups, key=PLACES[FIRST][1])
        placed = [startup for startup in by_name if place(startup) is not None]
        return sorted(placed, key=place, reverse=self.is_falling) + [s for s in by_name if place(s) is None]

    def query(self, **changes: object) -> str:
        """The address of this list with some of it changed; None takes a thing away."""
        return "?" + urlencode({name: word for name, word in (self.asked | changes).items() if word})

    def headings(self) -> dict[str, Heading]:
        """By what one can sort: pressed once, the way that tells most; pressed again, the other."""
        found: dict[str, Heading] = {}
        for key, (label, _place) in PLACES.items():
            falling = not self.is_falling if key == self.key else key in FALLING
            order = ("descending" if self.is_falling else "ascending") if key == self.key else ""
            found[key] = Heading(key, label, self.query(sort=f"-{key}" if falling else key), order)
        return found

    def ways(self) -> list[tuple[str, Promise]]:
        """To choose from; the one in use goes its own way."""
        return [
            (
                self.asked["sort"] if key == self.key and "sort" in self.asked else f"{'-' * (key in FALLING)}{key}",
                label,
            )
            for key, (label, _place) in PLACES.items()
        ]


@dataclass(frozen=True)
class Heading:
    key: str
    label: Promise
    query: str
    order: str  # as aria-sort has it; "" where the list goes by something else
