"""Everything a workspace has, packed into one file in the background, for its owners to take home."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from exports.models.work import Work
from record.acting import Actor
from workspaces.acting import acting
from workspaces.models import Workspace
from workspaces.roles import Role
from workspaces.tenancy import Tenant, tenant_keys

KEPT = timedelta(days=7)
MOST_A_DAY = 5


class BundleRefused(Exception):
    """`why` is "busy" (one is being made) or "many" (MOST_A_DAY were made within a day)."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


class BundleQuerySet(models.QuerySet["Bundle"]):
    def newest_first(self) -> BundleQuerySet:
        return self.select_related("work", "asked_by").order_by("-asked_at", "-pk")

    def ask(self, workspace: Workspace, by: Actor, address: str) -> Bundle:
        """On the record, since whoever asks takes everything home. `address` is of the page that offers it, for the
        mail. Raises BundleRefused."""
        from exports.jobs import pack_bundle

        with acting(by, workspace.pk, "bundle.create", least=Role.OWNER):
            ours = self.filter(workspace=workspace)
            if ours.filter(work__in=Work.objects.unfinished()).exists():
                raise BundleRefused("busy")
            if ours.filter(asked_at__gt=by.at - timedelta(days=1)).count() >= MOST_A_DAY:
                raise BundleRefused("many")
            bundle = self.create(workspace=workspace, asked_by_id=by.user_id, asked_at=by.at, expires_at=by.at + KEPT)
            Work.objects.create(bundle=bundle, address=address)
            pack_bundle.defer(bundle=bundle.pk)
            return bundle


class Bundle(Tenant):
    """That it was asked for, by whom and when. What came of it is `work`."""

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="bundles", db_index=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()

    objects = BundleQuerySet.as_manager()

    class Meta(Tenant.Meta):
        constraints = tenant_keys("exports", "bundle")

    @property
    def is_for_an_owner(self) -> bool:
        """Whether whoever asked is one still."""
        return self.workspace.owners().filter(user_id=self.asked_by_id).exists()

    @property
    def state(self) -> str:
        """ "ready", "expired", "refused" (see `work.refused`), or "busy"."""
        if self.expires_at <= timezone.now():
            return "expired"
        if self.work.refused:
            return "refused"
        return "ready" if self.work.made_at else "busy"
