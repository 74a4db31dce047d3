"""A way for people outside to look at one canvas: a link, for a time, until it is revoked."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from canvas.models import Canvas
from programs.seen import Look
from record.acting import Actor
from record.models import Head
from workspaces.acting import acting
from workspaces.models import Membership
from workspaces.models.invitation import digest_of, make_token
from workspaces.tenancy import Tenant, tenant_keys

MOST_OPEN = 50  # of one canvas


class TooManyLinks(Exception):
    """This canvas has MOST_OPEN links that still open it."""


def _works() -> Q:
    return Q(revoked_at=None, expires_at__gt=timezone.now())


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    def opening(self) -> ShareLinkQuerySet:
        """Those that show something now: neither revoked nor expired, of a canvas that is not in the archive."""
        return self.revocable().filter(canvas__archived_at=None)

    def revocable(self) -> ShareLinkQuerySet:
        """Those that show something, or will again when their canvas is out of the archive."""
        return self.filter(_works())

    def by_token(self, token: str) -> ShareLinkQuerySet:
        return self.filter(token_digest=digest_of(token))

    def for_holders(self) -> ShareLinkQuerySet:
        """With what the page for whoever holds one shows."""
        return self.select_related("canvas", "workspace")

    def open_first(self) -> ShareLinkQuerySet:
        """With what the team's list shows: those that can be revoked, so that none of them is ever too old to be
        listed, and below them the others; each the newest first."""
        works = ExpressionWrapper(_works(), models.BooleanField())
        makers = Membership.objects.present().filter(workspace=OuterRef("workspace"), user=OuterRef("created_by"))
        rows = self.select_related("created_by", "opening", "canvas").annotate(maker_is_in=Exists(makers))
        return rows.order_by(works.desc(), "-created_at", "-pk")

    def make(
        self, canvas: Canvas, by: Actor, *, name: str, days: int, live: bool, matrix: bool, strategy: bool, pdf: bool
    ) -> tuple[ShareLink, str]:
        """A new link and its token, of which only the digest is stored. Raises TooManyLinks."""
        token = token_for(canvas, by)
        with acting(by, canvas.workspace_id, "share_link.create"):
            if self.opening().filter(canvas=canvas).count() >= MOST_OPEN:
                raise TooManyLinks
            return self.create(
                workspace_id=canvas.workspace_id,
                canvas=canvas,
                name=name,
                token_digest=digest_of(token),
                seq=None if live else Head.seq_of(canvas.workspace_id),
                shows_matrix=matrix,
                shows_strategy=strategy,
                gives_pdf=pdf,
                created_by_id=by.user_id,
                created_at=by.at,
                expires_at=by.at + timedelta(days=days),
            ), token


def token_for(canvas: Canvas, by: Actor) -> str:
    """192 bits; the same again for a request that is sent again (workspaces/models/invitation.py)."""
    return make_token(canvas.workspace_id, by, "share link")


class ShareLink(Tenant):
    canvas = models.ForeignKey(Canvas, models.PROTECT, related_name="share_links")
    name = models.CharField(_("for whom"), max_length=80, blank=True)
    token_digest = models.BinaryField(unique=True)
    seq = models.BigIntegerField(null=True, help_text="the line of the record whose canvas it shows; null: as it is")
    shows_matrix = models.BooleanField(default=False)
    shows_strategy = models.BooleanField(default=False)
    gives_pdf = models.BooleanField(default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = ShareLinkQuerySet.as_manager()

    class Meta(Tenant.Meta):
        constraints = tenant_keys("sharing", "sharelink", canvas="canvas_canvas")

    @property
    def is_live(self) -> bool:
        return self.seq is None

    @property
    def state(self) -> str:
        """ "open", "revoked", "expired", or "paused": its canvas is in the archive."""
        if self.revoked_at:
            return "revoked"
        if self.expires_at <= timezone.now():
            return "expired"
        return "paused" if self.canvas.archived_at else "open"

    @property
    def looks(self) -> list[Look]:
        """What it shows, the board first."""
        chosen = {Look.BOARD: True, Look.MATRIX: self.shows_matrix, Look.STRATEGY: self.shows_strategy}
        return [look for look, shown in chosen.items() if shown]

    def revoke(self, by: Actor) -> None:
        """From now on it opens nothing; whoever looks through it is shown out."""
        with acting(by, self.workspace_id, "share_link.revoke"):
            self.refresh_from_db()
            self.revoked_at = self.revoked_at or by.at
            self.save(update_fields=["revoked_at"])


class Opening(models.Model):
    """How often a link was opened, and when last. Not on the record: nobody of the team did anything, and a record
    that strangers write to by looking would be no record of the team's work."""

    link = models.OneToOneField(ShareLink, models.PROTECT, primary_key=True, related_name="opening")
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True)

    @classmethod
    def count_one(cls, link: ShareLink) -> None:
        cls.objects.bulk_create([cls(link=link)], ignore_conflicts=True)
        cls.objects.filter(pk=link.pk).update(count=F("count") + 1, last_at=timezone.now())
