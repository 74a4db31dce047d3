"""Random editing through the model's own verbs, with a picture of the board taken after each act."""

import random

from accounts.models import User
from canvas.blocks import NOTE_BLOCKS, Channel
from canvas.board import Board
from canvas.models import Canvas, Comment, Note, Segment
from canvas.models.editing import Conflict
from record.models import Head
from tests.cast import actor

WORDS = ["کتاب", "reader", "می\u200cخواهد", "توصية", "۱۲٪", "خواننده", "new", "price\nخط", "<b>&", "“نقل”"]


def head_of(workspace_id: int) -> int:
    return Head.objects.get(workspace_id=workspace_id).seq


def picture_of(board: Board) -> list:
    """All that a board shows, as plain values that can be compared."""
    return [
        (
            column.block,
            column.comments,
            [(n.pk, n.text, n.channel, n.version, n.segment_id, colour_of(n), n.open_comments) for n in column.notes],
            [(s.pk, s.name, s.description, s.customers, s.value, s.margin, s.retention, s.colour, s.version)
             for s in column.segments],
        )
        for column in board.columns
    ]  # fmt: skip


def colour_of(note: Note) -> str | None:
    return note.shown_segment and note.shown_segment.colour


class Driver:
    """Edits one canvas at random; `pictures` are (seq, board) after each act, the same for the same seed."""

    def __init__(self, canvas: Canvas, user: User, seed: int):
        self.canvas, self.user, self.chance = canvas, user, random.Random(seed)
        self.pictures: list[tuple[int, list]] = []

    def drive(self, acts: int) -> None:
        for _ in range(acts):
            try:
                getattr(self, self.chance.choice(ACTS))()
            except Conflict:
                continue
            self.pictures.append((head_of(self.canvas.workspace_id), picture_of(Board.of(self.canvas))))

    def some(self, rows):
        rows = list(rows.order_by("pk"))
        return self.chance.choice(rows) if rows else None

    def text(self) -> str:
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(1, 6)))

    def by(self):
        return actor(self.user)

    def note_add(self) -> None:
        block = self.chance.choice(NOTE_BLOCKS)
        channel = self.chance.choice(["", *Channel.values])
        Note.objects.add_to(self.canvas, block, self.text(), self.by(), channel=channel)

    def note_revise(self) -> None:
        if note := self.some(self.canvas.notes.present()):
            note.revise(self.text(), note.version, self.by())

    def note_move(self) -> None:
        if note := self.some(self.canvas.notes.present()):
            block = self.chance.choice([note.block, self.chance.choice(NOTE_BLOCKS)])
            note.move(block, self.some(self.canvas.notes.present().filter(block=block).exclude(pk=note.pk)), self.by())

    def note_recolour(self) -> None:
        if note := self.some(self.canvas.notes.present()):
            note.recolour(self.some(self.canvas.segments.present()), self.by())

    def note_remove(self) -> None:
        if note := self.some(self.canvas.notes.present()):
            note.remove(note.version, self.by())

    def note_restore(self) -> None:
        if note := self.some(self.canvas.notes.exclude(removed_at=None)):
            note.restore(self.by(), self.chance.choice([None, self.text()]))

    def segment_add(self) -> None:
        Segment.objects.add_to(self.canvas, self.by(), name=self.text()[:80], customers=self.chance.randint(0, 9999))

    def segment_revise(self) -> None:
        if segment := self.some(self.canvas.segments.present()):
            share = self.chance.choice([None, "0.5", "0.9375"])
            segment.revise(segment.version, self.by(), name=self.text()[:80], retention=share, value="12000.50")

    def segment_move(self) -> None:
        if segment := self.some(self.canvas.segments.present()):
            segment.move(self.some(self.canvas.segments.present().exclude(pk=segment.pk)), self.by())

    def segment_remove(self) -> None:
        if segment := self.some(self.canvas.segments.present()):
            segment.remove(segment.version, self.by())

    def segment_restore(self) -> None:
        if segment := self.some(self.canvas.segments.exclude(removed_at=None)):
            segment.restore(self.by())

    def comment_add(self) -> None:
        note = self.some(self.canvas.notes.present())
        block = note.block if note else self.chance.choice(NOTE_BLOCKS)
        on = self.chance.choice([note, None])
        Comment.objects.add_to(self.canvas, block, self.text(), self.by(), note=on)

    def comment_resolve(self) -> None:
        if comment := self.some(self.canvas.comments.open()):
            comment.resolve(self.by())

    def comment_reopen(self) -> None:
        if comment := self.some(self.canvas.comments.exclude(resolved_at=None)):
            comment.reopen(self.by())


ACTS = [name for name in vars(Driver) if name.startswith(("note_", "segment_", "comment_"))]
