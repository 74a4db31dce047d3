"""The past is exact: folding the record up to any line gives what was in the tables right after it."""

import random

from django.db import connection

from canvas.blocks import NOTE_BLOCKS
from canvas.models import Canvas, Comment, Note
from record.models import Change, Head
from record.triggers import recorded_models
from tests.cast import Cast, actor
from workspaces.models import Invitation

Rows = dict[tuple[str, int], dict]


def snapshot(workspace_id: int) -> Rows:
    """Every row of the workspace, every column, as JSON."""
    rows: Rows = {}
    with connection.cursor() as cursor:
        for model, column in recorded_models().items():
            table = model._meta.db_table
            cursor.execute(
                f"SELECT id, (to_jsonb(t) - 'folded')::text FROM {table} t WHERE {column} = %s", [workspace_id]
            )
            rows |= {(table, row_id): row for row_id, row in cursor.fetchall()}
    return rows


def texts_by_line(workspace_id: int) -> list[tuple[int, str, int, str | None]]:
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT seq, "table", row_id, after::text FROM record_change WHERE workspace_id = %s ORDER BY seq',
            [workspace_id],
        )
        return cursor.fetchall()


class Playing:
    """Random edits by the team, each followed by a snapshot of everything."""

    def __init__(self, cast: Cast, seed: int):
        self.cast, self.chance = cast, random.Random(seed)
        self.taken: dict[int, Rows] = {}

    def play(self, rounds: int) -> None:
        verbs = [self.add, self.revise, self.move, self.remove, self.restore, self.talk, self.recount, self.people]
        for _ in range(rounds):
            self.chance.choice(verbs)()
            self.taken[Head.objects.get(pk=self.cast.team.pk).seq] = snapshot(self.cast.team.pk)

    @property
    def by(self):
        return actor(self.chance.choice([self.cast.amina, self.cast.dariush]))

    @property
    def mentioned(self) -> list[int]:
        return [self.cast.kian.pk, self.cast.layla.pk]

    def note(self) -> Note:
        return self.chance.choice(list(self.cast.canvas.notes.present()))

    def add(self) -> None:
        block = self.chance.choice(NOTE_BLOCKS)
        Note.objects.add_to(self.cast.canvas, block, "تازه\n\"'\\ \u200c\u2067x\u2069 😀", self.by)

    def revise(self) -> None:
        note = self.note()
        note.revise(note.text[::-1], note.version, self.by)

    def move(self) -> None:
        self.note().move(self.chance.choice(NOTE_BLOCKS), None, self.by)

    def remove(self) -> None:
        if self.cast.canvas.notes.present().count() > 2:
            note = self.note()
            note.remove(note.version, self.by)

    def restore(self) -> None:
        if gone := self.cast.canvas.notes.exclude(removed_at=None).first():
            gone.restore(self.by)

    def talk(self) -> None:
        note = self.note()
        about = {"note": note, "mentions": self.mentioned}
        comment = Comment.objects.add_to(self.cast.canvas, note.block, "نظر؟", self.by, **about)
        comment.resolve(self.by)

    def recount(self) -> None:
        segment = self.cast.canvas.segments.first()
        figures = {"customers": self.chance.randrange(10**9), "retention": f"0.{self.chance.randrange(1000, 9999)}"}
        segment.revise(segment.version, self.by, **figures)

    def people(self) -> None:
        Invitation.objects.invite(self.cast.team, 20, 7, actor(self.cast.amina), email="x@example.com")
        canvas = Canvas.objects.get(pk=self.cast.canvas.pk)
        canvas.rename(f"بوم {canvas.version}", canvas.version, self.by)


def test_fold_at_every_line_is_the_snapshot_taken_then(cast):
    playing = Playing(cast, seed=7)
    playing.play(60)
    folded: Rows = {}
    compared = 0
    for seq, table, row_id, after in texts_by_line(cast.team.pk):
        folded.pop((table, row_id), None)
        if after is not None:
            folded[table, row_id] = after
        if seq in playing.taken:
            assert folded == playing.taken[seq], seq
            compared += 1
    assert compared == len(playing.taken) > 40


def test_before_is_what_the_row_was_left_as(cast):
    """Line by line, each row's `before` is its previous `after`."""
    Playing(cast, seed=8).play(40)
    last: dict[tuple[str, int], dict | None] = {}
    for change in Change.objects.of(cast.team.pk).order_by("seq"):
        row = (change.table, change.row_id)
        assert change.before == last.get(row)
        last[row] = change.after
