"""What every live page of a canvas's strategy is given."""

import uuid

from django.http import HttpRequest

from canvas.models import Canvas
from record.models import Head
from workspaces.roles import Role


def frame(request: HttpRequest, canvas: Canvas, tab: str) -> dict:
    """Ask for it before the rows: what changes between is sent again, which does no harm."""
    seq = Head.objects.filter(workspace_id=canvas.workspace_id).values_list("seq", flat=True).first() or 0
    return {"canvas": canvas, "seq": seq, "page": uuid.uuid4(), "tab": tab, "may_edit": may_edit(request, canvas)}


def may_edit(request: HttpRequest, canvas: Canvas) -> bool:
    return request.membership.may(Role.EDITOR) and not canvas.archived_at
