"""A set (JSON) or a translation (XLIFF) becomes drafts: all of it or nothing."""

from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from learning.document import Unsound
from learning.importing import import_file


class Command(BaseCommand):
    help = "Takes in a file as drafts of the curator who is named; says everything that is wrong with it."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--by", required=True, metavar="E-MAIL", help="the curator or editor whose drafts they are")
        parser.add_argument("--try", action="store_true", dest="only_try", help="say what it would do, and do nothing")

    def handle(self, *, file: str, by: str, only_try: bool, **options) -> None:
        try:
            curator = User.objects.get(email=by.lower())
            done = import_file(Path(file).read_bytes(), curator, only_try=only_try)
        except (User.DoesNotExist, PermissionDenied):
            raise CommandError(f"{by} is neither a curator nor an editor.") from None
        except OSError as error:
            raise CommandError(str(error)) from None
        except Unsound as unsound:
            raise CommandError("\n".join(["Nothing was imported.", *unsound.problems])) from None
        counts = f"added {len(done.added)}, revised {len(done.revised)}, unchanged {len(done.same)}"
        self.stdout.write(f"{'Would have' if only_try else 'Have'} {counts}; {done.left} texts without a translation.")
