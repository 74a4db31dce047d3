"""A canvas from an example: at once by one person, or act by act with its past."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError

from canvas.board import Board
from canvas.example import Example, NoExample, example, keys
from canvas.loading import examples, load_example, load_history
from canvas.models import Canvas
from record.models import Change
from tests.cast import actor, make_person, make_writers

LANGUAGES = ("fa", "ar", "en")
TABLES = ("canvas_segment", "canvas_note", "canvas_comment")
SET_BY_OTHERS = {"relationship.add", "relationship.tie", "focus.decide"}


def seen(canvas: Canvas) -> dict:
    """What the board shows, without ids and keys of places."""
    shown = {}
    for column in Board.of(canvas).columns:
        notes = [(n.text, n.channel, n.segment and n.shown_segment.name) for n in column.notes]
        segments = [[getattr(s, name) for name in s.FIELDS] for s in column.segments]
        shown[column.block] = notes + segments
    return shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_listed_in_each_language(language):
    assert [told.key for told in examples(language)] == keys() == ["bookshop", "operator"]
    assert len({told.name for told in examples(language)}) == 2


@pytest.mark.parametrize(("language", "others"), [("ar", "[٠-٩۰-۹٪]"), ("fa", "[0-9٠-٩]"), ("en", "[٠-٩۰-۹]")])
def test_numbers_are_in_the_digits_of_the_pages_around_them(language, others):
    acts = [act for key in keys() for act in example(key, language).acts if act.kind in ("note", "comment", "focus")]
    said = [text for act in acts for text in (act.reason, *map(act.fields.get, ("text", "reason", "evidence"))) if text]
    assert len(said) > 100 and [text for text in said if re.search(others, text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["bookshop", "operator"])
def test_example_fills_every_block_by_one_edit_of_one_person(cast, key, language):
    by = actor(cast.dariush)
    canvas = load_example(key, cast.team, language, by)
    assert canvas.name == example(key, language).name
    assert all(seen(canvas).values())
    assert {change.actor_id for change in by.changes} == {cast.dariush.pk}
    assert [change.verb for change in by.changes][0] == "canvas.create"
    assert {change.verb for change in by.changes} == {"canvas.create", "segment.add", "note.add", *SET_BY_OTHERS}
    assert not any(change.imported for change in by.changes)
    assert canvas.comments.count() == 0


def test_example_is_for_editors(cast):
    with pytest.raises(PermissionDenied):
        load_example("bookshop", cast.team, "fa", actor(cast.kian))
    assert cast.team.canvases.count() == 1


@pytest.mark.parametrize("key", ["nothing", "../settings", "BOOKSHOP", ""])
def test_example_unknown(cast, key):
    with pytest.raises(NoExample):
        load_example(key, cast.team, "fa", actor(cast.dariush))


def test_history_has_its_dates_people_and_reasons_and_ends_as_its_example_stands(as_owner):
    told, people = example("operator", "ar"), make_writers("operator", "ar")
    canvas = load_history("operator", "ar", people)
    check_lines(canvas, told, people)
    amina = make_person("amina", "أمينة", "ar")
    workspace = type(canvas.workspace).objects.create_for(amina, "ثانية", actor(amina))
    assert seen(canvas) == seen(load_example("operator", workspace, "ar", actor(amina)))


def check_lines(canvas: Canvas, told: Example, people: dict) -> None:
    changes = list(Change.objects.of(canvas.workspace_id).order_by("seq"))
    lines = [change for change in changes if change.table in TABLES]
    acts = [act for act in told.acts if act.kind in ("segment", "note", "comment")]
    assert all(change.imported for change in changes)
    assert [change.actor_id for change in lines] == [people[act.by].pk for act in acts]
    assert [change.reason for change in lines] == [act.reason for act in acts]
    late = [abs((change.at - act.at).total_seconds()) for change, act in zip(lines, acts, strict=True)]
    assert max(late) < 0.001
    assert all(change.clock_at.year >= 2026 > changes[0].at.year for change in changes)
    oldest = canvas.comments.order_by("created_at").first()
    assert oldest.created_at.year == 2018


def test_history_can_not_be_loaded_by_the_running_application(transactional_db):
    with pytest.raises(DatabaseError, match="only the owner of the record"):
        load_history("operator", "en", make_writers("operator", "en"))
    assert Change.objects.count() == 0
