"""The lessons, terms and path that ship with Boom; bin/run loads them each time they are new."""

from django.core.management.base import BaseCommand, CommandError

from learning.document import Unsound
from learning.shipping import load, offers


class Command(BaseCommand):
    help = "Loads shipped lessons that are missing, and new versions of those that nobody has edited."
    requires_system_checks = []

    def handle(self, *, verbosity: int, **options) -> None:
        try:
            load(say=lambda what: verbosity and self.stdout.write(f"  loading {what}"))
        except Unsound as unsound:
            raise CommandError("\n".join(unsound.problems)) from None
        if verbosity and (waiting := len(offers())):
            self.stdout.write(f"{waiting} edited here have a newer version; the administration offers it.")
