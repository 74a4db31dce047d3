"""People editing notes at random over HTTP, beside a model of what must come of it.

What the model holds is what was promised: one accepted edit is one line, a stale edit is refused with both
texts, versions only rise, retries act once, the order is the model's, and the past is exact.
"""

from __future__ import annotations

import html
import json
import uuid
from dataclasses import dataclass

from django.db import connection, transaction
from django.urls import reverse
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from canvas.models import Note
from record.models import Change, Head
from tests.cast import Cast

BLOCKS = ("value_propositions", "channels", "key_partners")
TEXTS = ("کتاب تا فردا", "توصية\nكل أسبوع", "Free returns ۳۰ days", "<b>&amp; “نقل”", "x")
WORDS = st.sampled_from(TEXTS)


@dataclass
class Known:
    """A note as it must be."""

    text: str
    block: str
    version: int = 1
    removed: bool = False


@dataclass
class Sent:
    """A request that was accepted, and the line it made."""

    name: str
    url_args: dict
    fields: dict
    key: str
    seq: int


@dataclass
class Seen:
    """What an editor has open: a note at some version."""

    note: int
    version: int


class NoteMachine(RuleBasedStateMachine):
    cast: Cast  # set by whoever runs it
    editors = Bundle("editors")
    notes = Bundle("notes")
    sent = Bundle("sent")

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.canvas = self.cast.canvas
        self.known: dict[int, Known] = {}
        self.order: dict[str, list[int]] = {block: self.there(block) for block in BLOCKS}
        self.started = self.seq = self.head()
        self.taken: dict[int, dict] = {}

    def teardown(self):
        try:
            self.check_past()
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    # What the editors do.

    @rule(target=notes, block=st.sampled_from(BLOCKS), text=WORDS)
    def add(self, block, text):
        self.accepted("note_add", {}, {"block": block, "text": text})
        note = Note.objects.filter(canvas=self.canvas).latest("pk").pk
        self.known[note] = Known(text, block)
        self.order[block].append(note)
        return note

    @rule(target=editors, note=notes)
    def open_editor(self, note):
        """From now on this editor has this version, whatever others do meanwhile."""
        if self.known[note].removed:
            return multiple()
        return Seen(note, self.known[note].version)

    @rule(target=sent, seen=editors, text=WORDS)
    def revise(self, seen, text):
        known, fields = self.known[seen.note], {"text": text, "version": seen.version}
        if known.removed or seen.version != known.version:
            answer = self.refused("note_revise", {"note": seen.note}, fields, 409)
            for side in (text, known.text):
                assert shown(side) in answer, "both texts are shown"
            return multiple()
        sent = self.accepted("note_revise", {"note": seen.note}, fields)
        known.text, known.version = text, known.version + 1
        return sent

    @rule(target=sent, note=notes, block=st.sampled_from(BLOCKS), place=st.integers(0, 5))
    def move(self, note, block, place):
        known = self.known[note]
        others = [other for other in self.order[block] if other != note]
        after = others[min(place, len(others)) - 1] if place and others else None
        fields = {"block": block, "after": after or ""}
        if known.removed:
            self.refused("note_move", {"note": note}, fields, 409)
            return multiple()
        still = self.place(note) == (block, after)
        sent = self.accepted("note_move", {"note": note}, fields, lines=None if still else 1)
        self.order[known.block].remove(note)
        known.block = block
        self.order[block].insert(self.order[block].index(after) + 1 if after else 0, note)
        return sent

    @rule(target=sent, seen=consumes(editors))
    def remove(self, seen):
        known, fields = self.known[seen.note], {"version": seen.version}
        if known.removed or seen.version != known.version:
            self.refused("note_remove", {"note": seen.note}, fields, 409)
            return multiple()
        sent = self.accepted("note_remove", {"note": seen.note}, fields)
        known.removed, known.version = True, known.version + 1
        self.order[known.block].remove(seen.note)
        return sent

    @rule(note=notes)
    def restore(self, note):
        known = self.known[note]
        if not known.removed:
            self.accepted("note_restore", {"note": note}, {}, lines=0)
            self.refused("note_restore", {"note": note}, {"text": f"{known.text} و"}, 409)
            return
        self.accepted("note_restore", {"note": note}, {})
        known.removed, known.version = False, known.version + 1
        self.order[known.block] = self.there(known.block)  # back to its place: checked by the fold, not foretold
        assert note in self.order[known.block]

    @rule(sent=sent)
    def send_again(self, sent):
        """A time-out, a double click: answered as before, and nothing happens."""
        response = self.post(sent.name, sent.url_args, sent.fields, sent.key)
        assert response.status_code == 200
        assert response.headers.get("Boom-Seq", "0") == str(sent.seq)

    @rule(sent=sent)
    def reuse_name(self, sent):
        """The same request's name with another body."""
        response = self.post(sent.name, sent.url_args, {**sent.fields, "more": "x"}, sent.key)
        assert response.status_code == 422

    # What must hold after every step.

    @invariant()
    def one_accepted_edit_is_one_line(self):
        lines = Change.objects.of(self.canvas.workspace_id).after(self.started)
        assert list(lines.values_list("seq", flat=True)) == list(range(self.started + 1, self.seq + 1))

    @invariant()
    def rows_and_their_order_are_as_foretold(self):
        self.taken[self.seq] = rows = self.rows()
        for note, known in self.known.items():
            row = rows[note]
            assert (row["text"], row["version"], row["block"]) == (known.text, known.version, known.block)
            assert bool(row["removed_at"]) == known.removed
        for block in BLOCKS:
            present = [row for row in rows.values() if row["block"] == block and not row["removed_at"]]
            placed = sorted(present, key=lambda row: (row["position"].encode(), row["id"]))
            assert [row["id"] for row in placed] == self.order[block]

    def check_past(self):
        """Versions only rise, each line starts where the last one of its row ended, and every fold is exact."""
        folded, last = {}, {}
        for change in Change.objects.of(self.canvas.workspace_id).filter(table="canvas_note").order_by("seq"):
            assert change.before == last.get(change.row_id)
            assert not change.before or change.after["version"] >= change.before["version"]
            folded[change.row_id] = last[change.row_id] = change.after
            assert folded == self.taken.get(change.seq, folded)
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM record_verify(%s, 0, 1000000)", [self.canvas.workspace_id])
            assert cursor.fetchall() == []

    # How it asks.

    def post(self, name: str, url_args: dict, fields: dict, key: str):
        url = reverse(name, kwargs={"workspace": self.canvas.workspace_id, "canvas": self.canvas.pk, **url_args})
        return self.cast.dariush.htmx.post(url, fields, headers={"Boom-Request": key})

    def accepted(self, name: str, url_args: dict, fields: dict, lines: int | None = 1) -> Sent:
        """Ask for it, and count its line; `lines` None allows for an edit that changes nothing."""
        key = str(uuid.uuid4())
        response = self.post(name, url_args, fields, key)
        assert response.status_code == 200, (name, response.status_code)
        made = self.head() - self.seq
        assert made == lines or (lines is None and made in (0, 1))
        self.seq += made
        return Sent(name, url_args, fields, key, self.seq if made else 0)

    def refused(self, name: str, url_args: dict, fields: dict, status: int) -> str:
        response = self.post(name, url_args, fields, str(uuid.uuid4()))
        assert response.status_code == status, (name, response.status_code)
        return response.content.decode()

    def head(self) -> int:
        return Head.objects.get(pk=self.canvas.workspace_id).seq

    def rows(self) -> dict[int, dict]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT jsonb_object_agg(id, to_jsonb(n) - 'folded')::text FROM canvas_note n WHERE workspace_id = %s",
                [self.canvas.workspace_id],
            )
            return {int(key): row for key, row in json.loads(cursor.fetchone()[0]).items()}

    def there(self, block: str) -> list[int]:
        notes = Note.objects.present().filter(canvas=self.canvas, block=block)
        return list(notes.order_by("position", "pk").values_list("pk", flat=True))

    def place(self, note: int) -> tuple[str, int | None]:
        """The block it stands in, and what it stands after."""
        block = self.known[note].block
        at = self.order[block].index(note)
        return block, self.order[block][at - 1] if at else None


def shown(text: str) -> str:
    return html.escape(text)
