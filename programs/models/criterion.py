"""A criterion of a program's rubric: a question, described levels, and how much it weighs."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from canvas.models.editing import Editable, EditableQuerySet
from programs.acting import acting
from programs.models.program import Program
from programs.rubric import DEFAULT
from programs.tenancy import OfProgram, program_keys
from record.acting import Actor

HEAVIEST = 5


class CriterionQuerySet(EditableQuerySet):
    def in_order(self) -> CriterionQuerySet:
        return self.present().order_by("position", "pk")

    def add_to(self, program: Program, by: Actor, **fields) -> Criterion:
        """At the end of the rubric."""
        with acting(by, program.pk, "criterion.add"):
            last = self.filter(program=program).aggregate(last=models.Max("position"))["last"] or 0
            return self.create(program=program, position=last + 1, **fields)

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
        """Another whenever it is another: what a page showed is known by it."""
        return f"{self.pk}:{self.version}"

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
