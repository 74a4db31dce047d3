"""A row as people read it; two versions of it where they meet: as somebody saved it, and as the draft has it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from accounts.numbers import write_number, write_percent
from accounts.reading import Reading
from accounts.word_differences import beside
from canvas.blocks import Colour
from canvas.forms import SegmentForm
from canvas.models import Segment

FIGURES = {"customers": write_number, "value": write_number, "margin": write_percent, "retention": write_percent}


@dataclass
class Side:
    """One field of both, as people read it."""

    label: str | Promise
    theirs: str
    yours: str

    @property
    def differs(self) -> bool:
        return self.theirs != self.yours

    @property
    def marked(self) -> tuple[SafeString, SafeString]:
        """Yours and theirs, with the words that the other lacks."""
        return beside(self.yours, self.theirs)


def sides_of_segment(segment: Segment, draft: QueryDict, reading: Reading) -> list[Side]:
    form = SegmentForm(draft)
    form.is_valid()
    return [
        Side(
            field.label,
            written(name, getattr(segment, name), reading),
            written(name, form.cleaned_data.get(name, draft.get(name, "")), reading),
        )
        for name, field in form.fields.items()
    ]


def facts_of_segment(segment: Segment, reading: Reading) -> list[tuple[str | Promise, str]]:
    """What is known of it besides its name, by what each is called."""
    fields = [segment._meta.get_field(name) for name in ("description", *FIGURES)]
    facts = [(field.verbose_name, written(field.name, getattr(segment, field.name), reading)) for field in fields]
    return [(label, text) for label, text in facts if text]


def written(name: str, value: object, reading: Reading) -> str:
    """The value of a segment's field as people read it; what could not be read, as it was typed."""
    if name in FIGURES and value not in (None, "") and not isinstance(value, str):
        return FIGURES[name](value, reading)
    if name == "colour" and value in Colour.values:
        return str(Colour(value).label)
    return "" if value is None else str(value)
