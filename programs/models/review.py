"""A review: what one reviewer says of one submission. A draft is theirs alone; submitted, it is final."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
from programs.models.submission import NotNow, Submission
from programs.roles import ProgramRole
from programs.rubric import LEVELS
from programs.tenancy import OfProgram, program_keys
from record.acting import Actor
from workspaces.models import Membership

LONGEST_SUMMARY = 4000
REVIEWED = "review"  # the kind of notice


class Verdict(models.TextChoices):
    APPROVED = "approved", pgettext_lazy("verdict", "Approved")
    CHANGES = "changes", pgettext_lazy("verdict", "Changes asked")
    REJECTED = "rejected", pgettext_lazy("verdict", "Rejected")


class ReviewQuerySet(models.QuerySet["Review"]):
    def submitted(self) -> ReviewQuerySet:
        return self.exclude(submitted_at=None)

    def of(self, submission: Submission, reviewer: User) -> Review:
        """Theirs; an unsaved one of version 0 where they have none yet."""
        found = self.filter(submission=submission, reviewer=reviewer).first()
        place = {"program_id": submission.program_id, "submission": submission, "reviewer": reviewer}
        return found or Review(version=0, **place)


class Review(OfProgram):
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    scores = models.JSONField(default=dict, help_text="the level given, by the criterion's id")
    summary = models.TextField(_("summary"), max_length=LONGEST_SUMMARY, blank=True)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta(OfProgram.Meta):
        constraints = [
            *program_keys("review", submission="programs_submission"),
            models.UniqueConstraint(fields=["program", "submission", "reviewer"], name="programs_review_once"),
        ]

    def revise(self, version: int, by: Actor, *, submit: bool = False, **fields) -> None:
        """Its scores, summary, verdict; `submit` makes it final, and others may read it. Raises Stale, and NotNow
        where it is final already or the startup left."""
        with acting(by, self.program_id, "review.submit" if submit else "review.revise", least=ProgramRole.REVIEWER):
            self.meet(by)
            if version != self.version:
                raise Stale(self)
            for name, value in fields.items():
                setattr(self, name, value)
            self.submitted_at = by.at if submit else None
            self.version += 1
            self.save()
            if submit:
                workspace_id = self.submission.workspace_id
                tell_teams([workspace_id], REVIEWS)
                give(REVIEWED, Membership.objects.writing_in(workspace_id), workspace_id, self.pk, by)

    def meet(self, by: Actor) -> None:
        """Read again, under the lock; the reviewer's own, and not final. Raises NotNow, for one with a conflict of
        interest too."""
        enrolment = self.submission.enrolment
        own = enrolment.conflicts.standing().filter(reviewer__user_id=by.user_id)
        if by.user_id != self.reviewer_id or enrolment.left_at or own.exists():
            raise NotNow
        now = Review.objects.of(self.submission, self.reviewer)
        self.pk, self.version, self._state.adding = now.pk, now.version, now._state.adding
        for name in ("scores", "summary", "verdict", "created_at", "submitted_at"):
            setattr(self, name, getattr(now, name))
        if self.submitted_at:
            raise NotNow

    def begin(self, by: Actor) -> None:
        """Inside `acting`: there from now on, if only as a draft."""
        self.meet(by)
        if self._state.adding:
            self.version = 1
            self.save()

    def level(self, criterion: Criterion) -> int | None:
        return self.scores.get(str(criterion.pk))

    def total(self, criteria: Iterable[Criterion]) -> Decimal | None:
        """The weighted share of the highest levels, 0 to 1, of the criteria that were scored; None without any."""
        return weighted(self.scores, criteria)


def weighted(scores: Mapping[str, int], criteria: Iterable[Criterion]) -> Decimal | None:
    known = [(criterion.weight, scores[str(criterion.pk)]) for criterion in criteria if str(criterion.pk) in scores]
    most = sum(weight for weight, _level in known) * (LEVELS - 1)
    return Decimal(sum(weight * level for weight, level in known)) / most if most else None
