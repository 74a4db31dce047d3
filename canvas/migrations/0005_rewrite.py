"""The functions of sql/rewrite.sql. A later change of that file comes with a migration that runs it again."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "rewrite.sql"


class Migration(migrations.Migration):
    dependencies = [("canvas", "0004_comment_said"), ("record", "0003_insist")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
