"""What every row of a program has: its program, in its foreign keys too, so that rows never point across programs.

Rows that staff write are on the program's record. Rows that a team writes (workspaces.tenancy.Tenant) are on the
team's, and name their program besides.
"""

from django.db import models
from django.db.models.constraints import BaseConstraint

from record.triggers import recorded
from workspaces.tenancy import HomeKey


class ProgramKey(HomeKey):
    """Between rows of one program."""

    home = "program_id"


class OfProgram(models.Model):
    """A recorded row of one program. A subclass's Meta inherits `OfProgram.Meta` and adds `program_keys(…)`."""

    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True
        triggers = recorded("program_id")


def program_keys(model: str, **fields: str) -> list[BaseConstraint]:
    """The constraints of a model that names its program: unique (program, id), and a ProgramKey for each
    `field=table`."""
    unique = models.UniqueConstraint(fields=["program", "id"], name=f"programs_{model}_program")
    keys = [ProgramKey(field=f, to=t, name=f"programs_{model}_{f}_program") for f, t in fields.items()]
    return [unique, *keys]
