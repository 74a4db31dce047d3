"""A workspace's canvases: what there is, making one, and what is done to a whole canvas."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from canvas.answer import edits, of_canvas
from canvas.example import NoExample
from canvas.forms import CanvasForm, CanvasRenameForm
from canvas.loading import examples, load_example
from canvas.models import Canvas
from canvas.shelf import shelf
from record.models import Change
from workspaces.access import editor, viewer
from workspaces.answer import acts

LONGEST_NAME = 120


def to_shelf(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    return redirect("workspace", request.workspace.pk)


def to_board(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    return redirect("board", request.workspace.pk, changes[0].canvas_id)


@viewer
def workspace(request: HttpRequest) -> HttpResponse:
    canvases = shelf(request.workspace.canvases.latest_first())
    context = {
        "tab": "canvases",
        "current": [canvas for canvas in canvases if not canvas.archived_at],
        "archived": [canvas for canvas in canvases if canvas.archived_at],
    }
    return render(request, "canvas/canvases.html", context)


@editor
def canvas_new(request: HttpRequest) -> HttpResponse:
    return new_page(request, CanvasForm())


def new_page(request: HttpRequest, form: CanvasForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "examples": examples(request.reading.language), "tab": "canvases"}
    return render(request, "canvas/canvases_new.html", context, status=status)


@editor
@acts(to_board)
def canvas_create(request: HttpRequest) -> HttpResponse | None:
    form = CanvasForm(request.POST)
    if not form.is_valid():
        return new_page(request, form, status=422)
    Canvas.objects.create_in(request.workspace, form.cleaned_data["name"], by=request.actor)


@editor
@acts(to_board)
def canvas_load(request: HttpRequest, example: str) -> HttpResponse | None:
    try:
        load_example(example, request.workspace, request.reading.language, by=request.actor)
    except NoExample:
        raise Http404 from None


@editor
@of_canvas
def canvas_editor(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    form = CanvasRenameForm(initial={"name": canvas.name, "version": canvas.version})
    return editor_page(request, canvas, form)


def editor_page(request: HttpRequest, canvas: Canvas, form: CanvasRenameForm, status: int = 200) -> HttpResponse:
    return render(request, "canvas/canvases_editor.html", {"canvas": canvas, "form": form}, status=status)


@editor
@edits
def canvas_rename(request: HttpRequest, canvas: Canvas) -> HttpResponse | None:
    form = CanvasRenameForm(request.POST)
    if not form.is_valid():
        return editor_page(request, canvas, form, status=422)
    canvas.rename(by=request.actor, **form.cleaned_data)


@editor
@acts(to_board)
@of_canvas
def canvas_duplicate(request: HttpRequest, canvas: Canvas) -> HttpResponse | None:
    name = _("Copy of %(name)s") % {"name": canvas.name}
    canvas.duplicate(name[:LONGEST_NAME], by=request.actor)


@editor
@acts(to_shelf)
@of_canvas
def canvas_archive(request: HttpRequest, canvas: Canvas) -> HttpResponse | None:
    canvas.archive(by=request.actor)


@editor
@acts(to_shelf)
@of_canvas
def canvas_restore(request: HttpRequest, canvas: Canvas) -> HttpResponse | None:
    canvas.restore(by=request.actor)
