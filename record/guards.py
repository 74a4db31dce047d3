"""Whether the database still guards the record: its triggers in place and on, its writers kept out."""

from collections import defaultdict

from django.db import connection

from record.triggers import frozen_models, recorded_models

# The bits of pg_trigger.tgtype.
INSERT, DELETE, UPDATE, TRUNCATE = 4, 8, 16, 32
TRIGGERS = """
    SELECT relname, proname, tgtype::int
      FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid JOIN pg_proc p ON p.oid = tgfoid
     WHERE tgenabled IN ('O', 'A') AND c.relnamespace = 'public'::regnamespace
       AND p.oid IN ('public.record_write'::regproc, 'public.record_refuse'::regproc)
"""


def unguarded() -> list[str]:
    """Tables on which a write would go unrecorded, or a line of the record could be rewritten unrefused."""
    there: dict[tuple[str, str], int] = defaultdict(int)
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        for table, function, events in cursor.fetchall():
            there[table, function] |= events
    wanted = {("record_change", "record_refuse"): UPDATE | DELETE | TRUNCATE}
    for model in recorded_models():
        wanted[model._meta.db_table, "record_write"] = INSERT | UPDATE | DELETE
        wanted[model._meta.db_table, "record_refuse"] = TRUNCATE
    for model in frozen_models():
        wanted[model._meta.db_table, "record_refuse"] = UPDATE | DELETE | TRUNCATE
    return sorted({guard[0] for guard, events in wanted.items() if events & ~there[guard]})


def can_be_rewritten() -> bool:
    """Whether the role that this process connects as may write the record itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('record_change', 'INSERT, UPDATE, DELETE, TRUNCATE')")
        return cursor.fetchone()[0]
