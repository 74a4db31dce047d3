"""The search normaliser, of sql/fa_norm.sql, and the trigram index method that it is for."""

from pathlib import Path

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "fa_norm.sql"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [TrigramExtension(), migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
