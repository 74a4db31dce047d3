"""A program: an incubator's course for a cohort of startups, with its staff and its rounds of submissions."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.reading import Reading, zone_named
from accounts.time_zones import place_of
from canvas.models.editing import Stale
from programs.acting import acting
from programs.live import ROUNDS, tell_teams
from programs.models.membership import ProgramMembership
from programs.roles import ProgramRole
from record.acting import Actor
from record.triggers import recorded
from workspaces.models import founding


class ProgramQuerySet(models.QuerySet["Program"]):
    def create_for(self, user: User, by: Actor, *, time_zone: str, **fields) -> Program:
        """Found a program with `user` as its manager; `fields` as `Program.revise` takes them."""
        with founding(user, by, among=user.program_memberships.values("program_id")) as pk:
            program = Program(pk=pk, time_zone=time_zone, created_at=by.at, **fields)
            with acting(by, pk, "program.create", least=0):
                program.save(force_insert=True)
                ProgramMembership.objects.create(program=program, user=user, role=ProgramRole.MANAGER, joined_at=by.at)
                program.criteria.model.objects.propose(program)
        return program


class Program(models.Model):
    """Its number is drawn from those of workspaces: docs/decisions/a-program-has-its-own-record.md."""

    id = models.BigIntegerField(primary_key=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    begins_on = models.DateField(_("begins"))
    ends_on = models.DateField(_("ends"))
    language = models.CharField(_("language"), max_length=2, choices=User.Language)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    names_reviewers = models.BooleanField(_("teams read their reviewers' names"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ProgramQuerySet.as_manager()

    class Meta:
        triggers = recorded("id")
        constraints = [
            models.CheckConstraint(name="programs_program_days", condition=models.Q(ends_on__gte=models.F("begins_on")))
        ]

    def __str__(self) -> str:
        return self.name

    def revise(self, version: int, by: Actor, **fields) -> None:
        """Its name, begins_on, ends_on, language, names_reviewers. Raises Stale when somebody revised it meanwhile."""
        with acting(by, self.pk, "program.revise"):
            self.refresh_from_db()
            if version != self.version:
                raise Stale(self)
            self.time_zone = self.clock  # another language is no other clock
            for name, value in fields.items():
                setattr(self, name, value)
            self.version += 1
            self.save(update_fields=[*fields, "time_zone", "version"])

    def set_clock(self, time_zone: str, by: Actor) -> None:
        """By which clock its days end; the last who sets it has it."""
        with acting(by, self.pk, "program.set_clock"):
            self.refresh_from_db()
            self.time_zone = time_zone
            self.save(update_fields=["time_zone"])
            tell_teams(teams_of(self), ROUNDS)

    def managers(self) -> models.QuerySet[ProgramMembership]:
        return self.staff.present().filter(role=ProgramRole.MANAGER, user__is_active=True)

    @property
    def clock(self) -> str:
        """The time zone that its days end in: docs/decisions/a-program-has-one-clock.md. A program from before it could
        be chosen keeps the one that its language gave it."""
        return self.time_zone or Reading.of(None, self.language).time_zone

    @property
    def zone(self) -> tzinfo:
        return zone_named(self.clock)

    def place(self, language: str) -> str:
        """The place by whose clock its days end: «تهران»."""
        return place_of(self.zone, language)

    def day_of(self, moment: datetime) -> date:
        """The day it is then for this program."""
        return moment.astimezone(self.zone).date()


def teams_of(program: Program) -> list[int]:
    """The workspaces that take part now."""
    return list(program.enrolments.current().values_list("workspace_id", flat=True))
