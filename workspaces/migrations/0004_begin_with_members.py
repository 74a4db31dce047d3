"""The function of sql/workspace.sql as it is now: it answers who may see the workspace, too."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "workspace.sql"
DROP = "DROP FUNCTION workspace_begin(bigint, bigint, text, text, uuid, bytea);"


class Migration(migrations.Migration):
    dependencies = [("workspaces", "0003_time_zone")]
    operations = [migrations.RunSQL(DROP + SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
