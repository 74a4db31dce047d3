"""A whole canvas as JSON, out and in."""

from __future__ import annotations

import hashlib

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from canvas.answer import of_canvas
from canvas.files import as_file
from canvas.models import Canvas
from canvas.views.canvases import to_board
from exports.document import MOST_BYTES
from exports.document.checking import Unsound
from exports.document.placing import import_canvas
from exports.document.taking import checked
from exports.document.writing import document_of, written
from exports.limits import limited
from record.acting import Repeated, RequestReused
from workspaces.access import editor, only, viewer


@viewer
@limited("file")
@of_canvas
def canvas_json(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    """With ?history=1 also every change behind it, and what came along with it."""
    with_history = request.GET.get("history") == "1"
    made = document_of(canvas, timezone.now(), request.user, with_history)
    return as_file(written(made), "json", canvas.name)


class DocumentForm(forms.Form):
    """The file; `content` is what it holds once it is checked."""

    file = forms.FileField(
        label=gettext_lazy("A canvas as JSON"),
        help_text=gettext_lazy(
            "As Boom exports it; at most 10 MB. A history in it is kept beside the canvas, as what the file says."
        ),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This is too big: 10 MB is the most. Export it without its history."))
        return file.read()


@editor
@only("GET", "POST")
@limited("import")
def canvas_import(request: HttpRequest) -> HttpResponse:
    """Everything is checked first, and then all of it is written, or nothing."""
    if request.method == "GET":
        return page(request, DocumentForm())
    form = DocumentForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, form, status=422)
    request.actor.body += hashlib.sha256(form.cleaned_data["file"]).digest()  # another file is another request
    try:
        content = checked(form.cleaned_data["file"])
        canvas = import_canvas(content, request.workspace, request.actor)
    except Unsound as unsound:
        return page(request, form, unsound.problems, status=422)
    except Repeated as repeated:
        return to_board(request, repeated.changes)
    except RequestReused:
        return render(request, "workspaces/reused.html", status=422)
    return redirect("board", request.workspace.pk, canvas.pk)


def page(request: HttpRequest, form: DocumentForm, problems: list = (), status: int = 200) -> HttpResponse:
    context = {"form": form, "problems": problems, "tab": "canvases"}
    return render(request, "exports/canvas_import.html", context, status=status)
