"""Checks that nobody rewrote the past, and that the tables say what the record says."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from record.guards import can_be_rewritten, unguarded
from record.models import PURGES, Change
from record.verify import Whole, verify, workspaces


class Command(BaseCommand):
    help = "Verifies the record of each workspace (or of those named), and compares it with the live rows."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "workspace", nargs="*", type=int, help="ids of workspaces; without any, all of them"
        )

    def handle(self, *, workspace: list[int], **options) -> None:
        known, purges = workspaces(), {line.row_id: line for line in Change.objects.purges().order_by("seq")}
        if unknown := set(workspace) - set(known) - set(purges):
            raise CommandError(f"No workspace has the id {min(unknown)}.")
        faults = [f"{table}: the triggers that keep the record are off or missing" for table in unguarded()]
        for fault in faults:
            self.stderr.write(self.style.ERROR(fault))
        chosen = [workspace_id for workspace_id in workspace or known if workspace_id in known]
        for number, workspace_id in enumerate(chosen, 1):
            name = "purges" if workspace_id == PURGES else f"workspace {workspace_id}"
            faults += self._verify(workspace_id, f"[{number}/{len(chosen)}] {name}")
        for workspace_id, line in purges.items():
            if workspace_id in (workspace or purges):
                self.stdout.write(said(line))
        if can_be_rewritten():
            self.stderr.write("Warning: Boom connects as a role that could rewrite the record.")
        if faults:
            raise CommandError(f"The history is broken, {len(faults)} fault(s). The first: {faults[0]}")
        self.stdout.write(self.style.SUCCESS("The history is whole."))

    def _verify(self, workspace_id: int, title: str) -> list[str]:
        """The faults of one workspace, each shown when it is found."""
        found = verify(workspace_id, lambda done, all_: self._progress(title, done, all_))
        if isinstance(found, Whole):
            sums = f"{found.seq:,} lines, {found.rows:,} rows"
            self.stdout.write(f"{title}: {sums}, whole; digest {found.digest}")
            return []
        faults = [f"workspace {workspace_id}: {fault}" for fault in found]
        for fault in faults:
            self.stderr.write(self.style.ERROR(fault))
        return faults

    def _progress(self, title: str, done: int, all_: int) -> None:
        if done < all_:
            self.stdout.write(f"{title}: {done:,} of {all_:,} lines …")


def said(purge: Change) -> str:
    """What is left of a workspace: that it went, when, by whom and why, and how its record ended."""
    head = purge.before
    went = f"purged at {purge.at:%Y-%m-%d %H:%M} UTC by account {purge.actor_id} ({purge.reason})"
    return f"workspace {purge.row_id}: {went}; its record had {head['seq']:,} lines, digest {head['digest'][2:]}"
