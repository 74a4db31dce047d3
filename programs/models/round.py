"""A round: by its deadline, every startup of the program submits its canvas."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from canvas.models.editing import Stale
from programs.acting import acting
from programs.live import ROUNDS, tell_teams
from programs.models.program import Program, teams_of
from programs.tenancy import OfProgram, program_keys
from record.acting import Actor


class RoundQuerySet(models.QuerySet["Round"]):
    def in_order(self) -> RoundQuerySet:
        return self.order_by("deadline_on", "pk")

    def add_to(self, program: Program, by: Actor, **fields) -> Round:
        with acting(by, program.pk, "round.add"):
            tell_teams(teams_of(program), ROUNDS)
            return self.create(program=program, **fields)


class Round(OfProgram):
    program = models.ForeignKey(Program, models.PROTECT, related_name="rounds", db_index=False)
    name = models.CharField(_("name"), max_length=80)
    deadline_on = models.DateField(_("deadline"))
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta(OfProgram.Meta):
        constraints = program_keys("round")

    def __str__(self) -> str:
        return self.name

    def revise(self, version: int, by: Actor, **fields) -> None:
        """Its name, deadline_on. Raises Stale when somebody revised it meanwhile."""
        with acting(by, self.program_id, "round.revise"):
            self.refresh_from_db()
            if version != self.version:
                raise Stale(self)
            for name, value in fields.items():
                setattr(self, name, value)
            self.version += 1
            self.save(update_fields=[*fields, "version"])
            tell_teams(teams_of(self.program), ROUNDS)
