"""Every way to write a row that the runtime role has, for every model that is on the record."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection, models
from django.utils import timezone

from api.models import Webhook
from canvas.models import Canvas, Comment, Note, Segment
from exports.models import Bundle, Provenance
from exports.models.provenance import digest_of
from programs.models import (
    Answer,
    Assignment,
    Conflict,
    Criterion,
    EnrolledCanvas,
    Enrolment,
    Program,
    ProgramInvitation,
    ProgramMembership,
    Remark,
    Review,
    Round,
    Submission,
)
from programs.tenancy import OfProgram
from record.triggers import recorded_models
from relationships.models import Dismissal, Focus, Indicator, Relationship, Scenario, Tie
from sharing.models import ShareLink
from tests.cast import Cast, actor
from tests.exports.brought import make_provenance
from tests.exports.packed import make_bundle
from tests.programs.scene import Scene
from tests.sharing.links import make_link
from workspaces.acting import acting
from workspaces.models import Invitation, Membership, Workspace, next_id
from workspaces.roles import Role

CHANGED = {  # a column that a write changes, and its new value
    Workspace: ("name", "نام دیگر"),
    Membership: ("role", 10),
    Invitation: ("email", "other@example.com"),
    Canvas: ("name", "اسم آخر"),
    Segment: ("name", "شریحة"),
    Note: ("text", "متن تازه"),
    Comment: ("text", "تعليق"),
    Relationship: ("text", "متن تازه"),
    Tie: ("version", 2),
    Indicator: ("lost", 7),
    Dismissal: ("reason", "دیگر"),
    Scenario: ("name", "اگر"),
    Webhook: ("address", "https://other.example.com/"),
    ShareLink: ("name", "دیگری"),
    Bundle: ("expires_at", "2026-11-27T00:00:00+00:00"),
    Provenance: ("made_by", "دیگری"),
    Program: ("name", "نام دیگر"),
    ProgramMembership: ("role", 10),
    ProgramInvitation: ("email", "other@example.com"),
    Round: ("name", "دور دیگر"),
    Enrolment: ("left_at", "2026-11-27T00:00:00+00:00"),
    EnrolledCanvas: ("removed_at", "2026-11-27T00:00:00+00:00"),
    Assignment: ("removed_at", "2026-11-27T00:00:00+00:00"),
    Conflict: ("reason", "دیگر"),
    Criterion: ("title", "دیگر"),
    Review: ("summary", "دیگر"),
    Remark: ("text", "دیگر"),
    Answer: ("text", "دیگر"),
}


def make_ways_out(cast: Cast) -> None:
    """A row of each kind by which something leaves the team, or came to it: a share link, a bundle, a webhook; a
    provenance, a comment out of a file."""
    make_link(cast)
    make_bundle(cast)
    make_provenance(cast.canvas, cast.amina)
    with acting(actor(cast.amina), cast.team.pk, "webhook.add"):
        fresh(Webhook, cast).save(force_insert=True)
    comment = fresh(Comment, cast)
    comment.said_by, comment.said_at = "مریم", tomorrow()
    comment.mentions, comment.mention_places = [cast.amina.pk], [[0, 4]]
    with acting(actor(cast.kian), cast.team.pk, "comment.import", least=Role.COMMENTER):
        comment.save(force_insert=True)


def stream_of(row: models.Model) -> int:
    """The workspace or the program whose record the row is on."""
    return row.serializable_value(recorded_models()[type(row)])


def of_program(model: type[models.Model]) -> bool:
    return model is Program or issubclass(model, OfProgram)


def is_bound(model: type[models.Model], field: models.Field) -> bool:
    """A key of a program's row: the database holds all of them together, so none can be bent alone."""
    return model._meta.app_label == "programs" and field.is_relation


def fresh(model: type[models.Model], cast: Cast) -> models.Model:
    """A row of the cast's team, or of its program (`cast.scene`), that is not there yet and that nothing points to."""
    if model._meta.app_label == "programs":
        return fresh_of_programs(model, cast, cast.scene)
    words = {
        Workspace: {"name": "تازه"},
        Membership: {"user": cast.omar, "role": 20},
        Invitation: {"role": 10, "token_digest": b"\1", "created_by": cast.amina, "expires_at": tomorrow()},
        Canvas: {"name": "بوم تازه"},
        Segment: {"canvas": cast.canvas, "name": "تازه", "position": "z", "colour": "rose"},
        Note: {"canvas": cast.canvas, "block": "channels", "text": "نو", "position": "z"},
        Comment: {"canvas": cast.canvas, "block": "channels", "text": "؟", "author": cast.kian},
        Relationship: {"canvas": cast.canvas, "segment": cast.segments[1], "kind": "social"},
        Tie: {"canvas": cast.canvas, "relationship": Relationship.objects.first(), "note": cast.notes[1]},
        Focus: {
            "canvas": cast.canvas, "acquisition": 40, "retention": 30, "growth": 30, "from_on": tomorrow().date(),
            "reason": "چون", "decided_by": cast.amina,
        },
        Indicator: {"canvas": cast.canvas, "segment": cast.segments[1], "month_on": tomorrow().date()},
        Dismissal: {"canvas": cast.canvas, "rule": "waste", "facts": "1", "reason": "؟", "dismissed_by": cast.amina},
        Scenario: {
            "canvas": cast.canvas, "name": "اگر", "acquisition": 40, "retention": 30, "growth": 30,
            "kept_by": cast.amina,
        },
        Webhook: {"address": "https://example.com/", "kinds": ["notes"], "sealed": "x", "added_by": cast.amina},
        Bundle: {"asked_by": cast.amina, "expires_at": tomorrow()},
        Provenance: {"canvas": cast.canvas, "brought_by": cast.amina, "lines": 0, "sha256": digest_of([])},
        ShareLink: {
            "canvas": cast.canvas, "token_digest": b"\2", "created_by": cast.amina, "expires_at": tomorrow(),
        },
    }[model]  # fmt: skip
    tenant = {} if model is Workspace else {"workspace": cast.team}
    return model(pk=next_id(model), **tenant, **words)


