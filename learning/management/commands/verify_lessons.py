"""Checks that lessons, terms and the path say what their revisions say."""

from django.core.management.base import BaseCommand, CommandError

from learning.shipping import all_items
from learning.verify import faults


class Command(BaseCommand):
    help = "Compares everything that is taught with its revisions."
    requires_system_checks = []

    def handle(self, **options) -> None:
        found = list(faults())
        for fault in found:
            self.stderr.write(self.style.ERROR(fault))
        if found:
            raise CommandError(f"The lessons are broken, {len(found)} fault(s). The first: {found[0]}")
        self.stdout.write(self.style.SUCCESS(f"The lessons are whole: {len(all_items())} with their revisions."))
