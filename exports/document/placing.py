"""What a document holds becomes a new canvas: one act, all or nothing."""

from __future__ import annotations

from canvas.blocks import Block
from canvas.models import Canvas, Comment
from canvas.position import spread
from exports.document.earlier import keep
from exports.document.set_aside import set_aside
from exports.document.taking import Content
from exports.document.what_ifs import placed
from record.acting import Actor, call_it
from workspaces.acting import acting
from workspaces.models import Workspace


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
        _write(_said(content, by), place | {"author_id": by.user_id, "created_at": by.at}, "comment.import")
        _write(content.indicators, place, "indicator.record")
        kept = {"kept_by_id": by.user_id, "kept_at": by.at}
        _write([placed(*each) for each in content.scenarios], place | kept, "scenario.keep")
        if content.earlier:
            call_it("canvas.import")
            keep(content.earlier, canvas, by)
        decided = {"decided_by_id": by.user_id, "decided_at": by.at}
        for focus in content.focus:  # last, for each brings its reason onto the record
            call_it("focus.decide", focus.reason)
            _write([focus], place | decided)
        set_aside(content.dismissals, canvas, by)
        return canvas


def _said(content: Content, by: Actor) -> list[Comment]:
    """The comments, those that are resolved as resolved by now."""
    for comment, resolved in content.comments:
        comment.resolved_at = by.at if resolved else None
    return [comment for comment, _resolved in content.comments]


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
