"""Lessons, terms and the path as one file: a set in JSON, or with --xliff for translators."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from learning.document import LANGUAGES
from learning.sets import everything, export_set
from learning.shipping import key_of
from learning.xliff import export_xliff


class Command(BaseCommand):
    help = "Writes the lessons that are named (without any, everything) to the standard output or a file."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="*", help="lessons; without any, all of them, the terms and the path")
        parser.add_argument("--xliff", metavar="LANGUAGE", choices=LANGUAGES, help="for translators into this language")
        parser.add_argument(
            "--source", metavar="LANGUAGE", choices=LANGUAGES, default="en", help="with --xliff: from it"
        )
        parser.add_argument("--output", metavar="FILE", help="where to write; without it, the standard output")

    def handle(self, *, slug: list[str], xliff: str, source: str, output: str, **options) -> None:
        items = everything()
        if slug:
            items = [item for item in items if item.noun == "lesson" and key_of(item) in slug]
        if unknown := set(slug) - {key_of(item) for item in items}:
            raise CommandError(f"There is no lesson {min(unknown)}.")
        if xliff == source:
            raise CommandError("The source and the language to translate into are the same; choose another --source.")
        text = export_xliff(items, xliff, source).decode() if xliff else export_set(items)
        if not output:
            self.stdout.write(text, ending="")
            return
        with open(output, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
