"""A canvas as it was, and what differs between two of its moments."""

from datetime import date, tzinfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.days import day_ends
from canvas.answer import of_canvas
from canvas.models import Canvas
from history.acts import act_of
from history.differences import Difference
from history.entries import Reader, entries_of
from history.fold import state_at
from history.forms import DifferenceForm, PastForm, RewindForm
from history.moments import last_before, moment_after, moment_at, moment_before, stops_of
from history.months import years_of
from history.past import SHOWN, advice_at, board_of, facts_at
from record.models import Change
from relationships.matrix import Matrix
from relationships.views.matrix import shown
from workspaces.access import viewer


@viewer
@of_canvas
def past(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    """The canvas at the moment that is asked for; at the last one if none is."""
    form = PastForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    stops = stops_of(canvas)
    moment = moment_at(canvas, seq_asked(request, canvas, asked, stops))
    return past_page(request, canvas, moment, stops, form, status=200 if form.is_valid() else 422)


def seq_asked(request: HttpRequest, canvas: Canvas, asked: dict, stops: list[int]) -> int:
    """The line that the address asks for, in any of its ways."""
    if asked.get("seq") is not None:
        return asked["seq"]
    if day := asked.get("day"):
        return last_before(canvas.workspace_id, day_ends(day, canvas.workspace.zone))
    if at := asked.get("at"):
        return last_before(canvas.workspace_id, at)
    if (stop := asked.get("stop")) is not None:
        return stops[min(stop, len(stops) - 1)]
    return stops[-1]


def past_page(
    request: HttpRequest, canvas: Canvas, moment: Change, stops: list[int], form: PastForm, status: int = 200
) -> HttpResponse:
    last = stops[-1]
    is_now = moment.seq >= last
    asked = form.cleaned_data if form.is_valid() else {}
    view = asked.get("view", "")
    context = {
        "tab": "past",
        "canvas": canvas,
        "moment": moment,
        "entry": entries_of([act_of(moment)], Reader(request.membership, request.reading))[0],
        "view": view,
        "keep": f"view={view}&" if view else "",
        **VIEWS[view](canvas, moment, day_meant(canvas, asked, moment, is_now), canvas.workspace.zone),
        "strays": strays(canvas, asked.get("day"), moment),
        "before": moment_before(canvas, moment),
        "after": moment_after(canvas, moment),
        "stops": stops,
        "stop": sum(stop <= moment.seq for stop in stops) - 1,
        "years": years_of(canvas, request.reading),
        "form": form,
        "rewind": RewindForm(initial={"seq": moment.seq, "seen": last}),
        "is_now": is_now,
    }
    return render(request, "history/past.html", context, status=status)


def strays(canvas: Canvas, day: date | None, moment: Change) -> str:
    """Which way the day that was asked for lies outside of the canvas's past: "after" today, "before" its beginning."""
    if day and day > canvas.workspace.today():
        return "after"
    return "before" if day and day < moment.at.astimezone(canvas.workspace.zone).date() else ""


def board_shown(canvas: Canvas, moment: Change, day: date, zone: tzinfo) -> dict:
    return {"board": board_of(canvas, state_at(canvas, moment.seq, SHOWN))}


def matrix_shown(canvas: Canvas, moment: Change, day: date, zone: tzinfo) -> dict:
    return shown(Matrix.of(facts_at(canvas, moment.seq)))


def advice_shown(canvas: Canvas, moment: Change, day: date, zone: tzinfo) -> dict:
    return {"advice": advice_at(canvas, moment.seq, day, zone), "advised_on": day}


VIEWS = {"": board_shown, "matrix": matrix_shown, "advice": advice_shown}


def day_meant(canvas: Canvas, asked: dict, moment: Change, is_now: bool) -> date:
    """The day that was asked for, which may be long after the last change before it; else that of the moment, or where
    that is the last one, today."""
    now = canvas.workspace.today()
    if asked.get("day"):
        return min(asked["day"], now)
    return now if is_now else moment.at.astimezone(canvas.workspace.zone).date()


@viewer
@of_canvas
def difference(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    """What came, went and changed from one moment to another; without a second one, until now."""
    form = DifferenceForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    last = moment_at(canvas, stops_of(canvas)[-1])
    since = moment_at(canvas, seq_meant(request, canvas, asked.get("from"), 0))
    until = moment_at(canvas, seq_meant(request, canvas, asked.get("to"), last.seq))
    since, until = sorted((since, until), key=lambda moment: moment.seq)
    states = [state_at(canvas, moment.seq) for moment in (since, until)]
    context = {
        "tab": "past",
        "canvas": canvas,
        "form": form,
        "since": since,
        "until": until,
        "is_now": until.seq >= last.seq,
        "difference": Difference.between(*states, request.reading),
    }
    return render(request, "history/difference.html", context, status=200 if form.is_valid() else 422)


def seq_meant(request: HttpRequest, canvas: Canvas, asked: object, otherwise: int) -> int:
    """The line of a moment that was asked for by its number or by its day."""
    if asked is None:
        return otherwise
    if isinstance(asked, int):
        return asked
    return last_before(canvas.workspace_id, day_ends(asked, canvas.workspace.zone))
