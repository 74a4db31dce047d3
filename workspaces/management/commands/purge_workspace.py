"""Deletes a whole workspace with its record, for whoever must see to it that nothing of it is kept."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from record.acting import Actor
from record.guards import can_be_rewritten
from record.models import PURGES, Change
from record.verify import Whole, verify
from workspaces.models import Workspace
from workspaces.purging import Objected, belongings, objections_to, purge


class Command(BaseCommand):
    help = "Deletes a whole workspace with its record, for ever. That it was, by whom and why, stays."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("workspace", type=int, help="its id, as in its address: /w/<id>/")
        parser.add_argument("--by", required=True, help="the e-mail address of who does it")
        parser.add_argument("--reason", required=True, help="why; it stays on the record of purges")
        parser.add_argument("--yes", action="store_true", help="do not ask for its name")

    def handle(self, *, workspace: int, by: str, reason: str, yes: bool, **options) -> None:
        found = Workspace.objects.filter(pk=workspace).first()
        person = get_user_model().objects.filter(email__iexact=by).first()
        if fault := self._fault(workspace, found, person, reason):
            raise CommandError(fault)
        self._tell(found)
        if not yes and self._typed() != found.name:
            raise CommandError("That is not its name. Nothing was done.")
        try:
            purge(found, Actor(person.pk, reason=reason))
        except Objected as objected:
            raise CommandError("\n".join(objected.args)) from None
        self._verify(workspace)

    def _fault(self, number: int, workspace: Workspace | None, person: object, reason: str) -> str:
        if not can_be_rewritten():
            return "Only the owner of the tables may: DATABASE_OWNER_URL names them."
        if workspace is None:
            return f"No workspace has the id {number}."
        if person is None:
            return "Nobody has this e-mail address."
        if not reason.strip():
            return "Say why: the reason is what stays."
        if workspace.name in reason:
            return "The reason has the workspace's name in it, and would keep it."
        return "\n".join(objections_to(number))

    def _tell(self, workspace: Workspace) -> None:
        self.stdout.write(f"Workspace {workspace.pk}, “{workspace.name}”. What goes:")
        for rows in belongings(workspace.pk):
            if number := rows.count():
                self.stdout.write(f"  {rows.model._meta.verbose_name}: {number:,}")

    def _typed(self) -> str:
        try:
            return input("Type its name to delete all of it for ever: ").strip()
        except EOFError:  # nobody is there to be asked
            return ""

    def _verify(self, workspace: int) -> None:
        if not isinstance(found := verify(PURGES), Whole):
            raise CommandError(f"The record of purges is broken: {found[0]}")
        line = Change.objects.purges(row_id=workspace).get()
        self.stdout.write(self.style.SUCCESS(f"Purged. Its record had {line.before['seq']:,} lines."))
        self.stdout.write(f"That is line {line.seq} of the record of purges, whose digest is {found.digest} now.")
