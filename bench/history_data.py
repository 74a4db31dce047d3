"""A record of any length for one workspace, written with COPY by the owner of the tables.

One canvas ("the busy one") has a line in every hundred, however long the record is, and 130 of its 300 rows still
stand; 250 others share the rest. Eight years, forty people, one who rarely acts, and now and then an act of sixty
lines.
"""

import json
import random
from datetime import UTC, datetime, timedelta

import psycopg
from django.db import connection

from accounts.models import Session, User
from canvas.blocks import NOTE_BLOCKS
from canvas.models import Canvas, Comment, Note, Segment
from history.fold import state_at
from record.models import Change
from workspaces.models import Membership, Workspace
from workspaces.roles import Role

WORKSPACE = BUSY = 1
PEOPLE, RARE = 40, 41
OTHERS = 250
BEGAN_AT, LASTS = datetime(2018, 3, 21, tzinfo=UTC), timedelta(days=2922)
TABLES = [model._meta.db_table for model in (Session, Comment, Note, Segment, Canvas, Membership, Workspace, User)]
VERBS = ("note.revise", "note.move", "note.recolour", "note.revise")
COPY = """COPY record_change (workspace_id, seq, canvas_id, "table", row_id, op, actor_id, verb, reason, request,
    before, after, at, clock_at, imported, salt, body_digest, digest) FROM STDIN"""
ROW = json.dumps(
    {
        "id": "@id", "text": "@said", "block": "@block", "canvas_id": "@canvas", "workspace_id": WORKSPACE,
        "version": "@version", "position": "@position", "removed_at": "@removed", "segment_id": None, "channel": "",
        "name": "@said", "colour": "blue", "author_id": 1, "mentions": [], "resolved_at": None, "role": 30,
        "user_id": 7,
    }
)  # fmt: skip
for word in ("id", "canvas", "version", "removed"):
    ROW = ROW.replace(f'"@{word}"', f"@{word}")
ROW = ROW.replace("{", "{{").replace("}", "}}")
for word in ("id", "said", "block", "canvas", "version", "position", "removed"):
    ROW = ROW.replace(f"@{word}", f"{{{word}}}")
SAID = "خوانندگان می‌خواهند پیشنهادها را زودتر ببینند and readers ask for it {} {}"


def fill(owner: psycopg.Connection, lines: int) -> None:
    """Empty the scratch database and write a record of `lines` into it, with the rows that pages read beside it.

    `owner` is a connection, in autocommit, of the role that owns the tables.
    """
    for table in (*TABLES, "record_change"):
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    owner.execute("; ".join(f"DELETE FROM {table}" for table in (*TABLES, "record_head")))
    indexes = _indexes()
    owner.execute("; ".join(f"DROP INDEX IF EXISTS {name}" for name in indexes))
    owner.execute("TRUNCATE record_change")
    owner.execute("ALTER TABLE record_change SET UNLOGGED")
    with owner.cursor() as cursor, cursor.copy(COPY) as copy:
        for first in range(1, lines + 1, 1000):
            last = min(first + 999, lines)
            copy.write("".join(_line(seq, lines) for seq in range(first, last + 1)))
    owner.execute("SET maintenance_work_mem = '1GB'")
    for index in indexes.values():
        owner.execute(index)
    owner.execute("INSERT INTO record_head VALUES (%s, %s, now(), '')", [WORKSPACE, lines])
    _fill_beside(lines)
    owner.execute("VACUUM ANALYZE")


def _indexes() -> dict[str, str]:
    """How each index of the record is made, by name."""
    with connection.schema_editor(collect_sql=True) as editor:
        return {index.name: str(index.create_sql(Change, editor)) for index in Change._meta.indexes}


def _line(seq: int, lines: int) -> str:
    """One line as COPY reads it."""
    at = (BEGAN_AT + LASTS * (seq / lines)).isoformat()
    canvas, table, row, op, version = _place(seq)
    verb, request = _act(seq, table, op)
    values = {"id": canvas * 1000 + row, "canvas": canvas, "block": NOTE_BLOCKS[row % 8], "position": f"{row:04}x"}
    values["removed"] = f'"{at}"' if canvas == BUSY and 110 < row <= 280 and op == "U" else "null"
    before, after = (
        ROW.format(**values, version=v, said=SAID.format(row, v)) if v else "\\N" for v in (version - 1, version)
    )
    digest = f"\\\\x{random.getrandbits(256):064x}"
    reason = "Because so many asked for it" if seq % 10 == 0 else ""
    actor = RARE if seq % 50_000 == 7 else 1 + seq * 31 % PEOPLE
    canvas_id = "\\N" if table == "workspaces_membership" else canvas
    words = (WORKSPACE, seq, canvas_id, table, values["id"], op, actor, verb, reason, request, before, after, at, at)
    return "\t".join(map(str, words)) + f"\tf\t{digest[:35]}\t{digest}\t{digest}\n"


def _place(seq: int) -> tuple[int, str, int, str, int]:
    """Canvas, table, row within the canvas, "I" or "U", and the row's version."""
    if seq % 25_000 == 13:
        return 0, "workspaces_membership", 7, "U", 2
    busy = seq % 100 == 0
    canvas = BUSY if busy else 2 + seq % OTHERS
    turn, rows = (seq // 100 - 1, 301) if busy else (seq // OTHERS, 150)
    row = turn % rows if turn < rows else turn * 7919 % rows
    table = "canvas_canvas" if row == 0 else "canvas_note"
    if busy and 100 < row <= 110:
        table = "canvas_segment"
    elif busy and row > 280:
        table = "canvas_comment"
    return canvas, table, row, "I" if turn < rows else "U", 1 + turn // rows


def _act(seq: int, table: str, op: str) -> tuple[str, str]:
    """The verb, and the name of the act."""
    name = f"{random.getrandbits(128):032x}"
    if table == "workspaces_membership":
        return "member.appoint", name
    if 100 <= seq % 5000 < 160 and op == "U":
        return "canvas.rewind", f"{seq // 5000:032x}"
    return ("note.add" if op == "I" else VERBS[seq // 7 % 4]), name


def _fill_beside(lines: int) -> None:
    """The rows that pages read beside the record."""
    people = [User(pk=pk, email=f"{pk}@example.com", name=f"نام {pk}") for pk in range(1, RARE + 1)]
    User.objects.bulk_create(people)
    workspace = Workspace.objects.create(pk=WORKSPACE, name="نوآوران")
    Membership.objects.bulk_create(Membership(workspace=workspace, user=user, role=Role.OWNER) for user in people)
    canvases = range(1, 2 + OTHERS)
    Canvas.objects.bulk_create(Canvas(pk=pk, workspace=workspace, name=f"Canvas {pk}") for pk in canvases)
    state = state_at(Canvas(pk=BUSY, workspace=workspace), lines)
    for model in (Segment, Note, Comment):
        model.objects.bulk_create(state.instances(model))
