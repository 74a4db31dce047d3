"""A document that comes in, checked whole before anything of it is written (placing.py)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from accounts.text import clean_line
from canvas.models import Comment, Note, Segment
from exports.document import FIRST
from exports.document.checking import Check, parsed
from exports.document.earlier import Earlier, check_history
from exports.document.set_aside import Aside, check_dismissals
from exports.document.talk import check_comments, check_talk
from exports.document.what_ifs import SCENARIO, check_scenario
from exports.document.writing import FOCUS, INDICATOR, NOTE, RELATIONSHIP, SEGMENT
from relationships.books import WrongMonth, calendar_in, check_age, check_months
from relationships.models import Focus, Indicator, Relationship, Scenario, Tie

TOP = ("schema", "made", "canvas", "history")
CONTENT = ("name", "segments", "notes", "relationships", "focus", "indicators", "scenarios")
SINCE_THEN = ("dismissals", "comments")  # the second schema's own
LONGEST_NAME = 120


@dataclass
class Content:
    """Rows that point to each other, and to no canvas yet."""

    name: str = ""
    segments: dict[str, Segment] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    relationships: list[Relationship] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    focus: list[Focus] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    scenarios: list[tuple[Scenario, list[dict]]] = field(default_factory=list)  # each with its moves
    dismissals: list[Aside] = field(default_factory=list)
    comments: list[tuple[Comment, bool]] = field(default_factory=list)  # each with whether it is resolved
    earlier: Earlier | None = None


def checked(content: bytes) -> Content:
    """Raises Unsound with everything that is wrong."""
    check, found, document = Check(), Content(), parsed(content)
    is_first = document["schema"] == FIRST
    check.object(document, "", (*TOP, "talk") if is_first else TOP)
    given = check.object(document.get("canvas"), "canvas", CONTENT if is_first else (*CONTENT, *SINCE_THEN))
    found.name = check.text(given.get("name"), "canvas.name", clean_line, LONGEST_NAME)[:LONGEST_NAME]
    _take_segments(check, found, given)
    _take_notes(check, found, given)
    _take_relationships(check, found, given)
    _take_focus(check, found, given)
    _take_indicators(check, found, given)
    for path, row in _numbered(check, given, "scenarios", (*SCENARIO, "moves")):
        found.scenarios.append(check_scenario(check, row, path, found.segments))
    found.dismissals = check_dismissals(check, given.get("dismissals"), found.segments, found.relationships)
    if is_first:
        found.comments = check_talk(check, document.get("talk"), found.notes)
    else:
        found.comments = check_comments(check, given.get("comments"), found.notes)
    found.earlier = check_history(check, document, is_first)
    check.done()
    return found


def _take_segments(check: Check, found: Content, given: dict) -> None:
    for path, row in _numbered(check, given, "segments", ("key", *SEGMENT)):
        segment = Segment()
        check.model(segment, row, path, SEGMENT, ("name",))
        _keep(check, found.segments, row.get("key"), segment, path)


def _take_notes(check: Check, found: Content, given: dict) -> None:
    for path, row in _numbered(check, given, "notes", ("key", *NOTE, "segment")):
        note = Note(segment=_named(check, found.segments, row.get("segment"), f"{path}.segment", optional=True))
        check.model(note, row, path, NOTE, ())
        if not note.text:
            check.wrong(f"{path}.text", _("This field is required."))
        _keep(check, found.notes, row.get("key"), note, path)


def _take_relationships(check: Check, found: Content, given: dict) -> None:
    cells = set()
    for path, row in _numbered(check, given, "relationships", ("segment", *RELATIONSHIP, "ties")):
        segment = _named(check, found.segments, row.get("segment"), f"{path}.segment")
        relationship = Relationship(segment=segment)
        check.model(relationship, row, path, RELATIONSHIP, ())
        if segment:
            found.relationships.append(relationship)
            if (cell := (id(segment), relationship.kind)) in cells:
                check.wrong(path, _("This segment and kind are there twice."))
            cells.add(cell)
        ties = [] if row.get("ties") is None else row["ties"]
        if not isinstance(ties, list) or len({str(key) for key in ties}) < len(ties):
            check.wrong(f"{path}.ties", _("This is not a list of different keys of notes."))
            continue
        for number, key in enumerate(ties):
            note = _named(check, found.notes, key, f"{path}.ties[{number}]")
            found.ties.append(Tie(relationship=relationship, note=note))


def _take_focus(check: Check, found: Content, given: dict) -> None:
    for path, row in _numbered(check, given, "focus", (*FOCUS, "segment")):
        focus = Focus(segment=_named(check, found.segments, row.get("segment"), f"{path}.segment", optional=True))
        check.model(focus, row, path, FOCUS, ())
        if not focus.reason:
            check.wrong(f"{path}.reason", _("This field is required."))
        weights = [weight for weight in focus.weights.values() if isinstance(weight, int)]
        if sum(weights) != 100:
            check.wrong(path, _("The three weights must sum to 100."))
        found.focus.append(focus)


def _take_indicators(check: Check, found: Content, given: dict) -> None:
    months, days = set(), []
    for path, row in _numbered(check, given, "indicators", ("segment", *INDICATOR)):
        segment = _named(check, found.segments, row.get("segment"), f"{path}.segment")
        indicator = Indicator(segment=segment)
        check.model(indicator, row, path, INDICATOR, ())
        if segment and indicator.month_on:
            if (month := (id(segment), indicator.month_on)) in months:
                check.wrong(path, _("This month of the segment is there twice."))
            months.add(month)
        if indicator.month_on:
            days.append(indicator.month_on)
            _check_age(check, indicator.month_on, f"{path}.month_on")
        found.indicators.append(indicator)
    try:
        check_months(days, days)
    except WrongMonth as error:
        check.wrong("canvas.indicators", error)


def _check_age(check: Check, month: date, path: str) -> None:
    try:
        check_age(month, calendar_in([month]) or "gregorian")
    except ValueError as error:
        check.wrong(path, error)


def _numbered(check: Check, given: dict, name: str, known: tuple[str, ...]):
    path = f"canvas.{name}"
    return [(f"{path}[{number}]", row) for number, row in enumerate(check.rows(given.get(name), path, known))]


def _keep(check: Check, rows: dict, key: object, row, path: str) -> None:
    if not isinstance(key, str) or not 0 < len(key) <= 40 or key in rows:
        check.wrong(f"{path}.key", _("Each needs a key of its own."))
    else:
        rows[key] = row


def _named(check: Check, rows: dict, key: object, path: str, optional: bool = False):
    if key is None and optional:
        return None
    row = rows.get(key) if isinstance(key, str) else None
    if row is None:
        check.wrong(path, _("Nothing in this file has this key."))
    return row
