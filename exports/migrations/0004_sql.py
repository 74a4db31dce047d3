"""The function and the trigger of sql/earlier.sql, and what the running application may do with that table."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "earlier.sql"


class Migration(migrations.Migration):
    dependencies = [("exports", "0003_provenance"), ("record", "0002_sql")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
