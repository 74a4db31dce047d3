"""The trigger of sql/focus.sql as it is now: words can be blacked out of a decision."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "focus.sql"


class Migration(migrations.Migration):
    dependencies = [("relationships", "0006_purge"), ("record", "0007_redact_rows")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
