"""Lessons beside a canvas: about a block, a kind or a goal, with questions that can be answered in place."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from canvas.answer import may_edit, of_canvas
from canvas.blocks import Block
from canvas.forms import NoteAddForm
from canvas.models import Canvas
from learning.lecture import questions_of
from learning.library import library_for
from learning.subjects import subject_of
from live.parts import partial
from record.models import Change
from workspaces.access import viewer


@viewer
@of_canvas
def lesson_beside(request: HttpRequest, canvas: Canvas, about: str) -> HttpResponse:
    """The lesson about one thing of the canvas ("block:channels"), for the sheet of its pages."""
    subject = subject_of(about)
    if subject is None:
        raise Http404
    lesson = library_for(request).about(about)
    context = {
        "canvas": canvas,
        "subject": subject,
        "lesson": lesson,
        "questions": questions_of(lesson) if lesson else [],
        "may_edit": may_edit(request, canvas),
    }
    return render(request, "canvas/lesson_beside.html" + ("#beside" if request.htmx else ""), context)


def question_of(request: HttpRequest) -> str:
    """Which question a note that is added answers, by its key; "" where it answers none."""
    key = request.POST.get("question", "")
    try:
        validate_slug(key)
    except ValidationError:
        return ""
    return key


def answer_form(request: HttpRequest, canvas: Canvas, form: NoteAddForm) -> HttpResponse:
    """The form beside its question again, with what was typed and why it can't be."""
    context = answer_context(canvas, question_of(request), Block(form.data["block"])) | {"form": form}
    return render(request, "canvas/_answer.html", context, status=422)


def answer_context(canvas: Canvas, key: str, block: Block) -> dict:
    return {"canvas": canvas, "key": key, "block": block.value, "into": block.label}


def answered(request: HttpRequest, canvas: Canvas, changes: list[Change]) -> str:
    """Where a question is answered: its note under the question, and an empty form for another answer."""
    key, note = question_of(request), changes[-1].row
    if not key:
        return ""
    context = answer_context(canvas, key, Block(note["block"])) | {"note": note, "focus": True}
    told = render_to_string("canvas/_answered.html", context, request=request)
    again = render_to_string("canvas/_answer.html", context, request=request)
    return partial(f"answered-{key}", told, "beforeend") + partial(f"answer-{key}", again, "outerHTML")
