"""The order of the record is the order of the commits: who reads on from a line misses nothing."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event, Thread

from django.db import connection, transaction

from canvas.models import Note
from record.models import Change, Head
from tests.cast import actor
from workspaces.acting import acting

WRITERS, EACH = 16, 12


def write(cast, seed: int) -> int:
    """Edits of one note; some linger before their commit, some are given up. Answers how many were not."""
    chance, kept = random.Random(seed), 0
    try:
        for number in range(EACH):
            given_up = chance.random() < 0.2
            with transaction.atomic():
                with acting(actor(cast.dariush), cast.team.pk, "test.write"):
                    cast.canvas.notes.filter(pk=cast.notes[0].pk).update(text=f"{seed} {number}")
                time.sleep(chance.choice((0, 0, 0.004)))
                transaction.set_rollback(given_up)
            kept += not given_up
    finally:
        connection.close()
    return kept


class Follower(Thread):
    """Asks again and again for what came after the last line it knows."""

    def __init__(self, workspace_id: int):
        super().__init__()
        self.workspace_id, self.seqs, self.ended = workspace_id, [0], Event()

    def run(self) -> None:
        while not self.ended.is_set():
            self.read()
        self.read()
        connection.close()

    def read(self) -> None:
        lines = Change.objects.of(self.workspace_id).after(self.seqs[-1])
        self.seqs += lines.values_list("seq", flat=True)


def test_follower_misses_none_of_sixteen_writers(committed_cast):
    cast, follower = committed_cast, Follower(committed_cast.team.pk)
    before = Head.objects.get(pk=cast.team.pk).seq
    follower.start()
    with ThreadPoolExecutor(WRITERS) as threads:
        kept = sum(threads.map(partial(write, cast), range(WRITERS)))
    follower.ended.set()
    follower.join()
    assert follower.seqs == list(range(before + kept + 1))
    assert Head.objects.get(pk=cast.team.pk).seq == before + kept


def test_two_workspaces_do_not_wait_for_each_other(committed_cast):
    cast = committed_cast

    def write_elsewhere() -> None:
        cast.other_note.revise("meanwhile", 1, actor(cast.sara))
        connection.close()

    with ThreadPoolExecutor(1) as threads, transaction.atomic():
        cast.notes[0].revise("در صف", cast.notes[0].version, actor(cast.dariush))
        threads.submit(write_elsewhere).result(timeout=5)
    assert Note.objects.get(pk=cast.other_note.pk).text == "meanwhile"


def test_time_rises_with_seq(cast):
    for _ in range(5):
        cast.notes[0].move("channels", None, actor(cast.dariush))
    times = list(Change.objects.of(cast.team.pk).order_by("seq").values_list("at", flat=True))
    assert times == sorted(set(times))
