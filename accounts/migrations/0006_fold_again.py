"""Runs sql/fa_norm.sql again: what is folded twice is as folded once. What was folded before differs only where a ه that
stands alone was followed by an ای; such a row is folded anew when it is next changed."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "fa_norm.sql"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_user_gone")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
