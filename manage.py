#!/usr/bin/env python
"""Django's commands for Boom. Those that change or fill the tables run as the tables' owner."""

import os
import sys

from config.database import NoDatabase
from config.readers import WrongVariable

OWNER_COMMANDS = {
    "migrate", "load_lessons", "load_demo", "load_history", "flush", "pgtrigger", "redact", "purge_workspace",
}  # fmt: skip


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if OWNER_COMMANDS & set(sys.argv[1:2]):
        os.environ.setdefault("BOOM_AS", "owner")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except (NoDatabase, WrongVariable) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
