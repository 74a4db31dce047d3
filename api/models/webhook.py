"""A webhook: an address that is told what changes in a workspace."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from api.webhooks.kinds import About
from api.webhooks.signing import seal, secret_of
from record.acting import Actor
from record.models import Head
from workspaces.acting import acting
from workspaces.models import Membership, Workspace
from workspaces.roles import Role
from workspaces.tenancy import Tenant, tenant_keys

MOST = 10  # of one workspace


class TooManyWebhooks(Exception):
    """The workspace has MOST of them."""


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def present(self) -> WebhookQuerySet:
        return self.filter(removed_at=None)

    def backed(self) -> WebhookQuerySet:
        """Each knows whether it `is_backed`: told of what changes, since its maker is an owner still."""
        makers = Membership.objects.owning(OuterRef("workspace_id"), OuterRef("added_by_id"))
        return self.annotate(is_backed=Exists(makers)).select_related("standing", "added_by")

    def add_to(self, workspace: Workspace, address: str, kinds: list[str], by: Actor) -> tuple[Webhook, str]:
        """A new one and its secret, told of what changes from now on. Raises TooManyWebhooks."""
        from api.models.standing import Standing

        secret = make_secret(workspace.pk, by)
        with acting(by, workspace.pk, "webhook.add", least=Role.OWNER):
            if self.present().filter(workspace=workspace).count() >= MOST:
                raise TooManyWebhooks
            webhook = self.create(
                workspace=workspace, address=address, kinds=kinds, sealed=seal(secret), added_by_id=by.user_id,
                added_at=by.at,
            )  # fmt: skip
            Standing.objects.create(webhook=webhook, seq=Head.seq_of(workspace.pk))
            return webhook, secret


def make_secret(workspace_id: int, by: Actor) -> str:
    """For a request that has a name it is made from that name with the server's secret: see Invitation's."""
    bits = secrets.token_bytes(32)
    if by.request:
        bits = salted_hmac("webhook", f"{workspace_id} {by.user_id} {by.request}", algorithm="sha256").digest()
    return secret_of(bits)


class Webhook(Tenant):
    """How its deliveries stand is kept apart, off the record (delivery.py): telling of a change is no change."""

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="webhooks", db_index=False)
    address = models.CharField(_("address"), max_length=500)
    kinds = ArrayField(models.CharField(max_length=16, choices=About))
    sealed = models.TextField(editable=False, help_text="its secret, encrypted")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = WebhookQuerySet.as_manager()

    class Meta(Tenant.Meta):
        constraints = tenant_keys("api", "webhook")

    def __str__(self) -> str:
        return self.address

    @property
    def labels(self) -> list[str]:
        return [str(About(kind).label) for kind in self.kinds]

    def remove(self, by: Actor) -> None:
        """It is told nothing more, at once."""
        with acting(by, self.workspace_id, "webhook.remove", least=Role.OWNER):
            self.refresh_from_db()
            self.removed_at = self.removed_at or by.at
            self.save(update_fields=["removed_at"])
