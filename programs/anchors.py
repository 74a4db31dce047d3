"""What a remark can be about: the whole of a submission, or one of the rows that stood in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.dates import write_date
from accounts.numbers import write_number
from accounts.reading import Reading
from canvas.blocks import Block
from canvas.models import Note, Segment
from history.fold import State
from programs.models import About
from programs.models.remark import LONGEST_QUOTE
from relationships.kinds import Kind
from relationships.models import Focus, Relationship

ANCHORED = (Segment, Note, Relationship, Focus)
SHORT = 70  # of a row in a list to choose from


@dataclass(frozen=True)
class Anchor:
    about: str
    about_id: int | None
    quote: str

    @property
    def value(self) -> str:
        return f"{self.about}-{self.about_id}" if self.about_id else self.about

    @property
    def label(self) -> str:
        return Truncator(" ".join(self.quote.split())).chars(SHORT)


Groups = list[tuple[str, list[Anchor]]]


def anchors_of(state: State, reading: Reading) -> Groups:
    """Under the names of blocks, of the relationships and of the strategy."""
    groups: dict[str, list[Anchor]] = defaultdict(list)
    names = {}
    for segment in state.instances(Segment):
        names[segment.pk] = segment.name
        groups[str(Block.CUSTOMER_SEGMENTS.label)].append(_anchor(About.SEGMENT, segment, segment.name))
    for note in state.instances(Note):
        if note.block in Block.values:
            groups[str(Block(note.block).label)].append(_anchor(About.NOTE, note, note.text))
    for row in state.instances(Relationship):
        if row.segment_id in names and row.kind in Kind.values:
            said = ": ".join(filter(None, [f"{names[row.segment_id]} · {Kind(row.kind).label}", row.text]))
            groups[_("The matrix of relationships")].append(_anchor(About.RELATIONSHIP, row, said))
    for focus in sorted(state.instances(Focus), key=lambda row: (row.from_on, row.pk)):
        if not focus.withdrawn_at:
            groups[_("Decisions about the focus")].append(_anchor(About.FOCUS, focus, _said(focus, reading)))
    return list(groups.items())


def _anchor(about: About, row, quote: str) -> Anchor:
    return Anchor(about.value, row.pk, quote[:LONGEST_QUOTE])


def _said(focus: Focus, reading: Reading) -> str:
    """The day and the weights of the three goals: «۱ مهر ۱۴۰۵: ۵۰ / ۳۰ / ۲۰»."""
    day: date = focus.from_on
    weights = " / ".join(write_number(weight, reading) for weight in focus.weights.values())
    return f"{write_date(day, reading)}: {weights}"
