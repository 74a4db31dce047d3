"""A startup in a program: by its owner's consent, with the canvases that its owner chose, until its owner leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.alphabet import alphabetical
from canvas.models import Canvas
from notices.giving import settle
from programs.choosing import chosen_among
from programs.models.invitation import STARTUP_INVITED, ProgramInvitation
from programs.models.program import Program
from programs.tenancy import program_keys
from record.acting import Actor
from workspaces.acting import acting
from workspaces.models import InvitationRefused, Workspace
from workspaces.roles import Role
from workspaces.tenancy import Tenant, tenant_keys


class AlreadyEnrolled(Exception):
    """The workspace is in the program."""


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def current(self) -> EnrolmentQuerySet:
        return self.filter(left_at=None)

    def by_name(self) -> EnrolmentQuerySet:
        """With their workspaces, by the alphabet."""
        return self.select_related("workspace").order_by(alphabetical("workspace__name"), "pk")

    def enrol(
        self, invitation: ProgramInvitation, workspace: Workspace, canvases: Iterable[Canvas], user, by: Actor
    ) -> Enrolment:
        """The workspace in the program of the invitation; its staff see these canvases from now on.

        Raises PermissionDenied unless `user`, who acts, owns the workspace, InvitationRefused, AlreadyEnrolled.
        """
        with acting(by, workspace.pk, "enrolment.create", least=Role.OWNER):
            held = invitation.hold()
            if not held.is_for_startup or (state := held.state_for(user)) != "open":
                raise InvitationRefused("other" if not held.is_for_startup else state)
            if self.current().filter(workspace=workspace, program_id=held.program_id).exists():
                raise AlreadyEnrolled
            enrolment = self.create(
                workspace=workspace,
                program_id=held.program_id,
                invitation=held,
                enrolled_by=user,
                enrolled_at=by.at,
            )
            for canvas in canvases:
                enrolment.canvases.create(workspace=workspace, canvas=canvas)
            settle(STARTUP_INVITED, held.pk, user.pk)
            return enrolment


class Enrolment(Tenant):
    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="enrolments", db_index=False)
    program = models.ForeignKey(Program, models.PROTECT, related_name="enrolments", db_index=False)
    invitation = models.OneToOneField(ProgramInvitation, models.PROTECT, related_name="enrolment")
    enrolled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    enrolled_at = models.DateTimeField(default=timezone.now, editable=False)
    left_at = models.DateTimeField(null=True, editable=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta(Tenant.Meta):
        constraints = [
            *tenant_keys("programs", "enrolment"),
            *program_keys("enrolment", invitation="programs_programinvitation"),
            models.UniqueConstraint(
                fields=["workspace", "program"], condition=Q(left_at=None), name="programs_enrolment_once"
            ),
        ]

    def choose(self, canvases: Iterable[Canvas], by: Actor, seen: Collection[int] | None = None) -> None:
        """Staff see these canvases from now on, and no other; for `seen` see `chosen_among`. Raises DoesNotExist where
        it was left meanwhile."""
        with acting(by, self.workspace_id, "enrolment.revise", least=Role.OWNER):
            self._meet()
            now = self.canvases.present().values_list("canvas_id", flat=True)
            chosen = chosen_among(now, {canvas.pk for canvas in canvases}, seen)
            for row in self.canvases.all():
                row.show(row.canvas_id in chosen, by)
                chosen.discard(row.canvas_id)
            for pk in sorted(chosen):
                self.canvases.create(workspace_id=self.workspace_id, canvas_id=pk)

    def leave(self, by: Actor) -> None:
        """From now on staff see nothing of the workspace; what they wrote stays with them. Raises DoesNotExist where
        it was left before."""
        with acting(by, self.workspace_id, "enrolment.leave", least=Role.OWNER):
            self._meet()
            self.left_at = by.at
            self.save(update_fields=["left_at"])

    def _meet(self) -> None:
        self.refresh_from_db(from_queryset=Enrolment.objects.current())
