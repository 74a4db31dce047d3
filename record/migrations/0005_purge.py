"""A whole workspace may go, and that it did is on the record: the functions of these files. A later change of one comes
with a migration that runs it again."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("record", "0004_redact")]
    operations = [
        migrations.RunSQL((SQL / f"{name}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
        for name in ("purge", "refuse", "record", "append", "redact")
    ]
