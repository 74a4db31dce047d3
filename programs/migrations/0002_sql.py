"""The function of sql/program.sql, which opens every write of staff, and the trigger of sql/submission.sql."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_initial"), ("workspaces", "0002_sql")]
    operations = [
        migrations.RunSQL((SQL / name).read_text(encoding="utf-8"), migrations.RunSQL.noop)
        for name in ("program.sql", "submission.sql")
    ]
