"""The marks of a review that is being written: a level each, and the words of the criterion that it was chosen by."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from programs.models import Criterion, Review
from programs.rubric import LEVELS

OTHER_WORDS = _("This criterion has other words since you chose. Your choice does not count until you choose again.")


class Mark(NamedTuple):
    wording: str  # Criterion.wording
    level: int

    @property
    def criterion(self) -> str:
        """Its id, as a review keeps it."""
        return self.wording.partition(":")[0]


class Before(NamedTuple):
    """A criterion as it was when a mark was given that does not count any more."""

    criterion: Criterion
    level: int
    most: int = LEVELS - 1
    says: str = OTHER_WORDS

    @property
    def text(self) -> str:
        return self.criterion.levels[self.level]


def outdated(review: Review, criteria: Iterable[Criterion]) -> dict[str, Mark]:
    """What was chosen by other words than these criteria have now, by the criterion's id."""
    waiting = {str(row.pk): row for row in criteria if review.level(row) is None}
    return {pk: Mark(review.wording_for(row), review.scores[pk]) for pk, row in waiting.items() if pk in review.scores}


def before(marks: Collection[Mark], criteria: Iterable[Criterion]) -> dict[str, Before]:
    """By the criterion's id: one query, none without marks."""
    program_id = next((row.program_id for row in criteria), None)
    rows = Criterion.objects.as_worded(program_id, {mark.wording for mark in marks}) if marks else {}
    return {mark.criterion: Before(rows[mark.wording], mark.level) for mark in marks if mark.wording in rows}
