"""What an edit is answered with: the parts it changed, rendered as every other open page gets them.

An edit view is `@editor @edits def note_revise(request, canvas, …)`. It returns nothing when the edit was done, or a
response of its own (a form with errors). Conflicts, and requests that come twice, are answered here.
"""

from collections.abc import Callable, Iterable
from functools import cache, wraps
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.numbers import sent_number
from accounts.typed import typed
from canvas.blocks import Block
from canvas.forms import NoteForm
from canvas.merging import merge
from canvas.models import Canvas, Note
from canvas.models.editing import Conflict, Removed
from live.handing import shown
from live.parts import partial
from record.acting import Repeated, RequestReused, recall
from record.models import Change
from workspaces.access import only
from workspaces.roles import Role


def of_canvas(view: Callable) -> Callable:
    """Gives the view a canvas of the workspace, by its id; that of the URL came with the membership. One of elsewhere
    is not found."""

    @wraps(view)
    def fetched(request: HttpRequest, canvas: int, **kwargs) -> HttpResponse:
        found = request.membership.canvas
        if found is None or found.pk != canvas:
            found = get_object_or_404(request.workspace.canvases, pk=canvas)
        found.workspace = request.workspace
        return view(request, found, **kwargs)

    return fetched


def may_edit(request: HttpRequest, canvas: Canvas) -> bool:
    return request.membership.may(Role.EDITOR) and not canvas.archived_at


def back_to(page: str, *kept: str) -> Callable:
    """Without htmx, whoever made the edit goes back to this page of the canvas, not to its board, and on it to where
    "page#id" says; with those of the sent fields in the address that are `kept`. Stands under `edits`."""

    def mark(view: Callable) -> Callable:
        view.back = page
        view.kept = kept
        return view

    return mark


def also(told: Callable) -> Callable:
    """Whoever made the edit gets `told(request, canvas, changes)`, HTML, beside the parts that it touched. Stands
    under `edits`."""

    def mark(view: Callable) -> Callable:
        view.told = told
        return view

    return mark


def way_back(request: HttpRequest, canvas: Canvas, page: str, kept: Iterable[str] = ()) -> str:
    page, hash_, place = page.partition("#")
    query = urlencode({name: request.POST[name] for name in kept if request.POST.get(name)})
    return reverse(page, args=[canvas.workspace_id, canvas.pk]) + (f"?{query}" if query else "") + hash_ + place


class Archived(Exception):
    """The canvas was archived while the edit waited for its turn; `canvas` is as it is now."""

    def __init__(self, canvas: Canvas):
        super().__init__(f"canvas {canvas.pk} is archived")
        self.canvas = canvas


def edits(view: Callable) -> Callable:
    """An edit of a canvas: POST only, refused while archived, also once it has the lock; carried out once, answered
    with what it changed."""
    page, kept, told = getattr(view, "back", "board"), getattr(view, "kept", ()), getattr(view, "told", None)

    def done(request: HttpRequest, canvas: Canvas, changes: list[Change]) -> HttpResponse:
        return answer(request, canvas, changes, page, kept, told)

    @only("POST")
    @of_canvas
    @wraps(view)
    def carried_out(request: HttpRequest, canvas: Canvas, **kwargs) -> HttpResponse:
        request.actor.begin = ("canvas_begin", canvas.pk)
        request.actor.check = lambda archived: check_open(canvas, archived)
        try:
            return refusal(view, request, canvas, **kwargs) or done(request, canvas, request.actor.changes)
        except Repeated as repeated:
            return done(request, canvas, repeated.changes)
        except RequestReused:
            return render(request, "canvas/reused.html", {"canvas": canvas}, status=422)
        except Archived as meanwhile:
            return archived(request, meanwhile.canvas)
        except Conflict as conflict:
            return in_conflict(request, canvas, conflict)
        except ObjectDoesNotExist:  # what was to be edited is not on this canvas
            raise Http404 from None

    return carried_out


def refusal(view: Callable, request: HttpRequest, canvas: Canvas, **kwargs) -> HttpResponse | None:
    """Carries the edit out; answers why where it was not. What was done before is no longer refused: it is Repeated."""
    refused = archived(request, canvas) if canvas.archived_at else view(request, canvas, **kwargs)
    if refused is not None:
        recall(request.actor, canvas.workspace_id)
    return refused


def check_open(canvas: Canvas, archived: bool) -> None:
    if archived:
        raise Archived(Canvas.objects.get(pk=canvas.pk))


