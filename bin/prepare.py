"""The set-up's steps that need the installed packages: run by .venv's Python, with the parts to do."""

import os
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from steps import ROOT, VENV, digest, explain, hint_for, is_done, showing, step

sys.path.insert(0, str(ROOT))
from config.database import NoDatabase, urls  # noqa: E402  (our root is only now on the path)
from config.readers import WrongVariable, on  # noqa: E402

SETTINGS = [ROOT / "config/settings.py", ROOT / "requirements.txt"]  # which apps there are


def prepare_assets() -> None:
    """Compile the translations, and collect the static files."""
    sources = sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po"))
    compiled = [source.with_suffix(".mo") for source in sources]
    step("Translations", VENV / ".boom-translations", digest(sources), lambda: compile_all(sources), compiled)
    inputs = [path for folder in ("static", "node_modules/.boom") for path in files_below(ROOT / folder)]
    inputs += [*SETTINGS, ROOT / "config/together.py"]
    collected = Path(os.environ.get("BOOM_STATIC") or ROOT / ".static") / "staticfiles.json"
    step("Static files", VENV / ".boom-static", digest(inputs, str(collected)), collect_static, [collected])


def files_below(path: Path) -> list[Path]:
    return [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]


def compile_all(sources: list[Path]) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in sources:
        new = source.with_suffix(".new")  # the database is prepared meanwhile, by who may read them any moment
        with source.open("rb") as text, new.open("wb") as binary:
            write_mo(binary, read_po(text, locale=source.parent.parent.name))
        new.replace(source.with_suffix(".mo"))


def collect_static() -> None:
    # Older files stay: a server that still runs goes on serving them.
    manage("collectstatic", interactive=False)


def prepare_database() -> None:
    """As the owner, one process at a time: migrate, load the lessons, and on a local Boom the demo."""
    if on("BOOM_LOCAL"):
        prepare_local_database(Path(os.environ["BOOM_DATA"]) / "postgres")
    else:
        with showing("Database"):
            prepare_given_database()


def prepare_given_database() -> None:
    refuse_encoding()
    if urls().owner:
        with alone_in_database():
            migrate()
            manage("load_lessons")
    else:
        refuse_other_tables()
    refuse_owner()
    refuse_locale()


def refuse_encoding() -> None:
    """Raises WrongVariable where not every letter can be kept, before tables are made there."""
    import psycopg

    with psycopg.connect(urls().owner or urls().runtime) as connection:
        encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise WrongVariable(f"The database's encoding is {encoding}; it must be UTF8 (docs/running.md).")


def refuse_locale() -> None:
    """Raises WrongVariable where the database takes other letters than English ones for signs: a search would read
    every row, and tell capitals from small letters."""
    import psycopg

    with psycopg.connect(urls().runtime) as connection:
        (knows,) = connection.execute("SELECT show_trgm('پ') <> '{}' AND lower('Ж') = 'ж'").fetchone()
    if not knows:
        raise WrongVariable(
            "The database's locale knows no letters but the English ones, which search needs; "
            "make it anew with a UTF-8 locale, as C.UTF-8, and restore a dump into it (docs/running.md)."
        )


def refuse_other_tables() -> None:
    """Raises WrongVariable where the tables are not this version's: with others, pages would fail one by one."""
    import psycopg

    psycopg.connect(urls().runtime).close()  # says what stands against it, which a pool does not
    try:
        manage("migrate", check_unapplied=True)
    except SystemExit:
        raise WrongVariable(
            "The database's tables are not those of this version, and DATABASE_OWNER_URL is not set: "
            "first start the server that has it, which sets them up."
        ) from None


def refuse_owner() -> None:
    """Raises WrongVariable where whoever serves could rewrite the record, or is sent elsewhere than its owner."""
    import psycopg

    asked = "SELECT pg_has_role(relowner, 'MEMBER') FROM pg_class WHERE oid = to_regclass('public.record_change')"
    with psycopg.connect(urls().runtime) as connection:
        owns = connection.execute(asked).fetchone()
    if not owns:
        raise WrongVariable("DATABASE_URL and DATABASE_OWNER_URL must name the same database; the first has no tables.")
    if owns[0]:
        raise WrongVariable(
            "The role of DATABASE_URL owns the tables, and could rewrite the record; "
            "it must be another than that of DATABASE_OWNER_URL, and no superuser (docs/running.md)."
        )


def prepare_local_database(cluster: Path) -> None:
    """The stamps lie with the data, so that they go where it goes."""
    schema = digest([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/sql/*.sql"), *SETTINGS])
    migrated = (cluster / "boom-migrated", schema)
    loaded = (cluster / "boom-demo", digest(ROOT.glob("*/demo.py")))  # who is there already stays as people left it
    lessons = (cluster / "boom-lessons", digest(ROOT.glob("learning/content/**/*.json"), schema))
    if is_done(*migrated) and is_done(*lessons) and is_done(*loaded):
        return
    with alone_in_database():
        step("Database", *migrated, migrate)
        step("Lessons", *lessons, lambda: manage("load_lessons"))
        step("Examples and demo people", *loaded, lambda: manage("load_demo"))


@contextmanager
def alone_in_database() -> Iterator[None]:
    """Let one process at a time change the tables, whatever machine it is on."""
    import psycopg

    with psycopg.connect(urls().owner, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext('boom set-up'))")
        yield


def migrate() -> None:
    manage("migrate", interactive=False)


def manage(command: str, **options: object) -> None:
    """Run one of Django's commands silently, as the owner of the tables where that is known."""
    import django
    from django.core.management import call_command

    if urls().owner:
        os.environ["BOOM_AS"] = "owner"
    django.setup()
    call_command(command, verbosity=0, **options)


PARTS = {"assets": prepare_assets, "database": prepare_database}


def main(names: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        for name in names:
            PARTS[name]()
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    except WrongVariable as failure:
        sys.exit(f"\n{failure}")
    except NoDatabase as failure:
        sys.exit(f"\n{explain('Starting the database', str(failure))}")
    except Exception as failure:
        if not hint_for(str(failure)):
            traceback.print_exc()
        sys.exit(f"\n{explain('Setting Boom up', str(failure))}")


if __name__ == "__main__":
    main(sys.argv[1:])
