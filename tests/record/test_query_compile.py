"""A compiled query answers what its queryset answers, whatever the values; errors and counts are Django's."""

from datetime import UTC

import pytest
from django.db import DatabaseError, connection
from django.test import override_settings

from canvas.models import Canvas, Note
from record.compiled import beside, compiled
from record.models import Change
from workspaces.models import Membership


@compiled
def notes_of(canvas: int, keys: list[int]):
    return Note.objects.present().filter(canvas_id=canvas, pk__among=keys).select_related("segment").order_by("pk")


@compiled
def emails_of(workspace: int, email: str):
    return Membership.objects.filter(workspace_id=workspace, user__email=email).values_list("user__email", flat=True)


@compiled
def lines_of(workspace: int, seq: int):
    return Change.objects.of(workspace).after(seq).defer("digest")


@pytest.fixture(params=[True, False], ids=["prepared", "behind a pooler"])
def prepared(request):
    with override_settings(PREPARE_QUERIES=request.param):
        yield


def test_rows_are_the_querysets(cast, prepared):
    keys = [note.pk for note in cast.notes]
    for chosen in (keys, keys[:1], keys[2:4], [], [0], [2**70]):
        expected = Note.objects.filter(canvas=cast.canvas, pk__in=chosen).order_by("pk")
        assert notes_of(cast.canvas.pk, chosen) == list(expected)


def test_related_rows_come_along(cast, prepared, django_assert_num_queries):
    (note,) = notes_of(cast.canvas.pk, [cast.notes[0].pk])
    with django_assert_num_queries(0):
        assert note.segment == cast.segments[0]


def test_texts_and_plain_values(cast, prepared):
    assert emails_of(cast.team.pk, cast.kian.email) == [cast.kian.email]
    assert emails_of(cast.team.pk, cast.sara.email) == []
    assert emails_of(cast.elsewhere.pk, cast.sara.email) == [cast.sara.email]
    assert emails_of(cast.team.pk, "4611686018427387905") == []


def test_columns_are_converted(cast, prepared):
    compiled_lines, lines = lines_of(cast.team.pk, 1), list(Change.objects.of(cast.team.pk).after(1))
    assert [(line.before, line.after, line.at) for line in compiled_lines] == [(c.before, c.after, c.at) for c in lines]
    assert compiled_lines[0].get_deferred_fields() == {"digest"}


def test_each_call_is_one_query(cast, django_assert_num_queries):
    with django_assert_num_queries(2):
        notes_of(cast.canvas.pk, [1, 2, 3])
        notes_of(cast.canvas.pk, [1])


def test_it_is_put_together_once(cast, prepared):
    built = []

    @compiled
    def notes(canvas: int):
        built.append(canvas)
        return Note.objects.filter(canvas_id=canvas)

    assert len(notes(cast.canvas.pk)) == len(cast.notes) and len(notes(cast.other_canvas.pk)) == 1
    assert len(built) == 1


def test_database_errors_are_djangos(cast, prepared):
    @compiled
    def broken(pk: int):
        return Note.objects.extra(where=["nothing_like_it = 1"]).filter(pk=pk)

    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before")
        broken(1)
    with connection.cursor() as cursor:
        cursor.execute("ROLLBACK TO before")


@compiled
def canvases_of(workspace: int, name: str):
    return Canvas.objects.filter(workspace_id=workspace, name=name)


@compiled
def rows_of(workspace: int):
    return Membership.objects.filter(workspace_id=workspace).select_related("user").order_by("pk")


def test_two_are_asked_at_once(cast, prepared, django_assert_num_queries):
    both = beside(rows_of, canvases_of, "workspace_id")
    expected = set(rows_of(cast.team.pk))
    with django_assert_num_queries(2):
        found, none = (both((cast.team.pk,), (name,)) for name in (cast.canvas.name, "بی‌نام"))
        people = {row.user for row, _canvas in found}
    assert {row for row, _canvas in found} == {row for row, _none in none} == expected
    assert len(found) == len(expected) > 2
    assert people == {row.user for row in expected}
    assert {canvas for _row, canvas in found} == {cast.canvas} and {canvas for _row, canvas in none} == {None}
    assert both((0,), (cast.canvas.name,)) == []


def test_moments_are_in_utc(cast):
    """As Django gives them, whatever reads them."""
    (line,) = lines_of(cast.team.pk, 1)[:1]
    assert line.at.tzinfo is UTC and line.at.isoformat() == Change.objects.get(pk=line.pk).at.isoformat()


def test_a_row_that_makes_no_sense_is_not_kept_for_the_next(cast, prepared):
    read = lines_of.along(cast.team.pk, 1).read
    expected = lines_of(cast.team.pk, 1)
    for _ in range(2):
        with pytest.raises(IndexError):
            read([()])
        assert lines_of(cast.team.pk, 1) == expected != []
