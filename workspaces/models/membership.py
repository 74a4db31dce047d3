"""Somebody in a workspace, with a role there. Who left is still known: their changes stay on the record."""

from __future__ import annotations

from collections.abc import Collection
from typing import Self

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from record.acting import Actor
from record.models import Head
from workspaces.acting import acting
from workspaces.outliving import end
from workspaces.roles import Role
from workspaces.tenancy import Tenant, tenant_keys


class LastOwner(Exception):
    """A workspace keeps at least one owner whose account is open."""


class BelongingQuerySet(models.QuerySet):
    def present(self) -> Self:
        return self.filter(removed_at=None)

    def highest_first(self) -> Self:
        """With their people; in each role, whoever joined first."""
        return self.select_related("user").order_by("-role", "joined_at", "pk")

    def admit(self, user, role: int, by: Actor, **home: int) -> Belonging:
        """Somebody new, or removed before; inside `acting`."""
        member = self.filter(user=user, **home).first()
        if member is None:
            return self.create(user=user, role=role, joined_at=by.at, **home)
        member.role, member.joined_at, member.removed_at = role, by.at, None
        member.save(update_fields=["role", "joined_at", "removed_at"])
        return member


class Belonging(models.Model):
    """What every membership is, of a workspace as of a program's staff: since when, and until when. Each kind's
    `_keep_one` raises where nobody would be left who decides."""

    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def may(self, role: int) -> bool:
        return self.role >= role

    def _go(self, by: Actor) -> None:
        self._meet()
        self._keep_one()
        self.removed_at = by.at
        self.save(update_fields=["removed_at"])

    def _meet(self) -> None:
        """Read it again, under the lock. Raises DoesNotExist when they are out already."""
        self.refresh_from_db(from_queryset=type(self).objects.present())


class MembershipQuerySet(BelongingQuerySet):
    def owning(self, workspace, user) -> MembershipQuerySet:
        """By which this person is an owner there now: one, or none. Both are ids, or stand for a column's."""
        return self.present().filter(workspace_id=workspace, user_id=user, user__is_active=True, role=Role.OWNER)

    def writing_in(self, workspace_id: int) -> models.QuerySet:
        """The ids of whoever may write there."""
        rows = self.present().filter(workspace_id=workspace_id, role__gte=Role.EDITOR)
        return rows.values_list("user_id", flat=True)

    def busiest_first(self) -> MembershipQuerySet:
        """With their workspaces, the one where something happened last first."""
        last = Head.objects.filter(workspace_id=models.OuterRef("workspace_id")).values("at")
        return (
            self.select_related("workspace")
            .annotate(changed_at=models.Subquery(last))
            .order_by("-changed_at", "pk")
        )


class Membership(Belonging, Tenant):
    workspace = models.ForeignKey("workspaces.Workspace", models.PROTECT, related_name="members", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.PositiveSmallIntegerField(_("role"), choices=Role, default=Role.EDITOR)

    objects = MembershipQuerySet.as_manager()

    class Meta(Tenant.Meta):
        constraints = [
            *tenant_keys("workspaces", "membership"),
            models.UniqueConstraint(fields=["workspace", "user"], name="workspaces_membership_once"),
        ]

    @property
    def edits(self) -> bool:
        return self.may(Role.EDITOR)

    @property
    def owns(self) -> bool:
        return self.may(Role.OWNER)

    def appoint(self, role: int, by: Actor) -> None:
        """Give another role. Raises LastOwner when nobody would own the workspace any more."""
        with acting(by, self.workspace_id, "member.appoint", least=Role.OWNER):
            self._meet()
            if role < Role.OWNER:
                self._keep_one()
            self.role = role
            self.save(update_fields=["role"])

    def remove(self, by: Actor, ending: Collection[str] = ()) -> None:
        """Out of the workspace, at once, and with them what outlives them of the kinds named in `ending`
        (workspaces/outliving.py). Raises LastOwner."""
        with acting(by, self.workspace_id, "member.remove", least=Role.OWNER):
            end(ending, self.workspace_id, self.user_id, by)
            self._go(by)

    def leave(self, by: Actor) -> None:
        """One's own way out. Raises LastOwner, and PermissionDenied for somebody else's."""
        if by.user_id != self.user_id:
            raise PermissionDenied
        with acting(by, self.workspace_id, "member.leave", least=0):
            self._go(by)

    def _keep_one(self) -> None:
        if self.owns and not self.workspace.owners().exclude(pk=self.pk).exists():
            raise LastOwner
