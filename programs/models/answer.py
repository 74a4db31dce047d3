"""What a team answers to a remark, and whether it is done."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from canvas.models.editing import Stale
from notices.giving import give
from programs.models.remark import LONGEST_TEXT, Remark
from programs.models.review import Review
from programs.models.submission import NotNow
from programs.tenancy import program_keys
from record.acting import Actor
from workspaces.acting import acting as acting_in_workspace
from workspaces.roles import Role
from workspaces.tenancy import Tenant, tenant_keys

ANSWERED, DONE = "remark.answered", "remark.done"  # kinds of notices


class Answer(Tenant):
    """The team's, on the team's record."""

    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="+", db_index=False)
    remark = models.OneToOneField(Remark, models.PROTECT, related_name="answer")
    text = models.TextField(_("answer"), max_length=LONGEST_TEXT, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(default=timezone.now, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta(Tenant.Meta):
        constraints = [*tenant_keys("programs", "answer"), *program_keys("answer", remark="programs_remark")]

    @classmethod
    def give(cls, remark: Remark, text: str, done: bool, by: Actor, version: int = 0) -> Answer:
        """What the team says to a remark from now on, and whether it is done; `version` is that of the answer that it
        began from, 0 where there was none. Raises Stale where there is another by now, and NotNow where the team left,
        or may not read the review."""
        submission = remark.review.submission
        with acting_in_workspace(by, submission.workspace_id, "remark.answer", least=Role.EDITOR):
            submission.enrolment.refresh_from_db()
            released = Review.objects.released().filter(pk=remark.review_id)
            if submission.enrolment.left_at or not released.exists():
                raise NotNow
            now = cls.objects.filter(remark=remark).first() or cls(
                workspace_id=submission.workspace_id, program_id=remark.program_id, remark=remark, version=0
            )
            if version != now.version:
                raise Stale(now)
            news = ANSWERED if now.pk is None else None
            news = DONE if done and not now.done_at else news
            now.text, now.answered_by_id, now.answered_at = text, by.user_id, by.at
            now.done_at = (now.done_at or by.at) if done else None
            now.version += 1
            now.save()
            if news:
                give(news, [remark.review.reviewer_id], remark.program_id, remark.pk, by)
            return now
