"""Comments in the document, out and in: a thread's lines in their order, each with who said it and when.

Coming in they are brought by whoever imports. What the file says of the speaker and the day is kept as the file's
words; nobody is told, whoever is called by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from accounts.text import clean_body
from canvas.models import Canvas, Comment, Note
from canvas.models.comment import LONGEST_NAME, LONGEST_TEXT
from exports.document.checking import Check, clean_name

COMMENT = ("note", "block", "by", "at", "text", "resolved")
TALK = ("block", "note", "by", "at", "text", "resolved_at")  # of the first schema, where a note is told by its words


def comments_of(canvas: Canvas, of_note: Mapping[int, str]) -> Iterable[dict]:
    """Of whole blocks, and of the notes with these keys: one query."""
    rows = canvas.comments.present().select_related("author").defer("folded").order_by("created_at", "pk")
    for row in rows:
        if row.note_id is None or row.note_id in of_note:
            yield {
                "note": of_note.get(row.note_id),
                "block": row.block,
                "by": row.said_by if row.said_at else str(row.author),
                "at": (row.said_at or row.created_at).isoformat(),
                "text": row.text,
                "resolved": row.resolved_at is not None,
            }


def check_comments(check: Check, given: object, notes: Mapping[str, Note]) -> list[tuple[Comment, bool]]:
    """Each with whether it is resolved."""
    path = "canvas.comments"
    rows = enumerate(check.rows(given, path, COMMENT))
    return [_check_comment(check, row, f"{path}[{number}]", notes) for number, row in rows]


def check_talk(check: Check, given: object, notes: Mapping[str, Note]) -> list[tuple[Comment, bool]]:
    """What a file of the first schema holds: of a note that stands there no more it was about the block. A note may
    have moved since something was said of it."""
    keys = {words: key for key, note in notes.items() for words in (note.text, (note.block, note.text))}
    found = []
    for number, row in enumerate(check.rows(given, "talk", TALK)):
        told, path = dict(row), f"talk[{number}]"
        resolved_at, block, words = told.pop("resolved_at", None), told.get("block"), told.get("note")
        is_told = isinstance(block, str) and isinstance(words, str)
        told["note"] = keys.get((block, words), keys.get(words)) if is_told else None
        told["resolved"] = resolved_at is not None
        found.append(_check_comment(check, told, path, notes))
    return found


def _check_comment(check: Check, row: dict, path: str, notes: Mapping[str, Note]) -> tuple[Comment, bool]:
    comment, key, resolved = Comment(), row.get("note"), row.get("resolved", False)
    check.model(comment, row, path, ("block",), ())
    comment.text = check.text(row.get("text"), f"{path}.text", clean_body, LONGEST_TEXT)
    if not comment.text:
        check.wrong(f"{path}.text", _("This field is required."))
    if key is not None:
        comment.note = notes.get(key) if isinstance(key, str) else None
        if comment.note is None:
            check.wrong(f"{path}.note", _("Nothing in this file has this key."))
    comment.said_by = check.text(row.get("by"), f"{path}.by", clean_name, LONGEST_NAME)
    comment.said_at = check.moment(row.get("at"), f"{path}.at")
    if not isinstance(resolved, bool):
        check.wrong(f"{path}.resolved", _("This is not the kind of value that stands here."))
    return comment, resolved is True
