"""What startups of a cohort have in common, and which lesson would help them next."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.translation import ngettext

from accounts.numbers import write_number
from accounts.reading import Reading
from canvas.blocks import Block
from learning.library import Library
from learning.reading import ReadLesson
from programs.judged import Judged
from relationships.kinds import Goal


@dataclass(frozen=True)
class Finding:
    """`says` gives the sentence for so many startups, with {n}, {all} and `words` to be filled in; `lesson` is what
    the lesson is about ("goal:retention"), or its slug."""

    key: str
    holds: Callable[[Judged], bool]
    says: Callable[[int], str]
    lesson: str
    words: tuple[tuple[str, object], ...] = ()

    def sentence(self, count: int, of: int) -> str:
        """For whoever reads."""
        reading = Reading.current()
        words = {name: str(word) for name, word in self.words}
        return self.says(count).format(n=write_number(count, reading), all=write_number(of, reading), **words)


def _lacks(goal: Goal) -> Callable[[Judged], bool]:
    return lambda judged: goal not in judged.goals


def _advised(rule: str) -> Callable[[Judged], bool]:
    return lambda judged: rule in judged.rules


def _leaves_empty(block: Block) -> Finding:
    def says(n: int) -> str:
        return ngettext("{n} of {all} has nothing in “{block}”.", "{n} of {all} have nothing in “{block}”.", n)

    about = f"block:{block.value}"
    return Finding(f"empty-{block.short}", lambda judged: block in judged.empty, says, about, (("block", block.label),))


FINDINGS = (
    Finding(
        "no-retention",
        _lacks(Goal.RETENTION),
        lambda n: ngettext("{n} of {all} has no retention mechanism.", "{n} of {all} have no retention mechanism.", n),
        "goal:retention",
    ),
    Finding(
        "no-acquisition",
        _lacks(Goal.ACQUISITION),
        lambda n: ngettext(
            "{n} of {all} has no acquisition mechanism.", "{n} of {all} have no acquisition mechanism.", n
        ),
        "goal:acquisition",
    ),
    Finding(
        "no-growth",
        _lacks(Goal.GROWTH),
        lambda n: ngettext("{n} of {all} has no growth mechanism.", "{n} of {all} have no growth mechanism.", n),
        "goal:growth",
    ),
    Finding(
        "no-focus",
        lambda judged: judged.turn is None,
        lambda n: ngettext("{n} of {all} has not decided on a focus.", "{n} of {all} have not decided on a focus.", n),
        "three-goals",
    ),
    Finding(
        "says-does",
        _advised("says-does"),
        lambda n: ngettext(
            "{n} of {all} does otherwise than its focus says.", "{n} of {all} do otherwise than their focus says.", n
        ),
        "strategy-shifts",
    ),
    Finding(
        "lonely-segment",
        _advised("lonely-segment"),
        lambda n: ngettext(
            "{n} of {all} has a segment without any relationship.",
            "{n} of {all} have a segment without any relationship.",
            n,
        ),
        "block:customer_relationships",
    ),
    Finding(
        "gap",
        _advised("gap"),
        lambda n: ngettext(
            "{n} of {all} leaves a relationship out that a segment expects.",
            "{n} of {all} leave a relationship out that a segment expects.",
            n,
        ),
        "block:customer_relationships",
    ),
    Finding(
        "leaky-bucket",
        _advised("leaky-bucket"),
        lambda n: ngettext(
            "{n} of {all} wins customers and loses them again.", "{n} of {all} win customers and lose them again.", n
        ),
        "goal:retention",
    ),
    Finding(
        "no-figures",
        lambda judged: not judged.facts.indicators,
        lambda n: ngettext("{n} of {all} has recorded no numbers.", "{n} of {all} have recorded no numbers.", n),
        "customer-value",
    ),
    *(_leaves_empty(block) for block in Block),
)
BY_KEY = {finding.key: finding for finding in FINDINGS}


@dataclass(frozen=True)
class Shared:
    """A finding with how many of the startups it is true of. `lesson` is None where none is published."""

    finding: Finding
    count: int
    of: int
    lesson: ReadLesson | None

    @property
    def sentence(self) -> str:
        return self.finding.sentence(self.count, self.of)

    @property
    def share(self) -> int:
        """In a hundred."""
        return round(100 * self.count / self.of)


def found_in(judged: Judged) -> set[str]:
    """The keys of the findings that are true of it."""
    return {finding.key for finding in FINDINGS if finding.holds(judged)}


def shared(found: Collection[Collection[str]], library: Library) -> list[Shared]:
    """From the keys found in each startup: what any has, the most common first."""
    counts = [(finding, sum(finding.key in keys for keys in found)) for finding in FINDINGS]
    some = [(finding, count) for finding, count in counts if count]
    return [
        Shared(finding, count, len(found), lesson_of(finding.lesson, library))
        for finding, count in sorted(some, key=lambda pair: -pair[1])
    ]


def lesson_of(about: str, library: Library) -> ReadLesson | None:
    return library.about(about) if ":" in about else library.lesson(about)
