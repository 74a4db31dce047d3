"""How far the packing of a bundle is, and the file that came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.db import models, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

JOB = "exports.jobs.pack_bundle"


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

    bundle = models.OneToOneField("exports.Bundle", models.PROTECT, primary_key=True, related_name="work")
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
