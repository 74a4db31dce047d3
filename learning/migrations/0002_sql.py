"""The triggers of sql/curating.sql: nothing that is taught changes off the record."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "curating.sql"


class Migration(migrations.Migration):
    dependencies = [("learning", "0001_initial"), ("record", "0002_sql")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
