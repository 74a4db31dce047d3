"""Everything that can be done to a canvas, one method for each verb of the record."""

from canvas.models import Comment
from exports.notes.names import LAYOUT
from exports.notes.plan import Planner, import_notes
from history.restore import rewind, rewind_row
from history.undo import undo
from record.models import Change, Head
from relationships.imports.table import read_table
from tests.cast import Cast, actor, add_note, add_segment
from tests.live.doing_strategy import StrategyDoing


class Doing(StrategyDoing):
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

    def note_import(self):
        lines = read_table("block,text\nchannels,از جدول\nkey_partners,آورده", LAYOUT)
        import_notes(self.canvas, lines, Planner(self.canvas).of(lines).digest, self.by)

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

    def workspace_set_clock(self):
        self.cast.team.set_clock("Asia/Tehran", actor(self.cast.amina))

    def member_appoint(self):
        self.cast.team.members.get(user=self.cast.kian).appoint(30, actor(self.cast.amina))

    def member_remove(self):
        self.cast.team.members.get(user=self.cast.layla).remove(actor(self.cast.amina))

    def member_leave(self):
        self.cast.team.members.get(user=self.cast.layla).leave(actor(self.cast.layla))
