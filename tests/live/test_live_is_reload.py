"""Live equals reload: for every verb of the record, an old page with the stream's parts is the page loaded anew."""

import pytest
from django.urls import reverse

from accounts.reading import Reading
from canvas.cards import drawn
from canvas.models import Canvas, Comment, Note
from history.restore import rewind, rewind_row
from history.undo import undo
from live.catch_up import catch_up
from record.models import Change, Head
from record.sentences import verbs
from tests.cast import Cast, actor, add_note, add_segment
from tests.live.pages import Element, apply, differences, parse, replace

# What happens to people and to the workspace shows nowhere on a board; a canvas that begins has no page open.
NOT_ON_A_BOARD = {
    "invitation.accept", "invitation.create", "invitation.revoke",
    "canvas.create", "canvas.duplicate", "workspace.create",
}  # fmt: skip


class Doing:
    """One method for each verb; `first` is what must be there before."""

    def __init__(self, cast: Cast):
        self.cast, self.canvas = cast, cast.canvas
        self.note, self.other = cast.notes[0], cast.notes[1]
        self.segment, self.comment = cast.segments[0], cast.comment

    @property
    def by(self):
        return actor(self.cast.dariush)

    def note_add(self):
        add_note(self.canvas, self.cast.dariush, "channels", "کانال تازه", "kiosk")

    def note_revise(self):
        self.other.revise("<b>متن</b>\nتازه &amp;", self.other.version, self.by)

    def note_move(self):
        self.note.move("key_partners", None, self.by)

    def note_recolour(self):
        self.other.recolour(self.segment, self.by)

    def note_remove(self):
        self.note.remove(self.note.version, self.by)

    def first_note_restore(self):
        self.note_remove()

    def note_restore(self):
        self.note.restore(self.by)

    def first_note_rewind(self):
        self.was = Head.objects.get(pk=self.cast.team.pk).seq
        self.note_revise()

    def note_rewind(self):
        rewind_row(self.other, seq=self.was, by=self.by, version=self.other.version)

    def segment_add(self):
        add_segment(self.canvas, self.cast.dariush, name="بخش تازه", customers=5)

    def segment_revise(self):
        self.segment.revise(self.segment.version, self.by, name="نام تازه", colour="rose", customers=7)

    def segment_move(self):
        self.segment.move(self.cast.segments[1], self.by)

    def segment_remove(self):
        self.segment.remove(self.segment.version, self.by)

    def first_segment_restore(self):
        self.segment_remove()

    def segment_restore(self):
        self.segment.restore(self.by)

    def first_segment_rewind(self):
        self.was = Head.objects.get(pk=self.cast.team.pk).seq
        self.segment_revise()

    def segment_rewind(self):
        rewind_row(self.segment, seq=self.was, by=self.by, version=self.segment.version)

    def comment_add(self):
        Comment.objects.add_to(self.canvas, "channels", "نظر", actor(self.cast.kian))
        Comment.objects.add_to(self.canvas, self.other.block, "نظر", actor(self.cast.kian), note=self.other)

    def comment_resolve(self):
        self.comment.resolve(actor(self.cast.kian))

    def first_comment_reopen(self):
        self.comment_resolve()

    def comment_reopen(self):
        self.comment.reopen(actor(self.cast.kian))

    def canvas_rename(self):
        self.canvas.rename("نام تازهٔ بوم", self.canvas.version, self.by)

    def canvas_archive(self):
        self.canvas.archive(self.by)

    def first_canvas_restore(self):
        self.canvas_archive()

    def canvas_restore(self):
        self.canvas.restore(self.by)

    def first_canvas_rewind(self):
        self.was = Head.objects.get(pk=self.cast.team.pk).seq
        self.note_move()
        self.segment_revise()

    def canvas_rewind(self):
        rewind(self.canvas, seq=self.was, seen=Head.objects.get(pk=self.cast.team.pk).seq, by=self.by)

    def first_change_undo(self):
        self.note_move()

    def change_undo(self):
        undo(Change.objects.of(self.cast.team.pk).latest("seq"), self.by)

    def workspace_rename(self):
        self.cast.team.rename("نام تازهٔ گروه", self.cast.team.version, actor(self.cast.amina))

    def member_appoint(self):
        self.cast.team.members.get(user=self.cast.kian).appoint(30, actor(self.cast.amina))

    def member_remove(self):
        self.cast.team.members.get(user=self.cast.layla).remove(actor(self.cast.amina))

    def member_leave(self):
        self.cast.team.members.get(user=self.cast.layla).leave(actor(self.cast.layla))


