"""The trigger of sql/scenario.sql: a what-if moves segments of its own canvas."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "scenario.sql"


class Migration(migrations.Migration):
    dependencies = [("relationships", "0003_dismissed_rows")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
