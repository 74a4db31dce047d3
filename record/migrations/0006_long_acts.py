"""Runs sql/record.sql again: a line of an act that is thousands of them takes no longer than the first."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "record.sql"


class Migration(migrations.Migration):
    dependencies = [("record", "0005_purge")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