def archived(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    context = {"canvas": canvas, "typed": typed(request.POST)}
    return render(request, "canvas/archived.html", context, status=409)


def answer(
    request: HttpRequest,
    canvas: Canvas,
    changes: list[Change],
    page: str = "board",
    kept: Iterable[str] = (),
    told: Callable | None = None,
) -> HttpResponse:
    """The parts that these changes touched, and what is told besides; without htmx, back to that page of the canvas,
    with the fields that are `kept` in the address."""
    if not request.htmx:
        say_done(request, changes)
        return redirect(way_back(request, canvas, page, kept))
    parts = shown(canvas.pk, changes, request.reading)
    changes = [change for change in changes if change.canvas_id == canvas.pk]
    toast = partial("toasts", toast_of(request, canvas, changes), "innerHTML") if changes else ""
    besides = told(request, canvas, changes) if told and changes else ""
    response = HttpResponse("".join(parts.values()) + toast + besides)
    if changes:
        response["Boom-Seq"] = changes[-1].seq
    return response


UNDOABLE = (
    "note.remove", "note.move", "note.recolour", "segment.remove", "segment.move", "comment.resolve", "change.undo",
    "relationship.retire", "relationship.remove", "relationship.tie", "relationship.untie", "scenario.remove",
    "indicator.record",
)  # fmt: skip
DONE = {
    "remove": gettext_lazy("Removed."),
    "move": gettext_lazy("Moved."),
    "resolve": gettext_lazy("Resolved."),
    "record": gettext_lazy("Saved."),
}


def say_done(request: HttpRequest, changes: list[Change]) -> None:
    """On the page that it leads to; unless the view said more of it, or it was said to a click before."""
    if not len(messages.get_messages(request)):
        undoable = changes and changes[-1].verb in UNDOABLE
        say_with_undo(request, done(changes[-1]), changes) if undoable else messages.success(request, _("Saved."))


def say_with_undo(request: HttpRequest, said: str, changes: list[Change]) -> None:
    """On the page that comes next. A message keeps only words and tags: its tag is the address that undoes it."""
    messages.success(request, said, extra_tags=way_to_undo(changes[-1]) if changes else "")


def done(change: Change) -> str:
    """In a word, for whoever is offered to undo it; a note may have moved to a block that is out of sight."""
    if change.verb == "note.move" and change.before["block"] != change.row["block"]:
        return _("Moved to “%(block)s”.") % {"block": Block(change.row["block"]).label}
    return DONE.get(change.verb.partition(".")[2]) or _("Done.")


def toast_of(request: HttpRequest, canvas: Canvas, changes: list[Change]) -> str:
    """A word that it was done, with an undo where one would be missed."""
    if changes[-1].verb not in UNDOABLE:
        return saved(request.reading.language)
    context = {"canvas": canvas, "undo": way_to_undo(changes[-1]), "done": done(changes[-1])}
    return render_to_string("canvas/_toast.html", context, request=request)


def way_to_undo(change: Change) -> str:
    """Whoever may resolve a comment may reopen it; only an editor may take back what stands on the record."""
    if change.verb == "comment.resolve":
        return reverse("comment_reopen", args=[change.workspace_id, change.canvas_id, change.row_id])
    return reverse("change_undo", args=[change.workspace_id, change.seq])


@cache
def saved(language: str) -> str:
    """The word without an undo, in the language that is active."""
    return render_to_string("canvas/_toast.html")


def in_conflict(request: HttpRequest, canvas: Canvas, conflict: Conflict) -> HttpResponse:
    """409, with both sides and the draft: nothing is decided silently."""
    kind, row = conflict.row._meta.model_name, conflict.row
    context = {
        "canvas": canvas,
        kind: row,
        "draft": request.POST,
        "removed": isinstance(conflict, Removed),
        "by": who_changed(row),
        **(note_sides(row, request.POST) if kind == "note" else {}),
    }
    template = f"{row._meta.app_label}/{kind}_conflict.html" + ("#conflict" if request.htmx else "")
    return render(request, template, context, status=409)


def who_changed(row: Model) -> User | None:
    """Last; they may have left the team since."""
    last = Change.objects.about(row).newest_first().first()
    return User.objects.filter(pk=last.actor_id).first() if last else None


def note_sides(note: Note, draft) -> dict[str, NoteForm | None]:
    """What of a note can be kept beside theirs: `mine`, and `merged`, made from what the draft was begun with; None
    where people must choose."""
    mine = {"text": draft.get("text"), "channel": draft.get("channel", note.channel)}
    version = sent_number(draft.get("version"))
    lines = Change.objects.about(note).newest_first()
    started = lines.filter(after__version=version).first() if version and mine["text"] else None
    text = merge(started.after["text"], mine["text"], note.text) if started else None
    channel = note.channel if started and mine["channel"] == started.after["channel"] else mine["channel"]
    merged = None if text is None else NoteForm(initial={"text": text, "channel": channel}, auto_id=False)
    return {"mine": NoteForm(initial=mine, auto_id=False), "merged": merged}
