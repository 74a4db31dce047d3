"""Words that must not be kept, blacked out wherever a workspace's record has them: the one change of the past there is.

The lines stay, with who, when and what was done; their digests stay too, and the line that says who blacked them out,
and why, vouches for what they are now. So verify_history finds any other change as before. See docs/decisions/.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

from django.db import connection, models

from record.acting import Actor, acting
from record.triggers import frozen_models, recorded_models

VERB = "record.redact"
LIVE = """
    UPDATE {table} t SET ({columns}) = (
      SELECT {columns} FROM jsonb_populate_record(t, record_blacked(to_jsonb(t), %(words)s, %(keys)s))) {more}
     WHERE {home} = %(workspace)s AND record_blacked(to_jsonb(t), %(words)s, %(keys)s) <> to_jsonb(t)
"""
KEPT = """
    SELECT count(*) FROM {table} t WHERE workspace_id = %(workspace)s
       AND (record_blacked(to_jsonb(t), %(words)s, NULL) <> to_jsonb(t)
            OR record_blacked(to_jsonb(t), %(quoted)s, NULL) <> to_jsonb(t))
"""
SAYING = """
    SELECT DISTINCT workspace_id FROM record_change
     WHERE strpos(concat_ws(' ', reason, before::text, after::text), %s) > 0 ORDER BY 1
"""
Told = Callable[[int], None]
_told: list[Told] = []


def redacted(told: Told) -> Told:
    """Marks a function of an app above that is told, inside the act, on which record words are blacked out: where pages
    that follow another record show what is on this one."""
    _told.append(told)
    return told


class NowhereFound(Exception):
    """The words stand nowhere in the record; nothing was done."""


class Redacted(NamedTuple):
    lines: int  # of the record
    rows: int  # of the tables, as they are now
    kept: int  # lines of files that were brought in, which nobody changes


def redact(by: Actor, workspace_id: int, words: str) -> Redacted:
    """Bars instead of these words, exactly as they are written, in whatever people wrote. `by` says who and why.

    Only as the owner of the tables. Raises NowhereFound.
    """
    with acting(by, workspace_id, VERB), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('boom.redacting', 'on', true)")  # which opens rows that never change
        rows = sum(_live(cursor, model, home, workspace_id, words) for model, home in recorded_models().items())
        texts = {model._meta.db_table: columns_of(model) for model in recorded_models()}
        cursor.execute("SELECT record_redact(%s, %s, %s)", [workspace_id, words, json.dumps(texts)])
        (lines,) = cursor.fetchone()
        if not lines:
            raise NowhereFound
        kept = sum(_kept(cursor, model, workspace_id, words) for model in frozen_models())
        for told in _told:
            told(workspace_id)
    return Redacted(lines, rows, kept)


def homes_with(words: str) -> list[int]:
    """The workspaces and programs on whose record these words stand. Reads all of it."""
    with connection.cursor() as cursor:
        cursor.execute(SAYING, [words])
        return [home for (home,) in cursor.fetchall()]


def columns_of(model: type[models.Model]) -> list[str]:
    """The columns that hold what people wrote, not keys that the program chose."""
    return [
        field.column for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not (field.generated or field.choices or field.name == "position")
    ]  # fmt: skip


def _live(cursor, model: type[models.Model], home: str, workspace_id: int, words: str) -> int:
    if not (columns := columns_of(model)):
        return 0
    quote = connection.ops.quote_name
    versioned = any(field.name == "version" for field in model._meta.concrete_fields)
    named = {
        "table": quote(model._meta.db_table),
        "columns": ", ".join(map(quote, columns)),
        "home": quote(home),
        "more": ", version = version + 1" if versioned else "",
    }
    cursor.execute(LIVE.format(**named), {"words": words, "keys": json.dumps(columns), "workspace": workspace_id})
    return cursor.rowcount


def _kept(cursor, model: type[models.Model], workspace_id: int, words: str) -> int:
    quoted = json.dumps(words, ensure_ascii=False)[1:-1]  # as a text that is JSON has them
    given = {"workspace": workspace_id, "words": words, "quoted": quoted}
    cursor.execute(KEPT.format(table=connection.ops.quote_name(model._meta.db_table)), given)
    return cursor.fetchone()[0]
