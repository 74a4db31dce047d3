"""A finding: what a good adviser would say about a canvas, with the numbers behind it and the place to act."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps

from django.db import models
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.reading import Reading
from canvas.models import Segment
from relationships.advice.lessons import lesson_url
from relationships.advice.places import Place
from relationships.advice.words import Word
from relationships.facts import Facts
from relationships.models import Relationship


class Severity(models.IntegerChoices):
    SERIOUS = 1, _("Serious")
    WORTH_A_LOOK = 2, _("Worth a look")
    IDEA = 3, _("An idea")

    @property
    def style(self) -> str:
        return self.name.lower().replace("_", "-")

    @property
    def icon(self) -> str:
        return ("warn", "eye", "bulb")[self - 1]


@dataclass(frozen=True)
class Behind:
    """One number behind a finding, and whose it is; `place` is where it can be looked at."""

    label: Promise | Word
    value: Word
    of: Word | None = None
    place: Place | None = None

    @property
    def shown_label(self) -> str:
        return self.label.html(Reading.current()) if isinstance(self.label, Word) else str(self.label)

    @property
    def shown_value(self) -> str:
        return self.value.html(Reading.current())

    @property
    def shown_of(self) -> str:
        return self.of.html(Reading.current()) if self.of else ""


@dataclass(frozen=True)
class Finding:
    """`says` is what is so and `advises` what to do about it: patterns with {names} of `words`, in the reader's
    language. `about` are the segments it concerns; none where it concerns the whole canvas."""

    severity: Severity
    says: Promise
    advises: Promise
    action: Place
    subject: str = ""
    words: Mapping[str, Word] = field(default_factory=dict)
    behind: tuple[Behind, ...] = ()
    about: frozenset[int] = frozenset()
    rule: str = ""

    @property
    def key(self) -> str:
        """Apart from every other finding of the canvas."""
        return f"{self.rule}-{self.subject}" if self.subject else self.rule

    @cached_property
    def facts(self) -> str:
        """The digest of what is behind it: the same as long as the facts are."""
        said = {name: word.key for name, word in self.words.items()}
        numbers = [(getattr(row.label, "key", ""), row.of.key if row.of else "", row.value.key) for row in self.behind]
        whole = json.dumps([self.rule, self.subject, int(self.severity), said, numbers], sort_keys=True)
        return hashlib.sha256(whole.encode()).hexdigest()

    @property
    def sentence(self) -> SafeString:
        """What is so, as HTML for whoever reads."""
        return self._html(self.says)

    @property
    def counsel(self) -> SafeString:
        """What to do about it."""
        return self._html(self.advises)

    def plain(self, reading: Reading) -> tuple[str, str]:
        """Both as plain text, for what is printed or taken elsewhere."""
        with reading.active():
            words = {name: word.plain(reading) for name, word in self.words.items()}
            return capfirst(str(self.says).format(**words)), capfirst(str(self.advises).format(**words))

    @property
    def lesson_url(self) -> str:
        return lesson_url(self.rule)

    def _html(self, pattern: Promise) -> SafeString:
        reading = Reading.current()
        words = {name: word.html(reading) for name, word in self.words.items()}
        return mark_safe(capfirst(format_html("{}" + str(pattern), "", **words)))  # noqa: S308 - it is escaped


Rule = Callable[[Facts], Iterable[Finding]]
RULES: dict[str, Rule] = {}


def rule(code: str) -> Callable[[Rule], Rule]:
    """Marks a function that gives the findings of one rule; they carry its code."""

    def register(function: Rule) -> Rule:
        @wraps(function)
        def named(facts: Facts) -> Iterator[Finding]:
            return (replace(finding, rule=code) for finding in function(facts))

        RULES[code] = named
        return named

    return register


def of_segment(segment: Segment) -> dict:
    """The subject of a finding about one segment."""
    return {"subject": f"segment-{segment.pk}", "about": frozenset([segment.pk])}


def of_relationship(relationship: Relationship) -> dict:
    return {"subject": f"relationship-{relationship.pk}", "about": frozenset([relationship.segment_id])}


def of_several(segments: Iterable[Segment]) -> dict:
    """One finding about several segments."""
    return {"about": frozenset(segment.pk for segment in segments)}
