"""The trigger of sql/submission.sql as it is now: a submission goes with its whole workspace."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "submission.sql"


class Migration(migrations.Migration):
    dependencies = [("programs", "0010_wordings_of_older_reviews"), ("record", "0005_purge")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
