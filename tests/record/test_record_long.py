"""An act of many lines: where it left the record's head, the next line finds it."""

from django.db import connection

from record.models import Change, Head
from tests.cast import actor
from workspaces.acting import acting

SEARCHES = "SELECT idx_scan FROM pg_stat_xact_user_tables WHERE relname = 'record_head'"


def asked(sql: str, *values: object) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


def revise_all(cast, text: str) -> None:
    cast.canvas.notes.update(text=text)


def test_no_line_after_the_first_searches_for_the_head(cast):
    with acting(actor(cast.dariush), cast.team.pk, "test.write"):
        revise_all(cast, "۱")
        before = asked(SEARCHES)
        revise_all(cast, "۲")
        assert asked(SEARCHES) == before
    assert Head.objects.get(pk=cast.team.pk).seq == Change.objects.of(cast.team.pk).count()


def test_place_that_is_not_this_head_is_not_believed(cast):
    elsewhere = Head.objects.get(pk=cast.elsewhere.pk)
    for place in ("(4000000,1)", asked("SELECT ctid::text FROM record_head WHERE workspace_id = %s", elsewhere.pk)):
        with acting(by := actor(cast.dariush), cast.team.pk, "test.write"):
            asked("SELECT set_config('boom.head', %s, true)", place)
            revise_all(cast, place)
        assert len(by.changes) == len(cast.notes)
    assert Head.objects.get(pk=cast.elsewhere.pk).seq == elsewhere.seq
    assert asked("SELECT count(*) FROM record_verify(%s, 0, 9999)", cast.team.pk) == 0
