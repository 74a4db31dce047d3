"""Canvases as they stand once somebody brought them in with a history; and files with one."""

from accounts.models import User
from canvas.models import Canvas
from exports.document import SCHEMA
from exports.document.earlier import Earlier, keep
from exports.document.placing import import_canvas
from exports.document.taking import checked
from exports.document.writing import written
from exports.models import Provenance
from tests.cast import Cast, actor
from workspaces.acting import acting


def make_provenance(canvas: Canvas, by: User) -> Provenance:
    """Of a history without a line."""
    with acting(act := actor(by), canvas.workspace_id, "canvas.import"):
        keep(Earlier(made_by="مریم", chapters=[{}]), canvas, act)
    return Provenance.objects.get(canvas=canvas)


def line(seq: int = 1, **more) -> dict:
    said = {
        "seq": seq, "at": f"2026-03-{1 + seq % 28:02}T09:30:00+00:00", "by": "مریم", "verb": "note.add", "reason": "",
        "table": "canvas_note", "row": seq, "op": "I", "before": None,
        "after": {"id": seq, "text": f"یادداشت {seq}", "block": "channels"}, "digest": "ab" * 32,
    }  # fmt: skip
    return said | more


def chapter(*lines: dict, **made) -> dict:
    return {"made": made or {"at": "2026-04-01T00:00:00+00:00", "by": "نرگس"}, "lines": list(lines)}


def file(*chapters: dict) -> bytes:
    made = {"at": "2026-05-01T12:00:00+00:00", "by": "Leila"}
    return written({"schema": SCHEMA, "made": made, "canvas": {"name": "آمده"}, "history": list(chapters)})


def bring(cast: Cast, *chapters: dict) -> Canvas:
    return import_canvas(checked(file(*chapters)), cast.team, actor(cast.dariush))
