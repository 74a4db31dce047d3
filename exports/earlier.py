"""The history that came with a canvas, as people read it: what a file says, in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.dates import write_time
from accounts.reading import Reading
from canvas.models import Canvas
from exports.models import EarlierChange, Provenance
from history.before import tells_before
from history.references import reference_of
from record.models import Change
from record.sentences import sentence

SHOWN = 50  # lines a page


@dataclass(frozen=True)
class Told:
    """A line as the file has it; names are names, and nobody's here."""

    number: int
    chapter: int
    at: datetime
    who: str
    sentence: SafeString
    reason: str
    time: str
    times: int = 1  # in a row


@dataclass(frozen=True)
class Page:
    """Lines newest first; `older` and `newer` are numbers to go on before, None where there are none (`newer` is 0 for
    the newest page)."""

    lines: list[Told]
    older: int | None
    newer: int | None


def provenance_of(canvas: Canvas) -> Provenance | None:
    """Who brought the canvas in with a history, if somebody did: one query."""
    found = Provenance.objects.filter(workspace_id=canvas.workspace_id, canvas=canvas)
    return found.select_related("brought_by").first()


@tells_before
def address_of(canvas: Canvas) -> str:
    found = Provenance.objects.filter(workspace_id=canvas.workspace_id, canvas=canvas).exists()
    return reverse("earlier_history", args=[canvas.workspace_id, canvas.pk]) if found else ""


def page_of(came: Provenance, before: int, reading: Reading) -> Page:
    """The lines before number `before`, or the newest where it is 0: one query, by the key of the table."""
    last = min(came.lines, before - 1) if before else came.lines
    rows = EarlierChange.objects.filter(
        workspace_id=came.workspace_id, provenance_id=came.pk, number__lte=last, number__gt=last - SHOWN
    )
    lines = [told(row, reading) for row in rows.order_by("-number")]
    newer = None if last >= came.lines else last + SHOWN + 1 if last + SHOWN < came.lines else 0
    return Page(lines, last - SHOWN + 1 if last > SHOWN else None, newer)


def told(row: EarlierChange, reading: Reading) -> Told:
    said = json.loads(row.line)
    line = Change(
        verb=said["verb"], reason=said["reason"], table=said["table"], row_id=said["row"], op=said["op"],
        before=said.get("before"), after=said.get("after"), at=datetime.fromisoformat(said["at"]),
    )  # fmt: skip
    who = said["by"] or _("somebody")
    _reference, reason = reference_of(line)
    return Told(row.number, row.chapter, line.at, who, sentence(line, who), reason, write_time(line.at, reading))


def by_chapter(lines: Iterable[Told], came: Provenance, reading: Reading) -> list[tuple[dict, list]]:
    """The lines under what their chapter says of its making (its moment under "at"), and then under the days of the
    reader's own time zone."""
    return [
        (made_of(came.chapters[chapter]), by_day(those, reading))
        for chapter, those in groupby(lines, key=lambda line: line.chapter)
    ]


def made_of(made: dict) -> dict:
    at = made.get("at")
    return {"at": at and datetime.fromisoformat(at), "by": made.get("by", "")}


def by_day(lines: Iterable[Told], reading: Reading) -> list[tuple[date, list[Told]]]:
    """What is said several times in a row on one day stands there once, as of the last time."""
    days = groupby(lines, key=lambda line: line.at.astimezone(reading.zone).date())
    return [(day, [once(run) for _said, run in groupby(those, key=said)]) for day, those in days]


def said(line: Told) -> tuple[str, str]:
    return line.sentence, line.reason


def once(run: Iterable[Told]) -> Told:
    last, *others = run
    return replace(last, times=1 + len(others))
