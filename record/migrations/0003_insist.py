"""The function of sql/insist.sql. A later change of that file comes with a migration that runs it again."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "insist.sql"


class Migration(migrations.Migration):
    dependencies = [("record", "0002_sql")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
