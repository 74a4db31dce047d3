"""Whoever is removed while an edit is drawn for the open pages is sent nothing that was written since."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from accounts.reading import Reading
from canvas.models import Note
from live.catch_up import Batch, batch_of, lines_after
from live.handing import rendered
from live.parts import render
from record.acting import Actor
from record.models import Head
from tests.cast import Cast, actor
from workspaces import acting

NEWER = "نوشته پس از رفتن"


def remove_kian_and_write_on(cast: Cast) -> None:
    cast.team.members.get(user=cast.kian).remove(actor(cast.amina))
    for note in Note.objects.filter(pk__in=[cast.notes[0].pk, cast.notes[1].pk]):
        note.revise(NEWER, note.version, actor(cast.amina))


def at_board(cast: Cast) -> Actor:
    return Actor(cast.dariush.pk, person=cast.dariush, begin=("canvas_begin", cast.canvas.pk))


EDITS = {
    "note.revise": lambda cast: cast.notes[1].revise("پیش از آن", 1, at_board(cast)),
    "note.move": lambda cast: cast.notes[1].move("channels", None, at_board(cast)),
    "segment.revise": lambda cast: cast.segments[0].revise(1, at_board(cast), name="دیگر"),
}


def handed(cast: Cast, monkeypatch, edit: Callable[[Cast], None]) -> Batch:
    """What this edit has for the pages, where the rest happens before it is drawn."""
    batches, readings = [], [(cast.canvas.pk, Reading.of(cast.kian, "fa"))]

    def hand(workspace_id: int, by: Actor, members) -> bool:
        monkeypatch.setattr(acting, "listeners", [lambda *about: True])
        with ThreadPoolExecutor(1) as others:
            others.submit(remove_kian_and_write_on, cast).result()
            others.submit(connections.close_all).result()
        batches.append(rendered(workspace_id, by, members, readings))
        return True

    monkeypatch.setattr(acting, "listeners", [hand])
    edit(cast)
    (batch,) = batches
    return batch


def has_newer(batch: Batch) -> bool:
    return any(NEWER.encode() in html for parts in batch.parts.values() for html in parts.values())


@pytest.mark.parametrize("verb", EDITS)
def test_what_is_handed_on_is_no_newer_than_those_who_get_it(committed_cast, monkeypatch, verb):
    batch = handed(committed_cast, monkeypatch, EDITS[verb])
    assert batch.parts
    assert not (has_newer(batch) and committed_cast.kian.pk in batch.members)
    assert committed_cast.layla.pk in batch.members


def test_the_words_that_an_edit_brings_along_are_of_its_moment(committed_cast, monkeypatch):
    batch = handed(committed_cast, monkeypatch, EDITS["note.revise"])
    assert not has_newer(batch) and committed_cast.kian.pk in batch.members


def test_what_is_read_from_the_record_neither(committed_cast):
    cast, seq = committed_cast, Head.objects.get(pk=committed_cast.team.pk).seq
    EDITS["note.move"](cast)

    def late(*about) -> dict:
        remove_kian_and_write_on(cast)
        return render(*about)

    pages = {cast.canvas.pk: [Reading.of(cast.kian, "fa")]}
    batch = batch_of(cast.team.pk, seq, lines_after(cast.team.pk, seq), pages, draw=late)
    assert has_newer(batch) and cast.kian.pk not in batch.members
