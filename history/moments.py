"""Moments of a canvas: each is the end of an act, named by the last line that the act wrote there."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.db.models import Max

from canvas.models import Canvas
from record.models import Change
from record.models import ChangeQuerySet as Lines

STOPS = 200  # moments that the slider can stop at

SAMPLE = """
    SELECT DISTINCT stop.seq FROM generate_series(%(first)s, %(last)s, %(step)s) mark CROSS JOIN LATERAL (
        SELECT line.seq FROM record_change line
        WHERE line.workspace_id = %(workspace)s AND line.canvas_id = %(canvas)s AND line.seq <= mark
        ORDER BY line.seq DESC LIMIT 1) stop
    ORDER BY stop.seq
"""


def lines_on(canvas: Canvas) -> Lines:
    return Change.objects.of(canvas.workspace_id).filter(canvas_id=canvas.pk).to_read()


def moment_at(canvas: Canvas, seq: int) -> Change:
    """The moment that line `seq` falls into: the last line of its act, or of the act before it. The first one at
    the earliest: nothing was there before."""
    line = lines_on(canvas).filter(seq__lte=seq).newest_first().first() or lines_on(canvas).order_by("seq").first()
    if line.request is None:
        return line
    end = lines_on(canvas).filter(request=line.request).aggregate(end=Max("seq"))["end"]
    return line if end == line.seq else lines_on(canvas).get(seq=end)


def moment_before(canvas: Canvas, moment: Change) -> int | None:
    """The seq of the moment before it."""
    lines = lines_on(canvas).filter(seq__lt=moment.seq)
    lines = lines.exclude(request=moment.request) if moment.request else lines
    return lines.newest_first().values_list("seq", flat=True).first()


def moment_after(canvas: Canvas, moment: Change) -> int | None:
    """The seq of a line of the moment after it."""
    return lines_on(canvas).after(moment.seq).values_list("seq", flat=True).first()


def last_before(workspace_id: int, at: datetime) -> int:
    """The last line written before `at`, 0 if there is none: the times of lines rise with their numbers."""
    lines = Change.objects.of(workspace_id).filter(at__lt=at)
    return lines.order_by("-at").values_list("seq", flat=True).first() or 0


def stops_of(canvas: Canvas) -> list[int]:
    """Moments spread over all of the canvas's history, oldest first: every one of them, as long as they are few."""
    newest = list(lines_on(canvas).newest_first().values_list("seq", "request")[: STOPS + 1])
    if len(newest) <= STOPS:
        ends = {request or seq: seq for seq, request in reversed(newest)}
        return list(ends.values())
    last, first = newest[0][0], lines_on(canvas).order_by("seq").values_list("seq", flat=True).first()
    asked = {"first": first, "last": last, "step": max(1, (last - first) // STOPS)}
    with connection.cursor() as cursor:
        cursor.execute(SAMPLE, {"workspace": canvas.workspace_id, "canvas": canvas.pk, **asked})
        found = [seq for (seq,) in cursor.fetchall()]
    return found if found[-1] == last else [*found, last]
