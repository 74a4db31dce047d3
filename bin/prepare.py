"""The set-up's steps that need the installed packages: run by .venv's Python, with the parts to do."""

import os
import signal
import sys
import traceback
from pathlib import Path

from steps import ROOT, VENV, digest, explain, hint_for, showing, step

sys.path.insert(0, str(ROOT))
from config.database import NoDatabase, urls  # noqa: E402  (our root is only now on the path)


def prepare_assets() -> None:
    """Compile the translations, and collect the static files."""
    sources = sorted(ROOT.glob("locale/*/LC_MESSAGES/django.po"))
    compiled = [source.with_suffix(".mo") for source in sources]
    step("Translations", VENV / ".boom-translations", digest(sources), lambda: compile_all(sources), compiled)
    inputs = [path for folder in ("static", "node_modules/.boom") for path in files_below(ROOT / folder)]
    inputs += [ROOT / "config/settings.py", ROOT / "requirements.txt"]
    collected = Path(os.environ.get("BOOM_STATIC") or ROOT / ".static") / "staticfiles.json"
    step("Static files", VENV / ".boom-static", digest(inputs, str(collected)), collect_static, [collected])


def files_below(path: Path) -> list[Path]:
    return [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]


def compile_all(sources: list[Path]) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in sources:
        with source.open("rb") as text, source.with_suffix(".mo").open("wb") as binary:
            write_mo(binary, read_po(text, locale=source.parent.parent.name))


def collect_static() -> None:
    manage("collectstatic", interactive=False, clear=True)


def prepare_database() -> None:
    """Migrate as the owner, one process at a time; on the first run of a local Boom, load the demo."""
    import psycopg

    if not urls().owner:
        print("• The database is not migrated: that needs DATABASE_OWNER_URL, the role that owns the tables.")
        return
    with psycopg.connect(urls().owner, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext('boom set-up'))")
        with showing("Database"):
            manage("migrate", interactive=False)
        if os.environ.get("BOOM_LOCAL"):
            stamp = Path(os.environ["BOOM_DATA"]) / "postgres/boom-demo"
            step("Examples and demo people", stamp, "loaded", lambda: manage("load_demo"))


def manage(command: str, **options: object) -> None:
    """Run one of Django's commands silently."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command(command, verbosity=0, **options)


PARTS = {"assets": prepare_assets, "database": prepare_database}


def main(names: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        if urls().owner:
            os.environ["BOOM_AS"] = "owner"
        for name in names:
            PARTS[name]()
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    except NoDatabase as failure:
        sys.exit(f"\n{explain('Starting the database', str(failure))}")
    except Exception as failure:
        if not hint_for(str(failure)):
            traceback.print_exc()
        sys.exit(f"\n{explain('Setting Boom up', str(failure))}")


if __name__ == "__main__":
    main(sys.argv[1:])
