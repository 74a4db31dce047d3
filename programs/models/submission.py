"""A submission: a canvas as it was at one line of the record, handed in for a round with a note."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from canvas.models import Canvas
from notices.giving import give
from programs.models.enrolment import Enrolment
from programs.models.program import Program
from programs.models.round import Round
from programs.tenancy import program_keys
from record.acting import Actor
from record.models import Change, Head
from workspaces.acting import acting
from workspaces.roles import Role
from workspaces.tenancy import Tenant, tenant_keys

LONGEST_NOTE = 2000
SUBMITTED = "submission"  # the kind of notice


class NotNow(Exception):
    """It can't be submitted: the workspace left the program, or its staff do not see this canvas."""


def name_then(of: str = "") -> Coalesce:
    """The name that its canvas had when it was submitted; `of` leads to the submission: "submission__"."""
    lines = Change.objects.filter(
        workspace_id=OuterRef(f"{of}workspace_id"),
        table=Canvas._meta.db_table,
        row_id=OuterRef(f"{of}canvas_id"),
        seq__lte=OuterRef(f"{of}seq"),
    )
    name = lines.newest_first().values(name=KT("after__name"))[:1]
    return Coalesce(Subquery(name), F(f"{of}canvas__name"), output_field=models.TextField())


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def named(self) -> SubmissionQuerySet:
        """Each knows its `canvas_name`, which the canvas may no longer have."""
        return self.annotate(canvas_name=name_then())

    def for_pages(self) -> SubmissionQuerySet:
        """With what the pages about one show."""
        return self.named().select_related("round", "program", "canvas", "submitted_by", "enrolment__workspace")

    def newest_first(self) -> SubmissionQuerySet:
        return self.order_by("-submitted_at", "-pk")

    def submit(self, enrolment: Enrolment, canvas: Canvas, round_: Round, note: str, by: Actor) -> Submission:
        """The canvas as it is now. A round takes several of a startup; the last one counts. Raises NotNow."""
        with acting(by, enrolment.workspace_id, "submission.create", least=Role.EDITOR):
            seen = enrolment.canvases.present().filter(canvas=canvas)
            if not seen.filter(enrolment__left_at=None).exists():
                raise NotNow
            submission = self.create(
                workspace_id=enrolment.workspace_id,
                program_id=enrolment.program_id,
                enrolment=enrolment,
                canvas=canvas,
                round=round_,
                seq=Head.seq_of(enrolment.workspace_id),
                note=note,
                submitted_by_id=by.user_id,
                submitted_at=by.at,
            )
            give(SUBMITTED, enrolment.assignments.present().people(), enrolment.program_id, submission.pk, by)
            return submission


class Submission(Tenant):
    """Never revised: the database refuses it (sql/submission.sql)."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="submissions", db_index=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="submissions")
    canvas = models.ForeignKey(Canvas, models.PROTECT, related_name="submissions")
    round = models.ForeignKey(Round, models.PROTECT, related_name="submissions")
    seq = models.BigIntegerField(help_text="the line of the workspace's record after which it is frozen")
    note = models.TextField(_("note"), max_length=LONGEST_NOTE, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta(Tenant.Meta):
        constraints = [
            *tenant_keys("programs", "submission", enrolment="programs_enrolment", canvas="canvas_canvas"),
            *program_keys("submission", enrolment="programs_enrolment", round="programs_round"),
        ]

    @property
    def is_late(self) -> bool:
        """By its round and program, which are to be at hand."""
        return self.program.day_of(self.submitted_at) > self.round.deadline_on
