"""What a lesson can be about. The apps above register their blocks, kinds and goals when they start."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

TOPIC = "topic"
FAMILIES = ("block", "kind", "goal")  # in the library's order; topics come last
_registered: dict[str, Subject] = {}


@dataclass(frozen=True)
class Subject:
    """One thing of a canvas that a lesson can be about; `takes_notes` where an answer can become a note in it, `style`
    the class of its place and colour on pages."""

    family: str
    key: str
    label: Promise | str
    takes_notes: bool = False
    style: str = ""

    @property
    def about(self) -> str:
        """As a lesson names it: "block:channels"."""
        return f"{self.family}:{self.key}"


def register(family: str, key: str, label: Promise | str, *, takes_notes: bool = False, style: str = "") -> None:
    """`family` is one of FAMILIES; within it the library keeps the order of registering."""
    subject = Subject(family, key, label, takes_notes, style)
    assert family in FAMILIES and subject.about not in _registered, subject.about
    _registered[subject.about] = subject


def subjects(family: str = "") -> list[Subject]:
    """All that is registered, in the library's order; of one family if it is named."""
    wanted = (family,) if family else FAMILIES
    return sorted(
        (subject for subject in _registered.values() if subject.family in wanted),
        key=lambda subject: FAMILIES.index(subject.family),
    )


def subject_of(about: str) -> Subject | None:
    """None for a topic."""
    return _registered.get(about)


def is_subject(about: str) -> bool:
    return about == TOPIC or about in _registered


def takes_notes(block: str) -> bool:
    """Whether an answer can become a note in this block."""
    subject = _registered.get(f"block:{block}")
    return bool(subject and subject.takes_notes)


def rank(about: str) -> int:
    """Where the library has it: blocks, kinds, goals, then topics."""
    order = [subject.about for subject in subjects()]
    return order.index(about) if about in order else len(order)
