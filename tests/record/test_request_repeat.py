"""A request that comes twice acts once, however many come at the same moment."""

import hashlib
import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from canvas.models import Note
from record.acting import Actor, Repeated, RequestReused
from record.models import Change, Request

KEY = uuid.UUID("0190a1b2-0000-7000-8000-000000000001")
BODY = hashlib.sha256(b"the form").digest()


def add(cast, body: bytes = BODY, key: uuid.UUID = KEY, by=None) -> Note:
    return Note.objects.add_to(cast.canvas, "channels", "یک بار", Actor((by or cast.dariush).pk, key, body))


def test_twenty_at_once_act_once(committed_cast):
    cast, start = committed_cast, Barrier(20)

    def press() -> list[int]:
        start.wait()
        try:
            return [add(cast).pk]
        except Repeated as repeated:
            return [change.row_id for change in repeated.changes]
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as threads:
        answers = [pressed.result() for pressed in [threads.submit(press) for _ in range(20)]]
    notes = Note.objects.filter(text="یک بار")
    assert notes.count() == 1
    assert answers == [[notes.get().pk]] * 20  # everybody is answered alike
    assert Change.objects.filter(request=KEY).count() == 1


def test_repeated_much_later_is_answered_with_what_was_done_then(cast):
    note = add(cast)
    note.remove(note.version, Actor(cast.dariush.pk))
    with pytest.raises(Repeated) as repeated:
        add(cast)
    assert [change.verb for change in repeated.value.changes] == ["note.add"]


def test_other_body_under_the_same_name_is_refused(cast):
    add(cast)
    with pytest.raises(RequestReused):
        add(cast, body=hashlib.sha256(b"another form").digest())
    assert Note.objects.filter(text="یک بار").count() == 1


def test_names_are_each_workspaces_own(cast):
    add(cast)
    by = Actor(cast.sara.pk, KEY, BODY)
    Note.objects.add_to(cast.other_canvas, "channels", "elsewhere", by)
    assert len(by.changes) == 1


def test_failed_edit_may_be_tried_again(cast):
    """A request that was refused did nothing, so it has used up nothing."""
    with pytest.raises(Exception, match="at version"):
        cast.notes[1].revise("کهنه", 99, Actor(cast.dariush.pk, KEY, BODY))
    assert not Request.objects.filter(key=KEY).exists()
    cast.notes[1].revise("نو", 1, Actor(cast.dariush.pk, KEY, BODY))
    assert Change.objects.filter(request=KEY).count() == 1
