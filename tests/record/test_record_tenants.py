"""Every model of a workspace is on the record, and no row of one workspace points into another."""

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, models

from canvas.models import Canvas, Comment, Note, Segment
from exports.models import Provenance
from programs.models import (
    Answer,
    Assignment,
    Conflict,
    EnrolledCanvas,
    Enrolment,
    Program,
    Remark,
    Review,
    Submission,
)
from programs.tenancy import OfProgram, ProgramKey
from record.acting import acting as on_record
from record.triggers import frozen_models, recorded_models
from relationships.models import Dismissal, Focus, Indicator, Relationship, Scenario, Tie
from sharing.models import ShareLink
from tests.cast import actor, add_segment
from tests.programs.scene import make_scene
from tests.record.ways import fresh, stream_of
from tests.strategy import make_other_strategy, make_strategy
from workspaces.acting import acting
from workspaces.models import Invitation, Membership, Workspace
from workspaces.tenancy import Tenant, TenantKey

# Models of ours that belong to no workspace, each with the reason.
OF_NO_WORKSPACE = {
    "accounts.User": "people are members of many workspaces",
    "accounts.Session": "where somebody is signed in is theirs, and ends without a trace",
    "record.Head": "the record itself",
    "record.Change": "the record itself",
    "record.Request": "the record itself",
    **{
        f"learning.{name}": "curators write for everybody; their revisions are the record (learning/curating.py)"
        for name in ("Lesson", "Question", "Example", "Mistake", "Source", "Term", "Path", "Step", "Revision")
    },
    "notices.Notice": "what somebody was told is theirs; it names its home, and is seen by who is in that (visible_to)",
    "notices.Choice": "how somebody wants to hear of things is theirs, whatever workspaces they are in",
    "learning.Progress": "what somebody has read is theirs, whatever workspaces they are in",
    "api.Token": "what lets somebody's programs in is theirs, whatever workspaces they are in; its writes name it",
    "api.Standing": "how far a webhook was told: telling of a change is no change, and would be told in its turn",
    "api.Attempt": "a log of what came back for a webhook's deliveries",
    "relationships.Threshold": "administrators judge for everybody where advice begins",
    "relationships.ChannelFit": "administrators judge for everybody which channel carries what",
    **dict.fromkeys(("exports.Work", "exports.Piece"), "packing what there is changes nothing of it"),
    "exports.EarlierChange": "what a file says of elsewhere; the record has its digest (exports.Provenance)",
    "sharing.Opening": "strangers who look do no work of the team's",
}
OURS = (
    "record", "accounts", "notices", "workspaces", "live", "learning", "canvas", "relationships", "history", "programs",
    "exports", "sharing", "api",
)  # fmt: skip


def our_models() -> list[type[models.Model]]:
    return [model for name in OURS for model in apps.get_app_config(name).get_models()]


def tenants() -> list[type[models.Model]]:
    return [model for model in our_models() if issubclass(model, Tenant)]


def rows_of_programs() -> list[type[models.Model]]:
    return [model for model in our_models() if issubclass(model, OfProgram)]


def test_every_model_is_on_the_record_or_says_why_not():
    silent = {model._meta.label for model in our_models()} - set(OF_NO_WORKSPACE)
    assert silent == {model._meta.label for model in recorded_models()}
    homes = {"id": {Workspace, Program}, "workspace_id": set(tenants()), "program_id": set(rows_of_programs())}
    assert set.union(*homes.values()) == set(recorded_models())
    assert all(model in homes[column] for model, column in recorded_models().items())


def test_database_has_the_triggers_of_every_recorded_table(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, array_agg(proname::text ORDER BY proname) FROM pg_trigger "
            "JOIN pg_class c ON c.oid = tgrelid JOIN pg_proc p ON p.oid = tgfoid "
            "WHERE proname LIKE 'record_%%' GROUP BY 1"
        )
        found = dict(cursor.fetchall())
    both = ["record_refuse", "record_write"]
    assert {table for table, names in found.items() if names == both} == {
        model._meta.db_table for model in recorded_models()
    }


