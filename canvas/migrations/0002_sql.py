"""The function of sql/canvas.sql, which opens every edit of a canvas."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "canvas.sql"


class Migration(migrations.Migration):
    dependencies = [("canvas", "0001_initial"), ("workspaces", "0002_sql")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
