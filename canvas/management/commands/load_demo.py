"""Demo people and workspaces for a machine of one's own; the first bin/run loads them."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from canvas.demo import load_demo, people_to_show


class Command(BaseCommand):
    help = "Loads the demo people and workspaces that are not there yet. Only where BOOM_LOCAL=1."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--people", action="store_true", help="print, as JSON, whom one can sign in as; load nothing"
        )

    def handle(self, *, people: bool, verbosity: int, **options) -> None:
        if people:
            self.stdout.write(json.dumps(people_to_show(), ensure_ascii=False))
            return
        if not settings.LOCAL:
            raise CommandError(
                "The demo people have a known password: they are for BOOM_LOCAL=1, without DATABASE_URL."
            )
        load_demo(say=lambda what: verbosity and self.stdout.write(f"  loading {what}"))
