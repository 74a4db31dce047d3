"""Startups as a program in some language has them: each drawn from a seed, in the words of examples/cohort.*.json.

They differ as startups do: from an idea with empty blocks to a team that shifted its focus twice and keeps books.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

from accounts.months import month_after
from canvas.blocks import NOTE_BLOCKS, Block, Channel, Colour
from canvas.models import Note, Segment
from canvas.position import spread
from relationships.kinds import FITS, Fit, Goal, Kind, State
from relationships.models import Focus, Indicator, Relationship

FOLDER = Path(__file__).with_name("examples")
MONEY = {"fa": 10_000, "ar": 4, "en": 1}  # what a small sum is a multiple of
CLOCK = {"fa": "Asia/Tehran", "ar": "Asia/Riyadh", "en": "UTC"}
CALENDAR = {"fa": "jalali", "ar": "gregorian", "en": "gregorian"}


@dataclass(frozen=True)
class Stage:
    """How far a startup is. `established`: the share of its relationships that is there; `months` of figures."""

    segments: int
    empty: int  # blocks
    kinds: int  # of relationships with each segment
    established: float
    customers: tuple[int, int] | None
    leaders: tuple[Goal, ...]  # of its decisions about the focus, the first one first
    months: int = 0


IDEA = Stage(1, 4, 2, 0, None, ())
EARLY = Stage(2, 2, 2, 0.35, (40, 300), (Goal.ACQUISITION,))
GROWING = Stage(3, 1, 3, 0.6, (300, 3000), (Goal.ACQUISITION, Goal.RETENTION), 5)
MATURE = Stage(4, 0, 4, 0.75, (2000, 20_000), (Goal.ACQUISITION, Goal.RETENTION, Goal.GROWTH), 9)
STAGES = (IDEA, EARLY, EARLY, GROWING, GROWING, MATURE)


@dataclass
class Startup:
    """Unsaved rows that point to each other, and to no canvas yet."""

    name: str
    owner: str  # the owner's name
    stage: Stage
    segments: list[Segment] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    relationships: list[Relationship] = field(default_factory=list)
    focuses: list[Focus] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)


@cache
def words(language: str) -> dict:
    return json.loads((FOLDER / f"cohort.{language}.json").read_text(encoding="utf-8"))


def startups(language: str, count: int, seed: int, today: date) -> list[Startup]:
    """The same for the same arguments. After forty their names begin anew, with a number."""
    chance, said = Random(seed), words(language)  # noqa: S311  (examples, no secrets)
    places = [(trade, name) for trade in said["trades"] for name in trade["names"]]
    people = [f"{given} {family}" for given in said["given_names"] for family in said["family_names"]]
    chance.shuffle(places)
    chance.shuffle(people)
    return [_startup(language, place, places, people, chance, today) for place in range(count)]


def _startup(language: str, place: int, places: list, people: list, chance: Random, today: date) -> Startup:
    lap, at = divmod(place, len(places))
    trade, name = places[at]
    stage = STAGES[place] if place < len(STAGES) else chance.choice(STAGES)
    startup = Startup(f"{name} {lap + 1}" if lap else name, people[place % len(people)], stage)
    draw = Draw(language, trade, startup, chance, today)
    draw.segments()
    draw.notes()
    draw.relationships()
    draw.focuses()
    draw.indicators()
    return startup


@dataclass
class Draw:
    """Fills one startup's canvas."""

    language: str
    trade: dict
    startup: Startup
    chance: Random
    today: date
    channels: list[Channel] = field(default_factory=list)

    @property
    def said(self) -> dict:
        return words(self.language)

    def money(self, low: int, high: int) -> Decimal:
        return Decimal(self.chance.randint(low, high) * MONEY[self.language])

    def segments(self) -> None:
        stage, names = self.startup.stage, self.trade["segments"]
        colours = self.chance.sample(Colour.values, len(Colour))
        chosen = sorted(self.chance.sample(range(len(names)), stage.segments))
        self.startup.segments = [
            Segment(name=names[at], colour=colours[place], position=key, **self._figures())
            for place, (at, key) in enumerate(zip(chosen, spread(stage.segments), strict=True))
        ]

    def _figures(self) -> dict:
        about = {"description": self.chance.choice(self.said["segment_notes"])}
        if self.startup.stage.customers is None:
            return about
        about["customers"] = self.chance.randint(*self.startup.stage.customers)
        about["value"] = self.money(8, 90)
        if self.startup.stage.months:
            about["margin"] = Decimal(self.chance.randint(15, 60)) / 100
            about["retention"] = Decimal(self.chance.randint(78, 97)) / 100
        return about

    def notes(self) -> None:
        spare = [block for block in NOTE_BLOCKS if block != Block.VALUE_PROPOSITIONS]
        empty = set(self.chance.sample(spare, self.startup.stage.empty))
        for block in NOTE_BLOCKS:
            rows = [] if block in empty else self._notes(block)
            for row, key in zip(rows, spread(len(rows)), strict=True):
                row.block, row.position = block.value, key
            self.startup.notes += rows

    def _notes(self, block: Block) -> list[Note]:
        if block == Block.CHANNELS:
            self.channels = self.chance.sample([Channel(name) for name in self.said["channels"]], 3)
            return [Note(text=self.said["channels"][one], channel=one.value) for one in self.channels]
        of_all = self.said["relationship_notes"] if block == Block.CUSTOMER_RELATIONSHIPS else self.trade[block.value]
        texts = self.chance.sample(of_all, self.chance.randint(1, len(of_all)))
        return [Note(text=text, segment=self._about()) for text in texts]

    def _about(self) -> Segment | None:
        """Half of the notes are about one segment."""
        return self.chance.choice(self.startup.segments) if self.chance.random() < 0.5 else None

    def relationships(self) -> None:
        for segment in self.startup.segments:
            kinds = self.chance.sample(list(Kind), self.startup.stage.kinds)
            self.startup.relationships += [self._relationship(segment, kind) for kind in sorted(kinds)]

    def _relationship(self, segment: Segment, kind: Kind) -> Relationship:
        state = self._state()
        row = Relationship(segment=segment, kind=kind.value, state=state.value)
        row.expected = self.chance.choice((0, 1, 2, 2, 3)) if state == State.ESTABLISHED else self.chance.randint(1, 3)
        if state == State.NONE:
            return row
        row.text = self.chance.choice(self.said["relationships"][kind])
        goals = self.chance.sample(Goal.values, self.chance.randint(1, 2))
        row.goals = [goal for goal in Goal.values if goal in goals]
        carrying = [one.value for one in self.channels if FITS[kind.value, one.value] > Fit.HARDLY]
        row.channels = carrying[:2]
        row.knows_customer = kind in (Kind.DEDICATED, Kind.AUTOMATED)
        if state != State.PLANNED:
            row.since_on = self.today - timedelta(days=self.chance.randint(40, 500))
            row.fixed_cost = self.money(40, 900)
            row.customer_cost = self.money(0, 3) if kind in (Kind.PERSONAL, Kind.DEDICATED) else None
        return row

    def _state(self) -> State:
        if self.chance.random() < self.startup.stage.established:
            return State.ESTABLISHED
        return self.chance.choices((State.PLANNED, State.NONE, State.RETIRED), (5, 4, 1))[0]

    def focuses(self) -> None:
        """A decision for each leader, some months apart, each with its reason."""
        ago = self.chance.randint(10, 60)
        for leader in reversed(self.startup.stage.leaders):
            self.startup.focuses.insert(0, self._focus(leader, self.today - timedelta(days=ago)))
            ago += self.chance.randint(70, 200)

    def _focus(self, leader: Goal, from_on: date) -> Focus:
        weight = self.chance.randrange(50, 75, 5)
        second = self.chance.randrange(10, 100 - weight, 5)
        others = [goal for goal in Goal.values if goal != leader]
        weights = {leader.value: weight, others[0]: second, others[1]: 100 - weight - second}
        reason, evidence = self.chance.choice(self.said["focus"][leader]), self.chance.choice(self.said["evidence"])
        return Focus(from_on=from_on, reason=reason, evidence=evidence, **weights)

    def indicators(self) -> None:
        stage = self.startup.stage
        months = [month_after(self.today, CALENDAR[self.language], -back) for back in range(stage.months, 0, -1)]
        for segment in self.startup.segments if months else ():
            active = round(segment.customers * self.chance.uniform(0.4, 0.9))
            for month in months:
                row = self._month(segment, month, active)
                active = row.active
                self.startup.indicators.append(row)

    def _month(self, segment: Segment, month: date, active: int) -> Indicator:
        lost = round(active * float(1 - segment.retention) * self.chance.uniform(0.7, 1.3))
        new = round(active * self.chance.uniform(0.04, 0.22))
        left = active + new - lost
        return Indicator(
            segment=segment, month_on=month, active=left, new=new, lost=lost, revenue=left * segment.value,
            marketing_cost=self.money(2, 9) * new, service_cost=(left * segment.value / 5).quantize(Decimal(1)),
        )  # fmt: skip
