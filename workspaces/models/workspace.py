"""A workspace is a team: what it makes, and the record of it, belong to the workspace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, tzinfo

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.reading import Reading, zone_named
from record.acting import Actor
from record.models import Request
from record.triggers import recorded
from workspaces.acting import acting
from workspaces.models.membership import Membership
from workspaces.roles import Role


class RenamedMeanwhile(Exception):
    """Somebody renamed the workspace since the version that the edit started from; it has been read again."""


class WorkspaceQuerySet(models.QuerySet["Workspace"]):
    def of(self, user) -> WorkspaceQuerySet:
        return self.filter(members__user=user, members__removed_at=None)

    def create_for(self, user: User, name: str, by: Actor, time_zone: str = "") -> Workspace:
        """Found a workspace with `user` as its owner, by whose clock its days begin: `time_zone`, where they chose
        none for themselves and it is known."""
        read_by = Reading.of(user, user.language or get_language() or "en").time_zone
        clock = (not user.time_zone and time_zone) or read_by
        with founding(user, by, among=user.memberships.values("workspace_id")) as pk:
            workspace = Workspace(pk=pk, name=name, time_zone=clock, created_at=by.at)
            with acting(by, pk, "workspace.create", least=0):
                workspace.save(force_insert=True)
                Membership.objects.create(workspace=workspace, user=user, role=Role.OWNER, joined_at=by.at)
        return workspace


@contextmanager
def founding(user: User, by: Actor, among: models.QuerySet) -> Iterator[int]:
    """A transaction in which somebody founds what has a record of its own, a workspace or a program. Yields its number:
    a new one, or where this request acted already `among` those that are theirs; acting there again says so. A new one
    could not know."""
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)  # one founding of theirs at a time
        acted = Request.objects.filter(workspace_id__in=among, key=by.request)
        yield acted.values_list("workspace_id", flat=True).first() or next_id(Workspace)


def next_id(model: type[models.Model]) -> int:
    """An id for a row that does not exist yet: its workspace's lock is taken before it is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [model._meta.db_table])
        return cursor.fetchone()[0]


class Workspace(models.Model):
    name = models.CharField(_("name"), max_length=80)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = WorkspaceQuerySet.as_manager()

    class Meta:
        triggers = recorded("id")

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> tzinfo:
        return zone_named(self.time_zone)

    def today(self) -> date:
        """One day for the whole team, wherever its people read: docs/decisions/a-team-has-one-clock.md."""
        return timezone.localdate(timezone=self.zone)

    def rename(self, name: str, version: int, by: Actor) -> None:
        """Raises RenamedMeanwhile when it has another version by now."""
        with acting(by, self.pk, "workspace.rename", least=Role.OWNER):
            self.refresh_from_db()
            if version != self.version:
                raise RenamedMeanwhile
            self.name = name
            self.version += 1
            self.save(update_fields=["name", "version"])

    def set_clock(self, time_zone: str, by: Actor) -> None:
        """By which clock its days begin; the last who sets it has it."""
        with acting(by, self.pk, "workspace.set_clock", least=Role.OWNER):
            self.refresh_from_db()
            self.time_zone = time_zone
            self.save(update_fields=["time_zone"])

    def owners(self) -> models.QuerySet[Membership]:
        """Who decides there: nobody whose account is closed."""
        return self.members.present().filter(role=Role.OWNER, user__is_active=True)
