"""Canvases of many teams, judged at once: by the same facts and the same rules as each team's own pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count
from django.utils.functional import Promise

from accounts.reading import Reading
from accounts.text import join_list
from canvas.blocks import Block
from canvas.models import Canvas, Note, Segment
from relationships.advice import Advice, Severity
from relationships.advice.advice import with_changes_of_each
from relationships.facts import Facts
from relationships.kinds import Kind
from relationships.models import Dismissal
from relationships.shifts import Turn

FEW = 3  # notes in a block that is filled in, and no longer only begun


@dataclass(frozen=True)
class Filled:
    """A block of the board with how many notes (segments, established relationships) stand in it."""

    block: Block
    count: int

    @property
    def level(self) -> int:
        """0 empty, 1 begun, 2 filled."""
        return (self.count > 0) + (self.count >= FEW)


@dataclass(frozen=True)
class KindUse:
    """One of the seven kinds, with the segments that it is established for."""

    kind: Kind
    segments: list[Segment]


@dataclass
class Judged:
    facts: Facts
    notes: Mapping[str, int]  # how many, by block
    advice: Advice

    @property
    def canvas(self) -> Canvas:
        return self.facts.canvas

    @cached_property
    def blocks(self) -> list[Filled]:
        """In the order in which they are taught."""
        more = {
            Block.CUSTOMER_SEGMENTS: len(self.facts.segments),
            Block.CUSTOMER_RELATIONSHIPS: len(self.facts.established),
        }
        return [Filled(block, self.notes.get(block, 0) + more.get(block, 0)) for block in Block]

    @property
    def filled(self) -> int:
        """How many of the nine have anything in them."""
        return sum(each.count > 0 for each in self.blocks)

    @property
    def empty(self) -> list[Block]:
        return [each.block for each in self.blocks if not each.count]

    @property
    def empty_words(self) -> str:
        """Those that are empty, as one phrase for whoever reads; "" for none."""
        return _phrase(block.label for block in self.empty)

    @cached_property
    def kinds(self) -> list[KindUse]:
        """All seven, in their order."""
        return [
            KindUse(kind, [row.segment for row in self.facts.established if row.kind == kind.value]) for kind in Kind
        ]

    @property
    def used(self) -> list[Kind]:
        return [use.kind for use in self.kinds if use.segments]

    @property
    def used_words(self) -> str:
        return _phrase(kind.label for kind in self.used)

    @property
    def by_segment(self) -> list[tuple[Segment, list[Kind]]]:
        """Each segment with the kinds that are established for it."""
        return [
            (segment, [use.kind for use in self.kinds if segment in use.segments]) for segment in self.facts.segments
        ]

    @property
    def goals(self) -> set[str]:
        """Those that an established relationship serves."""
        return {goal for row in self.facts.established for goal in row.goals}

    @property
    def turn(self) -> Turn | None:
        """The decision in force."""
        return self.facts.turn

    @property
    def shifts(self) -> int:
        """How often the strategy has shifted until now."""
        return sum(turn.is_shift and turn.focus.from_on <= self.facts.on for turn in self.facts.turns)

    @cached_property
    def open_advice(self) -> list[tuple[Severity, int]]:
        """How much there is of each severity, the most severe first."""
        counts = Counter(item.finding.severity for item in self.advice.open)
        return [(severity, counts[severity]) for severity in Severity]

    @property
    def is_advised(self) -> bool:
        """Whether any of it is open."""
        return any(count for _severity, count in self.open_advice)

    @cached_property
    def rules(self) -> set[str]:
        """The rules of advice that find anything, whatever the team made of it."""
        return {item.finding.rule for item in self.advice.items}


def _phrase(labels: Iterable[Promise]) -> str:
    return join_list([str(label) for label in labels], Reading.current().language)


def judged_of(canvases: Collection[Canvas]) -> dict[int, Judged]:
    """Each canvas as it stands today, by the clock of its team, by its id: ten queries, however many they are. They are
    to know their workspaces."""
    facts = Facts.of_each({canvas: canvas.workspace.today() for canvas in canvases})
    with_changes_of_each(facts.values())
    notes = _notes(canvases)
    dismissals = defaultdict(list)
    for row in Dismissal.objects.present().filter(canvas__in=canvases):
        dismissals[row.canvas_id].append(row)
    return {pk: Judged(each, notes[pk], Advice.of(each, dismissals[pk])) for pk, each in facts.items()}


def _notes(canvases: Collection[Canvas]) -> Mapping[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Note.objects.present().filter(canvas__in=canvases).order_by().values_list("canvas_id", "block")
    for canvas_id, block, count in rows.annotate(count=Count("pk")):
        found[canvas_id][block] = count
    return found
