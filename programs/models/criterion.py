"""A criterion of a program's rubric: a question, described levels, and how much it weighs."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import blake2b

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from canvas.models.editing import Editable, EditableQuerySet
from history.fold import instance_of
from programs.acting import acting
from programs.models.program import Program
from programs.rubric import DEFAULT
from programs.tenancy import OfProgram, program_keys
from record.acting import Actor
from record.models import Change

HEAVIEST = 5


class CriterionQuerySet(EditableQuerySet):
    def in_order(self) -> CriterionQuerySet:
        return self.present().order_by("position", "pk")

    def add_to(self, program: Program, by: Actor, **fields) -> Criterion:
        """At the end of the rubric."""
        with acting(by, program.pk, "criterion.add"):
            last = self.filter(program=program).aggregate(last=models.Max("position"))["last"] or 0
            return self.create(program=program, position=last + 1, **fields)

    def as_worded(self, program_id: int, wordings: Collection[str]) -> dict[str, Criterion]:
        """As the criteria stood when they had these words, by wording; one whose words were blacked out of the record
        since is lacking. One query."""
        ids = {int(wording.partition(":")[0]) for wording in wordings}
        lines = Change.objects.of(program_id).filter(table=self.model._meta.db_table, row_id__in=ids)
        rows = (instance_of(self.model, line.row) for line in lines.only("before", "after"))
        return {row.wording: row for row in rows if row.wording in wordings}

    def propose(self, program: Program) -> None:
        """The default rubric, in the program's language; inside `acting`."""
        with override(program.language):
            self.bulk_create(
                Criterion(
                    program=program,
                    position=place,
                    title=str(draft.title),
                    question=str(draft.question),
                    levels=[str(level) for level in draft.levels],
                    weight=draft.weight,
                )
                for place, draft in enumerate(DEFAULT, start=1)
            )


class Criterion(OfProgram, Editable):
    program = models.ForeignKey(Program, models.PROTECT, related_name="criteria", db_index=False)
    position = models.PositiveSmallIntegerField(editable=False)
    title = models.CharField(_("title"), max_length=120)
    question = models.CharField(_("question"), max_length=300)
    levels = ArrayField(models.CharField(max_length=200), verbose_name=_("levels"))
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(HEAVIEST)]
    )

    objects = CriterionQuerySet.as_manager()

    class Meta(OfProgram.Meta):
        constraints = program_keys("criterion")

    def __str__(self) -> str:
        return self.title

    @property
    def wording(self) -> str:
        """Another whenever it says something else: what a page showed is known by it. Its weight is none of it, since
        no level fits better or worse for that."""
        said = "\n".join([self.title, self.question, *self.levels])
        return f"{self.pk}:{blake2b(said.encode(), digest_size=6).hexdigest()}"

    def revise(self, version: int, by: Actor, **fields) -> None:
        """Its title, question, levels, weight. Raises Stale or Removed."""
        with acting(by, self.program_id, "criterion.revise"):
            self.meet(version)
            for name, value in fields.items():
                setattr(self, name, value)
            self.store(*fields)

    def remove(self, by: Actor) -> None:
        """Out of the rubric; scores that were given by it no longer count. Raises Removed."""
        with acting(by, self.program_id, "criterion.remove"):
            self.meet()
            self.bury(by.at)
