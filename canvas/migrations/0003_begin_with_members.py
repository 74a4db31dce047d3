"""The function of sql/canvas.sql as it is now: it answers who may see the workspace, too."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "canvas.sql"
DROP = "DROP FUNCTION canvas_begin(bigint, bigint, text, text, uuid, bytea, bigint);"


class Migration(migrations.Migration):
    dependencies = [("canvas", "0002_sql"), ("workspaces", "0004_begin_with_members")]
    operations = [migrations.RunSQL(DROP + SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
