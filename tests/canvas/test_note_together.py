"""Several people at the same notes at the same moment: nothing is lost, nothing comes twice, nobody waits for ever."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

from django.db import connection

from canvas.models import Note
from canvas.models.editing import Removed, Stale
from record.models import Change
from record.verify import Whole, verify
from tests.cast import Cast, actor, make_person
from workspaces.acting import acting
from workspaces.models import Membership
from workspaces.roles import Role

PEOPLE, EACH = 8, 10


def crowd(cast: Cast, job) -> list:
    """The job by PEOPLE editors at once; what each answered."""
    editors = [make_person(f"editor{n}", f"ویراستار {n}", "fa") for n in range(PEOPLE)]
    for user in editors:
        with acting(actor(user), cast.team.pk, "invitation.accept", least=0):
            Membership.objects.create(workspace=cast.team, user=user, role=Role.EDITOR)
    start = Barrier(PEOPLE)

    def alone(user):
        start.wait()
        try:
            return job(user)
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as threads:
        return [done.result(timeout=60) for done in [threads.submit(alone, user) for user in editors]]


def revise_often(note_id: int, user) -> tuple[list[str], int]:
    """Read, think, save; begin again where somebody was faster. Answers the accepted texts and the refusals."""
    accepted, refused = [], 0
    while len(accepted) < EACH:
        note, text = Note.objects.get(pk=note_id), f"{user.email} {len(accepted)}"
        try:
            note.revise(text, note.version, actor(user))
            accepted.append(text)
        except Stale as stale:
            assert stale.row.version > 0 and stale.row.text
            refused += 1
    return accepted, refused


def test_no_accepted_text_is_lost_or_doubled(committed_cast):
    cast, note = committed_cast, committed_cast.notes[1]
    answers = crowd(cast, partial(revise_often, note.pk))
    accepted = Counter(text for texts, _refused in answers for text in texts)
    lines = Change.objects.of(cast.team.pk).filter(verb="note.revise", row_id=note.pk).order_by("seq")
    assert Counter(line.after["text"] for line in lines) == accepted
    versions = [line.after["version"] for line in lines]
    assert versions == list(range(note.version + 1, note.version + 1 + PEOPLE * EACH))
    assert sum(refused for _texts, refused in answers) > 0, "they did get in each other's way"
    assert isinstance(verify(cast.team.pk), Whole)


def muddle(cast: Cast, user) -> Counter:
    """Anything to any note, with what one has seen of it; answers what was accepted."""
    chance, done = random.Random(user.pk), Counter()
    for _ in range(EACH):
        note, by = Note.objects.get(pk=chance.choice(cast.notes).pk), actor(user)
        try:
            chance.choice(VERBS)(note, by)
        except (Stale, Removed):
            continue
        done.update(change.verb for change in by.changes)
    return done


VERBS = (
    lambda note, by: note.move("channels", None, by),
    lambda note, by: note.move("key_partners", None, by),
    lambda note, by: note.remove(note.version, by),
    lambda note, by: note.restore(by),
    lambda note, by: note.revise(f"{note.text}!", note.version, by),
)


def test_muddle_leaves_an_order_and_a_whole_record(committed_cast):
    cast = committed_cast
    before = Change.objects.of(cast.team.pk).count()
    done = sum(crowd(cast, partial(muddle, cast)), Counter())
    lines = Change.objects.of(cast.team.pk).filter(seq__gt=before, table="canvas_note")
    assert Counter(lines.values_list("verb", flat=True)) == done
    for block in ("channels", "key_partners"):
        keys = list(cast.canvas.notes.present().filter(block=block).values_list("position", flat=True))
        assert len(keys) == len(set(keys)), "no two notes share a place"
    assert isinstance(verify(cast.team.pk), Whole)
