"""Everything a workspace has, packed into one file in the background, for its owners to take home."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from record.acting import Actor
from workspaces.acting import acting
from workspaces.models import Workspace
from workspaces.roles import Role
from workspaces.tenancy import Tenant, tenant_keys

KEPT = timedelta(days=7)
JOB = "exports.jobs.pack_bundle"
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


class WorkQuerySet(models.QuerySet["Work"]):
    def unfinished(self) -> WorkQuerySet:
        return self.filter(made_at=None, refused="", bundle__expires_at__gt=timezone.now())

    def lost(self) -> list[Work]:
        """Those whose job has ended without anything having come of it."""
        unfinished = list(self.unfinished())  # before the jobs, so that each of these had one
        if not unfinished:
            return []
        jobs = ProcrastinateJob.objects.filter(task_name=JOB, status__in=["todo", "doing"])
        going_on = {job.args["bundle"] for job in jobs}
        return [work for work in unfinished if work.pk not in going_on]


class Work(models.Model):
    """How far the packing of a bundle is. Not on the record: nobody of the team does it."""

    bundle = models.OneToOneField(Bundle, models.PROTECT, primary_key=True, related_name="work")
    address = models.TextField()
    done = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    refused = models.CharField(max_length=10, blank=True, help_text='"large", "failed"; "left": who asked is no owner')

    objects = WorkQuerySet.as_manager()

    @property
    def megabytes(self) -> Decimal:
        """Of the file, to one place, and never none."""
        return max(Decimal(self.size) / 1_000_000, Decimal("0.1")).quantize(Decimal("0.1"))

    def tell(self, **fields) -> None:
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=[*fields])

    def fail(self) -> bool:
        """Nothing came of it; answers whether that is new. One that was finished meanwhile stays as it is."""
        return bool(Work.objects.unfinished().filter(pk=self.pk).update(refused="failed"))

    def keep(self, content: Iterable[bytes], size: int) -> None:
        """The file in pieces, all of them or none; those of an earlier try go."""
        with transaction.atomic():
            self.pieces.all().delete()
            for number, piece in enumerate(content):
                Piece.objects.create(work=self, number=number, content=piece)
            self.tell(size=size, made_at=timezone.now())

    def read(self) -> Iterator[bytes]:
        """Piece by piece: a query each, and never all of it in memory."""
        for number in self.pieces.order_by("number").values_list("number", flat=True):
            yield bytes(self.pieces.get(number=number).content)


class Piece(models.Model):
    """A part of a packed file. It lies in the database, so that each machine can give it out, and goes when it
    expires; not on the record, which holds all of it already."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="pieces", db_index=False)
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "number"], name="exports_piece_once")]
