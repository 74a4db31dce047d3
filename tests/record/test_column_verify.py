"""verify_history compares every column of every recorded table with what the record says."""

from itertools import zip_longest

import psycopg
from django.db import models

from record.models import Change
from record.triggers import recorded_models
from record.verify import Whole, verify
from tests.cast import Cast, actor
from tests.database import behind_its_back
from tests.programs.scene import make_scene
from tests.record.ways import CHANGED, is_bound, make_ways_out, of_program
from tests.strategy import add_relationship, make_strategy
from workspaces.acting import acting
from workspaces.models import Invitation


def columns_of(model: type[models.Model]) -> list[str]:
    """Those that can be another without ending what ties the row to its workspace and to other rows."""
    bound = ("id", "workspace_id")
    fields = [field for field in model._meta.concrete_fields if not field.generated and not is_bound(model, field)]
    return [field.column for field in fields if field.column not in bound]


OTHER = {  # another value of the same type, as SQL; foreign keys need rows that exist
    "boolean": "NOT {0}",
    "timestamp with time zone": "coalesce({0}, now()) + interval '1 second'",
    "bytea": "{0} || 'x'",
    "ARRAY": "{0} || {0}",
    "jsonb": "'[1]'",
    "date": "coalesce({0}, now()::date) + 1",
    "numeric": "coalesce({0}, 0) + 0.01",
    "character varying": "CASE WHEN {0} = '' THEN 'x' ELSE '' END",
    "text": "{0} || 'x'",
}
KEYS = {
    "user_id": "omar", "author_id": "omar", "created_by_id": "omar", "used_by_id": "omar",
    "owner_id": "omar", "decided_by_id": "omar", "dismissed_by_id": "omar", "kept_by_id": "omar",
    "asked_by_id": "omar", "added_by_id": "omar", "brought_by_id": "omar",
    "canvas_id": "sibling", "note_id": "last", "segment_id": "segment", "relationship_id": "relationship",
}  # fmt: skip


def every_row(cast: Cast) -> dict:
    """A row of each recorded table, and the ids that foreign keys may be bent to."""
    Invitation.objects.invite(cast.team, 10, 7, actor(cast.amina))
    with acting(actor(cast.dariush), cast.team.pk, "canvas.create"):
        sibling = cast.team.canvases.create(name="دوم")
    make_strategy(cast)
    make_ways_out(cast)
    cast.scene = make_scene(cast, reviewed=True)
    last, segment = cast.notes[-1].pk, cast.segments[1].pk
    relationship = add_relationship(
        cast.canvas, cast.segments[0], "personal", cast.dariush, goals=["growth"], channels=["app"]
    )
    ids = {"omar": cast.omar, "sibling": sibling, "relationship": relationship}
    return {name: row.pk for name, row in ids.items()} | {"last": last, "segment": segment}


def test_every_column_of_every_recorded_table_is_compared(committed_cast):
    """One column of each table at a time: what is wrong with one table hides nothing of another."""
    cast = committed_cast
    ids, streams = every_row(cast), (cast.team.pk, cast.scene.own.program.pk)
    rows = {model: a_row_of(model, streams[of_program(model)]) for model in CHANGED}
    missed = []
    for columns in zip_longest(*map(columns_of, CHANGED)):
        chosen = [(model, column) for model, column in zip(CHANGED, columns, strict=True) if column]
        with behind_its_back() as owner:
            was = [bend(owner, model, column, rows[model], ids) for model, column in chosen]
        found = [fault for stream in streams for fault in faults_of(stream)]
        with behind_its_back() as owner:
            for (model, column), value in zip(chosen, was, strict=True):
                put(owner, model, column, rows[model], "%s", value)
        for model, column in chosen:
            named = f"{model._meta.db_table} {rows[model]} is not as line"
            if not any(named in fault and column in fault for fault in found):
                missed.append((model, column, found))
    assert not missed
    assert [*map(faults_of, streams)] == [[], []]


def a_row_of(model: type[models.Model], stream: int) -> int:
    row = model._base_manager.filter(**{recorded_models()[model]: stream}).latest("pk").pk
    assert Change.objects.filter(table=model._meta.db_table, row_id=row).exists()
    return row


def faults_of(stream: int) -> list[str]:
    found = verify(stream)
    return [] if isinstance(found, Whole) else found


def bend(owner: psycopg.Connection, model: type[models.Model], column: str, row: int, ids: dict) -> str:
    """Another value in one column; answers what it was."""
    table = model._meta.db_table
    asked = "SELECT data_type FROM information_schema.columns WHERE table_name = %s AND column_name = %s"
    ((kind,),) = owner.execute(asked, [table, column])
    ((was,),) = owner.execute(f"SELECT {column}::text FROM {table} WHERE id = %s", [row])
    value = str(ids[KEYS[column]]) if column in KEYS else OTHER.get(kind, "coalesce({0}, 0) + 1").format(column)
    put(owner, model, column, row, value)
    return was


def put(owner: psycopg.Connection, model: type[models.Model], column: str, row: int, value: str, *given: str) -> None:
    owner.execute(f"UPDATE {model._meta.db_table} SET {column} = {value} WHERE id = %s", [*given, row])
