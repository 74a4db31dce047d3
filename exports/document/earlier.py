"""The history in the document: a chapter for each record that the canvas lived on, the oldest first, each line as it
was. Coming in it is checked, and kept as it came."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.text import is_storable
from canvas.models import Canvas
from canvas.models.comment import LONGEST_NAME
from exports.document.checking import Check, clean_name
from exports.models import Provenance
from exports.models.provenance import digest_of
from record.acting import Actor
from record.models import Change

LINE = ("seq", "at", "by", "verb", "reason", "table", "row", "op", "before", "after", "digest")
MOST_LINES = 20_000
MOST_CHAPTERS = 100
DEEPEST = 6  # a row's own columns are the first level; the moves of a what-if reach the third
LONGEST = 20_000  # of a text in a line
CODE = re.compile(r"[a-z_]+(\.[a-z_]+)?", re.ASCII)
DIGEST = re.compile(r"([0-9a-f]{64})?", re.ASCII)


@dataclass
class Earlier:
    """A history out of a file: what the file says of itself, and of each chapter; and the lines, as texts, each with
    the number of its chapter."""

    made_at: datetime | None = None
    made_by: str = ""
    chapters: list[dict] = field(default_factory=list)
    lines: list[tuple[int, str]] = field(default_factory=list)


def history_of(canvas: Canvas, made: dict) -> list[dict]:
    """What came with the canvas, as it came; then its own record, unless all that this has to say is that it came in.
    At most six queries."""
    came = Provenance.objects.filter(workspace_id=canvas.workspace_id, canvas=canvas).first()
    lines = list(Change.objects.of(canvas.workspace_id).filter(canvas_id=canvas.pk).order_by("seq"))
    untouched = came and all(line.request == lines[0].request for line in lines)
    own = [] if untouched else [{"made": made, "lines": list(_told(lines))}]
    return (came.history() if came else []) + own


def _told(lines: list[Change]) -> Iterable[dict]:
    people = User.objects.in_bulk({line.actor_id for line in lines})
    for line in lines:
        yield {
            "seq": line.seq,
            "at": line.at.isoformat(),
            "by": str(people.get(line.actor_id, "")),
            "verb": line.verb,
            "reason": line.reason,
            "table": line.table,
            "row": line.row_id,
            "op": line.op,
            "before": discreet(line.before),
            "after": discreet(line.after),
            "digest": bytes(line.digest).hex(),
        }


def discreet(row: dict | None) -> dict | None:
    """Without what a key could be known by."""
    return row and {name: value for name, value in row.items() if name != "token_digest"}


def check_history(check: Check, document: dict, is_first: bool) -> Earlier | None:
    """None where the file has none. In a file of the first schema it is the lines of one record."""
    made = check_made(check, document.get("made"), "made")  # which says what is wrong with it
    if not document.get("history"):
        check.rows(document.get("history"), "history", ())
        return None
    found = Earlier(_moment(Check(), made.get("at"), ""), made.get("by", "")[:LONGEST_NAME])
    if is_first:
        _take_lines(check, found, made, document["history"], "history")
        return found
    chapters = check.rows(document["history"], "history", ("made", "lines"), MOST_CHAPTERS)
    for number, chapter in enumerate(chapters):
        path = f"history[{number}]"
        made = check_made(check, chapter.get("made"), f"{path}.made")
        _take_lines(check, found, made, chapter.get("lines"), f"{path}.lines")
    return found


def check_made(check: Check, given: object, path: str) -> dict:
    """When and for whom something was exported: as it stands there, if it can be read."""
    made = check.object({} if given is None else given, path, ("at", "by"))
    for name in made.keys() & {"at", "by"}:
        if name == "at":
            _moment(check, made[name], f"{path}.at")
        else:
            check.text(made[name], f"{path}.by", clean_name, LONGEST_NAME)
    return {name: value for name, value in made.items() if isinstance(value, str)}


def _moment(check: Check, given: object, path: str) -> datetime | None:
    return None if given is None else check.moment(given, path)


def _take_lines(check: Check, found: Earlier, made: dict, given: object, path: str) -> None:
    rows = check.rows(given, path, LINE, MOST_LINES - len(found.lines))
    for number, row in enumerate(rows):
        _check_line(check, row, f"{path}[{number}]")
        found.lines.append((len(found.chapters), json.dumps(row, ensure_ascii=False) if check.is_sound else ""))
    found.chapters.append(made)


def _check_line(check: Check, row: dict, path: str) -> None:
    check.moment(row.get("at"), f"{path}.at")
    for name, fits in FITTING.items():
        if not fits(row.get(name)):
            check.wrong(f"{path}.{name}", _("This is not the kind of value that stands here."))


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST and is_storable(value)


def _is_code(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 63 and bool(CODE.fullmatch(value))


def _is_row(value: object) -> bool:
    return value is None or (isinstance(value, dict) and _is_plain(value, DEEPEST))


def _is_plain(value: object, depth: int) -> bool:
    """Whether it nests no deeper than that, and holds no text that could not be stored."""
    if isinstance(value, str):
        return _is_text(value)
    if isinstance(value, dict):
        return depth > 0 and all(_is_text(key) and _is_plain(one, depth - 1) for key, one in value.items())
    if isinstance(value, list):
        return depth > 0 and all(_is_plain(one, depth - 1) for one in value)
    return True


FITTING = {
    "seq": _is_count, "row": _is_count, "by": _is_text, "reason": _is_text, "verb": _is_code, "table": _is_code,
    "op": ("I", "U", "D").__contains__, "before": _is_row, "after": _is_row,
    "digest": lambda value: isinstance(value, str) and bool(DIGEST.fullmatch(value)),
}  # fmt: skip


def keep(earlier: Earlier, canvas: Canvas, by: Actor) -> None:
    """Inside the act that brings the canvas in: its provenance on the record, and the lines beside it."""
    came = Provenance.objects.create(
        workspace_id=canvas.workspace_id, canvas=canvas, brought_by_id=by.user_id, brought_at=by.at,
        made_by=earlier.made_by, made_at=earlier.made_at, chapters=earlier.chapters, lines=len(earlier.lines),
        sha256=digest_of(earlier.lines),
    )  # fmt: skip
    came.take(earlier.lines)
