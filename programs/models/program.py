"""A program: an incubator's course for a cohort of startups, with its staff and its rounds of submissions."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.reading import Reading
from canvas.models.editing import Stale
from programs.acting import acting
from programs.models.membership import ProgramMembership
from programs.roles import ProgramRole
from record.acting import Actor
from record.models import Request
from record.triggers import recorded
from workspaces.models import Workspace, next_id


class ProgramQuerySet(models.QuerySet["Program"]):
    def create_for(self, user: User, by: Actor, **fields) -> Program:
        """Found a program with `user` as its manager; `fields` as `Program.revise` takes them."""
        with transaction.atomic():
            User.objects.select_for_update(no_key=True).get(pk=user.pk)  # one founding of theirs at a time
            pk = self._founded_before(user, by) or next_id(Workspace)
            program = Program(pk=pk, created_at=by.at, **fields)
            with acting(by, pk, "program.create", least=0):
                program.save(force_insert=True)
                ProgramMembership.objects.create(program=program, user=user, role=ProgramRole.MANAGER, joined_at=by.at)
                program.criteria.model.objects.propose(program)
        return program

    @staticmethod
    def _founded_before(user: User, by: Actor) -> int | None:
        """Where this request acted already; acting there again says so."""
        theirs = user.program_memberships.values("program_id")
        asked = Request.objects.filter(workspace_id__in=theirs, key=by.request)
        return asked.values_list("workspace_id", flat=True).first()


class Program(models.Model):
    """Its number is drawn from those of workspaces: docs/decisions/a-program-has-its-own-record.md."""

    id = models.BigIntegerField(primary_key=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    begins_on = models.DateField(_("begins"))
    ends_on = models.DateField(_("ends"))
    language = models.CharField(_("language"), max_length=2, choices=User.Language)
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
            for name, value in fields.items():
                setattr(self, name, value)
            self.version += 1
            self.save(update_fields=[*fields, "version"])

    def managers(self) -> models.QuerySet[ProgramMembership]:
        return self.staff.present().filter(role=ProgramRole.MANAGER)

    @property
    def clock(self) -> Reading:
        """By whose clock its days end: a reader of its language, who chose nothing."""
        return Reading.of(None, self.language)

    def day_of(self, moment: datetime) -> date:
        """The day it is then for this program."""
        return moment.astimezone(self.clock.zone).date()
