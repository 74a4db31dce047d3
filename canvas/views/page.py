"""What every live page of a canvas is given."""

import uuid

from canvas.models import Canvas
from record.models import Head


def page_of(canvas: Canvas, tab: str) -> dict:
    """Ask for it before the rows: what changes between is sent again, which does no harm."""
    return {"canvas": canvas, "seq": Head.seq_of(canvas.workspace_id), "page": uuid.uuid4(), "tab": tab}
