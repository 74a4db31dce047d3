"""What every live page of a canvas is given."""

import uuid

from canvas.models import Canvas
from record.models import Head


def page_of(canvas: Canvas, tab: str) -> dict:
    """Ask for it before the rows: what changes between is sent again, which does no harm."""
    seq = Head.objects.filter(workspace_id=canvas.workspace_id).values_list("seq", flat=True).first() or 0
    return {"canvas": canvas, "seq": seq, "page": uuid.uuid4(), "tab": tab}
