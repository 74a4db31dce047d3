"""The functions of sql/rewrite.sql as they are now: they prove who acts, where that was remembered."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "rewrite.sql"
OPENS = "bigint, bigint, text, text, uuid, bytea, bigint, bigint"
BEFORE = f"""
DROP FUNCTION IF EXISTS note_rewrite({OPENS}, bigint, bigint, jsonb);
DROP FUNCTION IF EXISTS segment_rewrite({OPENS}, bigint, bigint, jsonb);
DROP FUNCTION IF EXISTS canvas_begin_edit({OPENS});
"""


class Migration(migrations.Migration):
    dependencies = [
        ("canvas", "0007_comment_mention_places"),
        ("accounts", "0005_user_gone"),
        ("workspaces", "0006_members_who_are_gone"),
    ]
    operations = [migrations.RunSQL(BEFORE + SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
