"""A compiled query answers what its queryset answers, whatever the values; errors and counts are Django's."""

import pytest
from django.db import DatabaseError, connection
from django.test import override_settings

from canvas.models import Note
from record.compiled import compiled
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


def test_database_errors_are_djangos(cast, prepared):
    @compiled
    def broken(pk: int):
        return Note.objects.extra(where=["nothing_like_it = 1"]).filter(pk=pk)

    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before")
        broken(1)
    with connection.cursor() as cursor:
        cursor.execute("ROLLBACK TO before")
