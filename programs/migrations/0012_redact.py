"""The trigger of sql/submission.sql as it is now: words can be blacked out of its note."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "submission.sql"


class Migration(migrations.Migration):
    dependencies = [("programs", "0011_purge"), ("record", "0007_redact_rows")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
