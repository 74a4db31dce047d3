"""A review: what one reviewer says of one submission. A draft is theirs alone; submitted, it is final, and staff read
it (programs/comparison.py says who, and when); released, the team does."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from canvas.models.editing import Stale
from notices.giving import give
from programs.acting import acting
from programs.live import REVIEWS, tell_teams
from programs.models.criterion import Criterion
from programs.models.membership import ProgramMembership
from programs.models.program import Program
from programs.models.submission import NotNow, Submission
from programs.roles import ProgramRole
from programs.rubric import LEVELS
from programs.tenancy import OfProgram, program_keys
from record.acting import Actor
from workspaces.models import Membership

LONGEST_SUMMARY = 4000
RESULTS = "results"  # the kind of notice
Marks = Mapping[str, tuple[int, int]]  # by Criterion.wording, its weight and the level that was given


class Verdict(models.TextChoices):
    APPROVED = "approved", pgettext_lazy("verdict", "Approved")
    CHANGES = "changes", pgettext_lazy("verdict", "Changes asked")
    REJECTED = "rejected", pgettext_lazy("verdict", "Rejected")


class RubricChanged(Exception):
    """A criterion by which there are marks was reworded or removed while they were given."""


class ReviewQuerySet(models.QuerySet["Review"]):
    def submitted(self) -> ReviewQuerySet:
        return self.exclude(submitted_at=None)

    def released(self) -> ReviewQuerySet:
        """Those that the team reads."""
        return self.exclude(released_at=None)

    def waiting(self) -> ReviewQuerySet:
        """Submitted, and not released yet."""
        return self.submitted().filter(released_at=None, submission__enrolment__left_at=None)

    def release(self, submission: Submission, by: Actor) -> None:
        """The team reads what was found about it until now; what is submitted later is released apart. Raises NotNow
        where there is nothing to release."""
        with acting(by, submission.program_id, "review.release"):
            self._release([submission], by)

    def release_all(self, program: Program, complete: Callable[[], Collection[Submission]], by: Actor) -> None:
        """The same of all that are `complete` under the lock: one that was given to another reviewer while somebody
        pressed the button is not."""
        with acting(by, program.pk, "review.release_all"):
            self._release(complete(), by)

    def _release(self, submissions: Collection[Submission], by: Actor) -> None:
        """A team that is leaving meanwhile, on its own record, has left, or stays until it is told."""
        rows = self.waiting().filter(submission__in=submissions).select_related("submission__enrolment").order_by("pk")
        rows = list(rows.select_for_update(of=("submission__enrolment",), no_key=True))
        if not rows:
            raise NotNow
        for row in rows:
            row.released_at = by.at
            row.save(update_fields=["released_at"])
        tell_of_results({row.submission_id: row for row in rows}.values(), by)

    def of(self, submission: Submission, reviewer: User) -> Review:
        """Theirs; an unsaved one of version 0 where they have none yet."""
        place = {"program_id": submission.program_id, "submission": submission, "reviewer": reviewer}
        found = self.filter(submission=submission, reviewer=reviewer).first() or Review(version=0, **place)
        found.submission = submission
        return found


def tell_of_results(firsts: Collection[Review], by: Actor) -> None:
    """The teams, of one review of each submission."""
    tell_teams([row.submission.workspace_id for row in firsts], REVIEWS)
    for row in firsts:
        workspace_id = row.submission.workspace_id
        give(RESULTS, Membership.objects.writing_in(workspace_id), workspace_id, row.pk, by)


class Review(OfProgram):
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    scores = models.JSONField(default=dict, help_text="the level given, by the criterion's id")
    wordings = models.JSONField(default=dict, help_text="Criterion.wording when it was given, by the same id")
    summary = models.TextField(_("summary"), max_length=LONGEST_SUMMARY, blank=True)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    is_named = models.BooleanField(
        default=False, editable=False, help_text="the team reads the reviewer's name with it"
    )
    released_at = models.DateTimeField(null=True, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta(OfProgram.Meta):
        constraints = [
            *program_keys("review", submission="programs_submission"),
            models.UniqueConstraint(fields=["program", "submission", "reviewer"], name="programs_review_once"),
        ]

    def revise(
        self, version: int, by: Actor, *, submit: bool = False, seen: Collection[str] | None = None, **fields
    ) -> None:
        """Its scores, wordings, summary, verdict; `submit` makes it final, for others to read; whether its reviewer is
        named to the team is as the program has it at that moment. `seen` are the wordings by which the scores are
        given, where that is known. Raises Stale, RubricChanged, and NotNow as `meet` does."""
        with acting(by, self.program_id, "review.submit" if submit else "review.revise", least=ProgramRole.REVIEWER):
            self.meet(by)
            self._take(version, fields, seen)
            if submit:
                self.submitted_at, self.is_named = by.at, Program.objects.get(pk=self.program_id).names_reviewers
            self.save()

    def _take(self, version: int, fields: Mapping, seen: Collection[str] | None) -> None:
        if version != self.version:
            raise Stale(self)
        now = {str(row.pk): row.wording for row in self.program.criteria.present()}
        if seen is not None and not {*seen} <= {*now.values()}:
            raise RubricChanged
        if "scores" in fields:
            self.wordings = {pk: now[pk] for pk in fields["scores"] if pk in now}
        for name, value in fields.items():
            setattr(self, name, value)
        self.version += 1

    def meet(self, by: Actor) -> None:
        """Read again, under the lock; the reviewer's own, and not final. Raises NotNow; for one with a conflict of
        interest, or where the startup left or others are assigned to it, too."""
        enrolment = self.submission.enrolment
        enrolment.refresh_from_db(fields=["left_at"])
        staff = ProgramMembership.objects.present().get(program_id=self.program_id, user_id=by.user_id)
        if by.user_id != self.reviewer_id or enrolment.left_at or not staff.may_review(enrolment):
            raise NotNow
        now = Review.objects.of(self.submission, self.reviewer)
        self.pk, self.version, self._state.adding = now.pk, now.version, now._state.adding
        for name in ("scores", "wordings", "summary", "verdict", "created_at", "submitted_at"):
            setattr(self, name, getattr(now, name))
        if self.submitted_at:
            raise NotNow

    def begin(self, by: Actor, version: int | None = None, seen: Collection[str] | None = None, **fields) -> None:
        """Inside `acting`: there from now on, if only as a draft, with what stands on its page where that is another
        than was saved. For the rest see `revise`."""
        self.meet(by)
        if self._state.adding:
            self.created_at = by.at
        if self._state.adding or any(getattr(self, name) != value for name, value in fields.items()):
            self._take(self.version if version is None else version, fields, seen)
            self.save()

    def level(self, criterion: Criterion) -> int | None:
        """None where none was given, or where the words are others since it was, and the review is a draft still."""
        is_by_other_words = not self.submitted_at and self.wording_for(criterion) != criterion.wording
        return None if is_by_other_words else self.scores.get(str(criterion.pk))

    def wording_for(self, criterion: Criterion) -> str:
        """By which its level was given; where it gave none, or the record does not know, that of now."""
        return self.wordings.get(str(criterion.pk), criterion.wording)

    def marks(self, criteria: Iterable[Criterion]) -> Marks:
        """What it gave by these criteria, as they weigh now and as they were worded then."""
        given = ((self.wording_for(row), row.weight, self.level(row)) for row in criteria)
        return {wording: (weight, level) for wording, weight, level in given if level is not None}


def weighted(marks: Marks) -> Decimal | None:
    """The weighted share of the highest levels, 0 to 1; None without any."""
    most = sum(weight for weight, _level in marks.values()) * (LEVELS - 1)
    return Decimal(sum(weight * level for weight, level in marks.values())) / most if most else None


def are_alike(marks: Iterable[Marks]) -> bool:
    """Whether they are of the same criteria in the same words, so that their totals can be compared."""
    return len({frozenset(given) for given in marks if given}) < 2
