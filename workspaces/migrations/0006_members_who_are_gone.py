"""The function of sql/workspace.sql as it is now: of the members it leaves out those who are gone, by their index."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "workspace.sql"


class Migration(migrations.Migration):
    dependencies = [("workspaces", "0005_indexes_once"), ("accounts", "0005_user_gone")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
