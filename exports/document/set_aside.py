"""Advice that was set aside, out and in: of which rule, about what, and why.

The facts that it was set aside on are not in it, for their digest names rows by id: it is left out where they have
changed and the advice stands open again, and coming in it holds for the facts as they come in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.text import clean_body
from canvas.models import Canvas, Segment
from exports.document.checking import Check
from record.acting import Actor, call_it
from relationships.advice import Advice, with_changes
from relationships.facts import Facts
from relationships.models import Dismissal, Relationship

DISMISSAL = ("rule", "segment", "kind", "subject", "reason")
CODE = re.compile(r"[a-z]+(-[a-z]+)*", re.ASCII)
LONGEST = {name: Dismissal._meta.get_field(name).max_length for name in ("rule", "subject", "reason")}


@dataclass
class Aside:
    """A dismissal whose segment or relationship has no id yet."""

    dismissal: Dismissal
    about: Segment | Relationship | None = None

    @property
    def key(self) -> tuple:
        """What it is about, once in a canvas."""
        return self.dismissal.rule, self.dismissal.subject, id(self.about) if self.about else 0

    def placed(self) -> Dismissal:
        """Once what it is about is written."""
        row = self.dismissal
        if isinstance(self.about, Segment):
            row.segment, row.subject = self.about, f"segment-{self.about.pk}"
        elif self.about:
            row.relationship, row.subject = self.about, f"relationship-{self.about.pk}"
        return row


def dismissals_of(canvas: Canvas, of_segment: Mapping[int, str], cells: Mapping[int, tuple]) -> Iterable[dict]:
    """Those about the canvas, its segments (by their keys) and its relationships (`cells`: the key of the segment, and
    the kind). One query; where there are any, also those of the advice."""
    rows = list(canvas.dismissals.present().order_by("dismissed_at", "pk"))
    advice = advice_on(canvas) if rows else Advice([])
    for row in rows:
        item = advice.find(row.rule, row.subject)
        if item and item.finding.facts != row.facts:
            continue
        segment, kind = cells.get(row.relationship_id, (of_segment.get(row.segment_id), ""))
        is_elsewhere = row.segment_id or row.relationship_id
        if segment or not is_elsewhere:
            subject = "" if is_elsewhere else row.subject
            yield {"rule": row.rule, "segment": segment, "kind": kind, "subject": subject, "reason": row.reason}


def advice_on(canvas: Canvas) -> Advice:
    facts = Facts.of(canvas, canvas.workspace.today())
    return Advice.of(with_changes(facts, canvas.workspace.zone))


def check_dismissals(
    check: Check, given: object, segments: Mapping[str, Segment], relationships: Iterable[Relationship]
) -> list[Aside]:
    path, found, known = "canvas.dismissals", [], set()
    cells = {(id(row.segment), row.kind): row for row in relationships}
    for number, row in enumerate(check.rows(given, path, DISMISSAL)):
        aside = _check_dismissal(check, row, f"{path}[{number}]", segments, cells)
        if aside.key in known:
            check.wrong(f"{path}[{number}]", _("This is there twice."))
        known.add(aside.key)
        found.append(aside)
    return found


def _check_dismissal(check: Check, row: dict, path: str, segments: Mapping[str, Segment], cells: Mapping) -> Aside:
    reason = check.text(row.get("reason"), f"{path}.reason", clean_body, LONGEST["reason"])
    if not reason:
        check.wrong(f"{path}.reason", _("This field is required."))
    codes = {name: "" if row.get(name) is None else row[name] for name in ("rule", "subject")}
    for name, code in codes.items():
        is_code = isinstance(code, str) and len(code) <= LONGEST[name] and CODE.fullmatch(code)
        if not is_code and (code != "" or name == "rule"):
            check.wrong(f"{path}.{name}", _("This is not the kind of value that stands here."))
            codes[name] = ""
    about, kind, key = None, row.get("kind"), row.get("segment")
    if key is not None:
        about = segments.get(key) if isinstance(key, str) else None
        if about is None:
            check.wrong(f"{path}.segment", _("Nothing in this file has this key."))
    if kind not in (None, ""):
        about = cells.get((id(about), kind)) if isinstance(kind, str) else None
        if about is None:
            check.wrong(f"{path}.kind", _("This segment has no relationship of this kind in the file."))
    if about and codes["subject"]:
        check.wrong(f"{path}.subject", _("It is about one thing only."))
    return Aside(Dismissal(**codes, reason=reason), about)


def set_aside(asides: list[Aside], canvas: Canvas, by: Actor) -> None:
    """Inside the act, once all the facts are written: each with its reason on the record, and by whoever imports."""
    advice = advice_on(canvas) if asides else Advice([])
    for aside in asides:
        row = aside.placed()
        item = advice.find(row.rule, row.subject)
        row.facts = item.finding.facts if item else ""
        row.workspace_id, row.canvas = canvas.workspace_id, canvas
        row.dismissed_by_id, row.dismissed_at = by.user_id, by.at
        call_it("advice.dismiss", row.reason)
        row.save(force_insert=True)