VERBS = sorted(set(verbs()) - NOT_ON_A_BOARD)


def page_of(user, canvas: Canvas) -> Element:
    response = user.client.get(reverse("board", args=[canvas.workspace_id, canvas.pk]))
    assert response.status_code == 200
    return parse(response.content.decode())


def parts_since(seq: int, cast: Cast, user) -> str:
    """What the stream sends to a page of this person, as HTML."""
    reading = Reading.of(user, user.language)
    batch = catch_up(cast.team.pk, seq, {cast.canvas.pk: {reading}})
    data = b"".join(batch.parts.get((cast.canvas.pk, reading), {}).values()).decode()
    assert all(line.startswith("data: ") for line in data.split("\n")[:-1])
    return "\n".join(line.removeprefix("data: ") for line in data.split("\n"))


def ask_again(page: Element, fresh: Element, user) -> None:
    """As static/js/live.js does when it is told that what one may do here has changed."""
    told = [element.attributes["data-for"] for element in page.find("again").elements()]
    if str(user.pk) in told or "" in told:
        for id_ in ("board", "invite"):
            replace(page, id_, [fresh.find(id_)])


def test_every_verb_is_done_here():
    assert [verb for verb in VERBS if not hasattr(Doing, verb.replace(".", "_"))] == []


@pytest.mark.parametrize("verb", VERBS)
def test_old_page_with_the_parts_is_the_new_page(cast, verb):
    doing, name = Doing(cast), verb.replace(".", "_")
    cast.kian.language = "en"
    cast.kian.save()
    getattr(doing, f"first_{name}", lambda: None)()
    seq = Head.objects.get(pk=cast.team.pk).seq
    readers = [cast.amina, cast.dariush, cast.kian]
    old = {user: page_of(user, cast.canvas) for user in readers}
    getattr(doing, name)()
    assert Change.objects.of(cast.team.pk).latest("seq").verb == verb
    for user in readers:
        parts = parts_since(seq, cast, user)
        drawn.cache_clear()  # the new page shows what is, whatever was drawn before
        fresh = page_of(user, cast.canvas)
        apply(old[user], parts)
        ask_again(old[user], fresh, user)
        assert differences(old[user], fresh) == [], user.language
        apply(old[user], parts)
        assert differences(old[user], fresh) == [], "a part that comes twice does no harm"


def test_parts_that_come_late_bring_the_present(cast):
    """Whatever the page missed, in one go: parts are made from the rows as they are now."""
    doing = Doing(cast)
    seq, old = Head.objects.get(pk=cast.team.pk).seq, page_of(cast.dariush, cast.canvas)
    for name in (
        "note_add",
        "note_move",
        "segment_revise",
        "comment_add",
        "note_revise",
        "note_remove",
        "canvas_rename",
    ):
        getattr(doing, name)()
    doing.other.move("cost_structure", None, doing.by)
    early = parts_since(seq + 2, cast, cast.dariush)
    apply(old, parts_since(seq, cast, cast.dariush))
    apply(old, early)
    assert differences(old, page_of(cast.dariush, cast.canvas)) == []


def test_another_canvas_is_left_alone(cast):
    sibling = Canvas.objects.create_in(cast.team, "دوم", actor(cast.dariush))
    seq = Head.objects.get(pk=cast.team.pk).seq
    Note.objects.add_to(sibling, "channels", "آنجا", actor(cast.dariush))
    assert parts_since(seq, cast, cast.dariush) == ""
