"""A document becomes a new canvas: checked whole first, then written in one act, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from accounts.text import clean_line
from canvas.blocks import Block
from canvas.models import Canvas, Note, Segment
from canvas.position import spread
from exports.document.checking import Check, parsed
from exports.document.what_ifs import SCENARIO, check_scenario, placed
from exports.document.writing import FOCUS, INDICATOR, NOTE, RELATIONSHIP, SEGMENT
from record.acting import Actor, call_it
from relationships.books import WrongMonth, check_months
from relationships.models import Focus, Indicator, Relationship, Scenario, Tie
from workspaces.acting import acting
from workspaces.models import Workspace

TOP = ("schema", "made", "canvas", "talk", "history")
CONTENT = ("name", "segments", "notes", "relationships", "focus", "indicators", "scenarios")
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


def checked(content: bytes) -> Content:
    """Raises Unsound with everything that is wrong. The talk and the history in it are for readers, and not taken."""
    check, found = Check(), Content()
    document = check.object(parsed(content), "", TOP)
    given = check.object(document.get("canvas"), "canvas", CONTENT)
    found.name = check.text(given.get("name"), "canvas.name", clean_line, LONGEST_NAME)[:LONGEST_NAME]
    _take_segments(check, found, given)
    _take_notes(check, found, given)
    _take_relationships(check, found, given)
    _take_focus(check, found, given)
    _take_indicators(check, found, given)
    for path, row in _numbered(check, given, "scenarios", (*SCENARIO, "moves")):
        found.scenarios.append(check_scenario(check, row, path, found.segments))
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
        if (cell := (row.get("segment"), relationship.kind)) in cells:
            check.wrong(path, _("This segment and kind are there twice."))
        cells.add(cell)
        found.relationships.append(relationship)
        ties = row.get("ties") or []
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
        indicator = Indicator(segment=_named(check, found.segments, row.get("segment"), f"{path}.segment"))
        check.model(indicator, row, path, INDICATOR, ())
        if (month := (row.get("segment"), indicator.month_on)) in months:
            check.wrong(path, _("This month of the segment is there twice."))
        months.add(month)
        if indicator.month_on:
            days.append(indicator.month_on)
        found.indicators.append(indicator)
    try:
        check_months(days, days)
    except WrongMonth as error:
        check.wrong("canvas.indicators", error)


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


def import_canvas(content: Content, workspace: Workspace, by: Actor) -> Canvas:
    """One act: the canvas, then its rows. It happens now and by whoever imports; nobody dates it in the past."""
    with acting(by, workspace.pk, "canvas.import"):
        canvas = Canvas.objects.create(workspace=workspace, name=content.name, created_at=by.at)
        place = {"workspace_id": workspace.pk, "canvas": canvas}
        _place(content.segments.values())
        for block in Block:
            _place([note for note in content.notes.values() if note.block == block])
        _write(content.segments.values(), place, "segment.add")
        _write(content.notes.values(), place, "note.add")
        _write(content.relationships, place, "relationship.add")
        _write(content.ties, place, "relationship.tie")
        _write(content.indicators, place, "indicator.record")
        kept = {"kept_by_id": by.user_id, "kept_at": by.at}
        _write([placed(*each) for each in content.scenarios], place | kept, "scenario.keep")
        decided = {"decided_by_id": by.user_id, "decided_at": by.at}
        for focus in content.focus:  # last, for each brings its reason onto the record
            call_it("focus.decide", focus.reason)
            _write([focus], place | decided)
        return canvas


def _place(rows) -> None:
    rows = list(rows)
    for row, key in zip(rows, spread(len(rows)), strict=True):
        row.position = key


def _write(rows, given: dict, verb: str = "") -> None:
    rows = list(rows)
    for row in rows:
        for name, value in given.items():
            setattr(row, name, value)
    if verb and rows:
        call_it(verb)
    if rows:
        type(rows[0])._default_manager.bulk_create(rows)
