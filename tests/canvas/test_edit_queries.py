"""An edit asks the database little, and least of all while others wait for the workspace's lock."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.db import connection
from django.test.utils import CaptureQueriesContext

from record import acting as acting_module
from record.models import Change
from tests.cast import actor, add_note

QUERIES = 12


def asked(committed_cast, note, version: int) -> list[str]:
    board = f"/w/{committed_cast.team.pk}/canvases/{committed_cast.canvas.pk}/"
    page = committed_cast.dariush.htmx
    assert page.cookies  # signed in before anything is counted
    with CaptureQueriesContext(connection) as queries:
        answer = page.post(f"{board}notes/{note.pk}/revise/", {"text": "تازه", "version": version})
    assert answer.status_code == 200
    return [query["sql"] for query in queries]


def test_an_edit_is_a_fixed_number_of_queries(committed_cast):
    assert len(asked(committed_cast, committed_cast.notes[1], 1)) == QUERIES
    for number in range(5):
        add_note(committed_cast.canvas, committed_cast.dariush, "channels", f"یادداشت {number}")
    assert len(asked(committed_cast, committed_cast.notes[1], 2)) == QUERIES


def test_under_the_lock_it_is_read_and_written_and_nothing_else(committed_cast):
    sent = asked(committed_cast, committed_cast.notes[1], 1)
    begin = next(at for at, sql in enumerate(sent) if "canvas_begin" in sql)
    within = sent[begin + 1 : sent.index("COMMIT", begin)]
    assert [sql.split()[0] for sql in within] == ["SELECT", "UPDATE"], within


def test_its_own_lines_are_told_from_those_that_came_meanwhile(committed_cast, monkeypatch):
    """The lines are read after the commit, when the next who waited may have written too."""
    mine, theirs, by = committed_cast.notes[1], committed_cast.notes[2], actor(committed_cast.dariush)
    read = acting_module.lines_after

    def read_late(workspace: int, seq: int) -> list[Change]:
        monkeypatch.setattr(acting_module, "lines_after", read)
        meanwhile(partial(theirs.revise, "دیگری", 1, actor(committed_cast.amina)))
        return read(workspace, seq)

    monkeypatch.setattr(acting_module, "lines_after", read_late)
    mine.revise("تازه", 1, by)
    assert [line.row_id for line in by.changes] == [mine.pk]
    assert Change.objects.of(committed_cast.team.pk).latest("seq").row_id == theirs.pk


def meanwhile(act) -> None:
    """In another thread, on a connection of its own."""

    def carried_out() -> None:
        act()
        connection.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(carried_out).result()
