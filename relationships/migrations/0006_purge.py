"""The trigger of sql/focus.sql as it is now: a decision goes with its whole workspace."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "focus.sql"


class Migration(migrations.Migration):
    dependencies = [("relationships", "0005_indexes_once"), ("record", "0005_purge")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
