"""Examples become canvases: at once for somebody who starts from one, or act by act with their whole past."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from accounts.models import User
from canvas.example import Act, Example, example, keys
from canvas.models import Canvas, Comment, Note, Segment
from canvas.position import spread
from record.acting import Actor, call_it
from workspaces.acting import acting
from workspaces.models import Membership, Workspace
from workspaces.roles import Role

FIGURES = ("value", "margin", "retention")
Rows = dict[str | None, object]
SETTERS: list[Callable[[Canvas, Example, Rows, Actor], None]] = []


def sets(setter: Callable[[Canvas, Example, Rows, Actor], None]) -> Callable:
    """Mark a function that gives a canvas made from an example what another app has of it. It is called inside
    `acting`, with the segments and notes that are there by their ref."""
    SETTERS.append(setter)
    return setter


@dataclass
class Telling:
    """An example on its way onto a canvas: who plays its people, and the rows so far by their ref."""

    canvas: Canvas
    people: Mapping[str, User]
    rows: Rows = field(default_factory=lambda: {None: None})


def examples(language: str) -> list[Example]:
    """Every example there is, in the reader's language ("en", "ar", "fa")."""
    return [example(key, language) for key in keys()]


def load_example(key: str, workspace: Workspace, language: str, by: Actor) -> Canvas:
    """A new canvas with the segments and notes of an example, and what other apps set, as they stand at its end.

    One edit by one person, now; the example's own people, their dates and comments stay behind, for in this
    workspace nobody said that. Raises NoExample.
    """
    told = example(key, language)
    with acting(by, workspace.pk, "canvas.create"):
        canvas = Canvas.objects.create(workspace=workspace, name=told.name, created_at=by.at)
        lists = told.standing()
        call_it("segment.add")
        rows: Rows = {row.ref: _create(Segment, canvas, key, row.fields) for key, row in _placed(lists.pop("", []))}
        call_it("note.add")
        for notes in lists.values():
            for key, row in _placed(notes):
                segment = rows.get(row.fields.get("segment"))
                rows[row.ref] = _create(Note, canvas, key, row.fields | {"segment": segment})
        for setter in SETTERS:
            setter(canvas, told, rows, by)
    return canvas


def _placed(rows: list) -> list[tuple]:
    return list(zip(spread(len(rows)), rows, strict=True))


def _create(model: type, canvas: Canvas, position: str, fields: dict):
    return model.objects.create(workspace_id=canvas.workspace_id, canvas=canvas, position=position, **_cleaned(fields))


def _cleaned(fields: dict) -> dict:
    """The fields as the models take them: exact figures, and no channel as ""."""
    cleaned = {name: Decimal(str(value)) if name in FIGURES else value for name, value in fields.items()}
    return cleaned | ({"channel": fields["channel"] or ""} if "channel" in fields else {})


def load_history(key: str, language: str, people: Mapping[str, User], request: uuid.UUID | None = None) -> Canvas:
    """A new workspace of `people` (by their key in the example), with all they did on the days they did it.

    Only the database's owner may; the lines say that they were imported. Who acts first owns the workspace.
    `request` names the founding on the record.
    """
    told = example(key, language)
    founder = people[told.acts[0].by]
    members = {founder: Role.OWNER} | {user: Role.EDITOR for user in people.values() if user != founder}
    workspace = found(told.name, Actor(founder.pk, request=request, imported_at=told.began_at), members)
    canvas = Canvas.objects.create_in(workspace, told.name, Actor(founder.pk, imported_at=told.began_at))
    retell(told, canvas, people)
    return canvas


def found(name: str, by: Actor, members: Mapping[User, int]) -> Workspace:
    """A workspace of whoever acts, who comes first among the `members`; the others join with their roles."""
    owner, *others = members
    workspace = Workspace.objects.create_for(owner, name, by)
    for user in others:
        admit(workspace, members[user], Actor(user.pk, imported_at=by.imported_at))
    return workspace


def admit(workspace: Workspace, role: int, by: Actor) -> None:
    """Make whoever acts a member, as if they had been invited."""
    with acting(by, workspace.pk, "invitation.accept", least=0):
        Membership.objects.create(workspace=workspace, user_id=by.user_id, role=role)


def retell(told: Example, canvas: Canvas, people: Mapping[str, User]) -> None:
    """Carry out every act on a canvas, one after another: by its person, and on its day if it has one.

    Acts that name nobody are by the first of `people`.
    """
    telling = Telling(canvas, people)
    anybody = next(iter(people.values()))
    for act in told.acts:
        by = Actor(people.get(act.by, anybody).pk, reason=act.reason, imported_at=act.at)
        done = CARRY_OUT[act.verb](telling.rows.get(act.ref, canvas), act, telling, by)
        telling.rows.setdefault(act.ref, done)


def _add_segment(canvas: Canvas, act: Act, telling: Telling, by: Actor) -> Segment:
    return Segment.objects.add_to(canvas, by, **_cleaned(act.fields))


def _add_note(canvas: Canvas, act: Act, telling: Telling, by: Actor) -> Note:
    fields = _cleaned(act.fields) | {"segment": telling.rows[act.fields.get("segment")]}
    return Note.objects.add_to(canvas, fields.pop("block"), fields.pop("text"), by, **fields)


def _add_comment(canvas: Canvas, act: Act, telling: Telling, by: Actor) -> Comment:
    note = telling.rows[act.fields.get("note")]
    block = note.block if note else act.fields["block"]
    return Comment.objects.add_to(canvas, block, act.fields["text"], by, note=note)


# What carries out each verb; an app above adds its own. Answers the row, for the acts to come that name it.
CARRY_OUT = {
    "segment.add": _add_segment,
    "segment.revise": lambda row, act, telling, by: row.revise(row.version, by, **_cleaned(act.fields)),
    "segment.remove": lambda row, act, telling, by: row.remove(row.version, by),
    "segment.restore": lambda row, act, telling, by: row.restore(by),
    "note.add": _add_note,
    "note.revise": lambda row, act, telling, by: row.revise(act.fields["text"], row.version, by),
    "note.channel": lambda row, act, telling, by: row.revise(row.text, row.version, by, act.fields["channel"] or ""),
    "note.move": lambda row, act, telling, by: row.move(act.fields["block"], telling.rows[act.fields["after"]], by),
    "note.recolour": lambda row, act, telling, by: row.recolour(telling.rows[act.fields["segment"]], by),
    "note.remove": lambda row, act, telling, by: row.remove(row.version, by),
    "note.restore": lambda row, act, telling, by: row.restore(by),
    "comment.add": _add_comment,
    "comment.resolve": lambda row, act, telling, by: row.resolve(by),
    "comment.reopen": lambda row, act, telling, by: row.reopen(by),
}