def fresh_of_programs(model: type[models.Model], cast: Cast, scene: Scene) -> models.Model:
    own, other, team = scene.own, scene.other, {"workspace": cast.team}
    days = {"begins_on": tomorrow().date(), "ends_on": tomorrow().date()}
    words = {
        Program: {"name": "تازه", "language": "fa", **days},
        ProgramMembership: {"program": own.program, "user": cast.omar},
        ProgramInvitation: {
            "program": own.program, "token_digest": b"\1", "created_by": own.manager, "expires_at": tomorrow(),
        },
        Round: {"program": own.program, "name": "تازه", "deadline_on": tomorrow().date()},
        Enrolment: {**team, "program": other.program, "invitation": other.invitation, "enrolled_by": cast.amina},
        EnrolledCanvas: {**team, "enrolment": own.enrolment, "canvas": scene.spare},
        Submission: {
            **team, "program": own.program, "enrolment": own.enrolment, "round": own.round, "canvas": cast.canvas,
            "seq": 1, "submitted_by": cast.amina,
        },
        Assignment: {"program": own.program, "enrolment": own.enrolment, "reviewer": own.program.managers().get()},
        Conflict: {"program": own.program, "enrolment": own.enrolment, "reviewer": own.reviewing, "reason": "؟"},
        Criterion: {"program": own.program, "title": "تازه", "question": "؟", "levels": ["یک"] * 4, "position": 99},
        Review: {"program": own.program, "submission": own.submission, "reviewer": cast.omar},
        Remark: {"program": own.program, "review": own.review, "about": "whole", "text": "؟"},
        Answer: {**team, "program": own.program, "remark": own.loose, "answered_by": cast.amina},
    }[model]  # fmt: skip
    return model(pk=next_id(Workspace if model is Program else model), **words)


def tomorrow() -> datetime:
    return timezone.now() + timedelta(days=1)


def columns(row: models.Model) -> dict:
    """The row as INSERT and COPY take it."""
    return {
        field.column: field.get_db_prep_save(field.pre_save(row, add=True), connection)
        for field in row._meta.concrete_fields
        if not field.generated
    }


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def insert_raw(row: models.Model) -> None:
    given = columns(row)
    names, marks = ", ".join(f'"{name}"' for name in given), ", ".join(["%s"] * len(given))
    sql(f'INSERT INTO "{row._meta.db_table}" ({names}) VALUES ({marks})', *given.values())


def copy(row: models.Model) -> None:
    given = columns(row)
    names = ", ".join(f'"{name}"' for name in given)
    with connection.cursor() as cursor:
        statement = f'COPY "{row._meta.db_table}" ({names}) FROM STDIN'
        with connection.wrap_database_errors, cursor.cursor.copy(statement) as lines:
            lines.write_row([as_copied(value) for value in given.values()])


def as_copied(value: object) -> object:
    """COPY takes text for JSON."""
    plain = getattr(value, "obj", value)
    return json.dumps(plain) if isinstance(plain, dict) else plain


def change_raw(row: models.Model, name: str, value: object) -> None:
    sql(f'UPDATE "{row._meta.db_table}" SET "{name}" = %s WHERE id = %s', value, row.pk)


def change_saved(row: models.Model, name: str, value: object) -> None:
    setattr(row, name, value)
    row.save()


def change_bulk(row: models.Model, name: str, value: object) -> None:
    setattr(row, name, value)
    type(row)._base_manager.bulk_update([row], [name])


def change_upsert(row: models.Model, name: str, value: object) -> None:
    setattr(row, name, value)
    type(row)._base_manager.bulk_create([row], update_conflicts=True, unique_fields=["id"], update_fields=[name])


INSERTS: dict[str, Callable] = {
    "save": lambda row: row.save(force_insert=True),
    "bulk_create": lambda row: type(row)._base_manager.bulk_create([row]),
    "raw insert": insert_raw,
    "copy": copy,
}
UPDATES: dict[str, Callable] = {
    "save": change_saved,
    "update": lambda row, name, value: type(row)._base_manager.filter(pk=row.pk).update(**{name: value}),
    "bulk_update": change_bulk,
    "upsert": change_upsert,
    "raw update": change_raw,
}
DELETES: dict[str, Callable] = {
    "delete": lambda row: type(row)(pk=row.pk).delete(),
    "queryset delete": lambda row: type(row)._base_manager.filter(pk=row.pk).delete(),
    "quick delete": lambda row: type(row)._base_manager.filter(pk=row.pk)._raw_delete("default"),
    "raw delete": lambda row: sql(f'DELETE FROM "{row._meta.db_table}" WHERE id = %s', row.pk),
}