def test_every_table_with_a_workspace_is_a_tenants(db):
    """Whatever has a workspace_id in the database is a Tenant, or the record, or what the record vouches for."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND column_name = 'workspace_id'"
        )
        tables = {name for (name,) in cursor.fetchall()}
    record = {"record_head", "record_change", "record_request"}
    assert tables == {model._meta.db_table for model in [*tenants(), *frozen_models()]} | record


@pytest.mark.parametrize("model", tenants(), ids=lambda model: model.__name__)
def test_keys_between_tenants_include_the_workspace(model):
    pointing = {
        field.name
        for field in model._meta.concrete_fields
        if field.is_relation and issubclass(field.related_model, Tenant)
    }
    kept = {constraint.field for constraint in model._meta.constraints if isinstance(constraint, TenantKey)}
    assert kept == pointing
    unique = [c.fields for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]
    assert ("workspace", "id") in unique
    assert all("workspace" in fields or fields == ("program", "id") for fields in unique)


NAMING = [model for model in our_models() if any(field.name == "program" for field in model._meta.concrete_fields)]


@pytest.mark.parametrize("model", NAMING, ids=lambda model: model.__name__)
def test_keys_between_rows_of_programs_include_the_program(model):
    pointing = {field.name for field in model._meta.concrete_fields if field.related_model in NAMING}
    kept = {constraint.field for constraint in model._meta.constraints if isinstance(constraint, ProgramKey)}
    assert kept == pointing
    unique = [c.fields for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]
    assert ("program", "id") in unique


CROSSING = {  # what points across, and to what
    (Segment, "canvas"): "other_canvas",
    (Note, "canvas"): "other_canvas",
    (Note, "segment"): "other_segment",
    (Comment, "canvas"): "other_canvas",
    (Comment, "note"): "other_note",
    (Relationship, "canvas"): "other_canvas",
    (Relationship, "segment"): "other_segment",
    (Tie, "canvas"): "other_canvas",
    (Tie, "relationship"): "other_relationship",
    (Tie, "note"): "other_note",
    (Focus, "canvas"): "other_canvas",
    (Focus, "segment"): "other_segment",
    (Indicator, "canvas"): "other_canvas",
    (Indicator, "segment"): "other_segment",
    (Dismissal, "canvas"): "other_canvas",
    (Dismissal, "segment"): "other_segment",
    (Dismissal, "relationship"): "other_relationship",
    (Scenario, "canvas"): "other_canvas",
    (EnrolledCanvas, "enrolment"): "other_enrolment",
    (EnrolledCanvas, "canvas"): "other_canvas",
    (Submission, "enrolment"): "other_enrolment",
    (Submission, "canvas"): "other_canvas",
    (ShareLink, "canvas"): "other_canvas",
    (Provenance, "canvas"): "other_canvas",
}
BETWEEN_PROGRAMS = {  # what points across, and the way to it
    (Enrolment, "invitation"): "invitation",
    (Submission, "round"): "round",
    (Submission, "enrolment"): "enrolment",
    (Review, "submission"): "submission",
    (Remark, "review"): "review",
    (Answer, "remark"): "loose",
    (Assignment, "enrolment"): "enrolment",
    (Assignment, "reviewer"): "reviewing",
    (Conflict, "enrolment"): "enrolment",
    (Conflict, "reviewer"): "reviewing",
}


def test_every_key_between_tenants_is_tried():
    keys = {(m, c.field) for m in tenants() for c in m._meta.constraints if isinstance(c, TenantKey)}
    assert keys == set(CROSSING)


@pytest.mark.parametrize("model, field", CROSSING, ids=lambda value: getattr(value, "__name__", value))
def test_pointing_into_another_workspace_is_refused_by_the_database(cast, model, field):
    make_strategy(cast)
    cast.other_relationship = make_other_strategy(cast).relationship
    cast.scene = make_scene(cast, reviewed=True)
    cast.other_enrolment = cast.scene.other.enrolment
    row = fresh(model, cast)
    setattr(row, field, getattr(cast, CROSSING[model, field]))
    by = actor(cast.dariush)
    with pytest.raises(IntegrityError, match=f"{field}_tenant"), acting(by, cast.team.pk, "test.write"):
        row.save()


@pytest.mark.parametrize("segment", ["other_segment", "none", "of a sibling canvas"])
def test_a_what_if_moves_no_segment_of_elsewhere(cast, segment):
    """Its moves are JSON, and kept by a trigger (relationships/sql/scenario.sql)."""
    row = fresh(Scenario, cast)
    pk = cast.other_segment.pk if segment == "other_segment" else 0
    if segment == "of a sibling canvas":
        sibling = Canvas.objects.create_in(cast.team, "بوم دیگر", actor(cast.amina))
        pk = add_segment(sibling, cast.amina, name="بخش دیگر").pk
    row.moves = [{"segment": cast.segments[0].pk}, {"segment": pk, "from": "personal", "to": "social"}]
    by = actor(cast.dariush)
    with pytest.raises(IntegrityError, match="moves_tenant"), acting(by, cast.team.pk, "test.write"):
        row.save()
    row.moves = row.moves[:1]
    with acting(by, cast.team.pk, "test.write"):
        row.save()


def test_every_key_between_programs_is_tried():
    keys = {(m, c.field) for m in NAMING for c in m._meta.constraints if isinstance(c, ProgramKey)}
    assert keys == set(BETWEEN_PROGRAMS)


@pytest.mark.parametrize("model, field", BETWEEN_PROGRAMS, ids=lambda value: getattr(value, "__name__", value))
def test_pointing_into_another_program_is_refused_by_the_database(cast, model, field):
    cast.scene = make_scene(cast, reviewed=True)
    row = fresh(model, cast)
    side = cast.scene.own if model is Enrolment else cast.scene.other
    setattr(row, field, getattr(side, BETWEEN_PROGRAMS[model, field]))
    stream = stream_of(row)
    with pytest.raises(IntegrityError, match=f"{field}_(program|tenant)"), on_record(actor(cast.amina), stream, "test"):
        row.save()


def test_rows_are_written_in_the_workspace_they_belong_to(cast):
    """An editor of one workspace can't write to another by calling a verb of a row that is there."""
    with pytest.raises(PermissionDenied):
        cast.other_note.revise("بیگانه", 1, actor(cast.dariush))
    assert Membership.objects.filter(user=cast.dariush).count() == 1
    assert Canvas.objects.filter(workspace=cast.elsewhere).count() == 1
    assert Invitation.objects.count() == 0
