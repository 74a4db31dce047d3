"""Changes that refer to an earlier line of the record carry its number first in their reason: "#118 because…"."""

import re

from record.models import Change

UNDO = "change.undo"
REFERRING = (UNDO, "canvas.rewind", "note.rewind", "segment.rewind")
REFERENCE = re.compile(r"#(\d{1,18})\b\s*")


def refer(seq: int, reason: str = "") -> str:
    return f"#{seq} {reason}".strip()


def reference_of(line: Change) -> tuple[int | None, str]:
    """The line that this one refers to, and the reason that people gave."""
    found = REFERENCE.match(line.reason) if line.verb in REFERRING else None
    return (int(found[1]), line.reason[found.end() :]) if found else (None, line.reason)
