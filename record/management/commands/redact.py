"""Blacks words out of a workspace's record, and out of its rows, for whoever must see to it that they are not kept."""

import sys

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from record.acting import Actor
from record.guards import can_be_rewritten
from record.redact import NowhereFound, redact
from record.verify import Whole, verify, workspaces

SHORTEST = 3  # characters; shorter ones would black out parts of other words


class Command(BaseCommand):
    help = "Blacks out the words on standard input wherever a workspace's record or its rows have them."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("workspace", type=int)
        parser.add_argument("--by", required=True, help="the e-mail address of who does it")
        parser.add_argument("--reason", required=True, help="why; it stays on the record")

    def handle(self, *, workspace: int, by: str, reason: str, **options) -> None:
        words = sys.stdin.read().strip("\r\n")  # not an argument: those stay in a shell's history
        person = get_user_model().objects.filter(email__iexact=by).first()
        if fault := self._fault(workspace, person, words, reason):
            raise CommandError(fault)
        try:
            done = redact(Actor(person.pk, reason=reason), workspace, words)
        except NowhereFound:
            raise CommandError("Nothing on the record has these words, exactly as written. Nothing was done.") from None
        self.stdout.write(f"Blacked out in {done.lines} lines of the record and {done.rows} rows as they are now.")
        if done.kept:
            self.stdout.write(f"They still stand in {done.kept} lines of files that were brought in.")
        self._verify(workspace)

    def _fault(self, workspace: int, person: object, words: str, reason: str) -> str:
        if not can_be_rewritten():
            return "Only the owner of the tables may: DATABASE_OWNER_URL names them."
        if workspace not in workspaces():
            return f"No workspace has the id {workspace}."
        if person is None:
            return "Nobody has this e-mail address."
        if len(words) < SHORTEST:
            return f"Give the words on standard input; at least {SHORTEST} characters."
        return "The reason has the words in it, and would keep them." if words in reason else ""

    def _verify(self, workspace: int) -> None:
        if not isinstance(found := verify(workspace), Whole):
            raise CommandError(f"The history is broken: {found[0]}")
        self.stdout.write(self.style.SUCCESS("The record is whole."))
