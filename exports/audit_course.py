"""The course of the focus on paper: its chart as shapes, and each decision with what the numbers did around it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from accounts.compact import write_compact
from accounts.dates import write_date
from accounts.numbers import write_number, write_percent
from accounts.reading import Reading
from exports.words import words
from relationships.around import Measure
from relationships.audit import Audit
from relationships.axis import window_of
from relationships.chart import Chart, Frame, Label, chart_of, stack
from relationships.kinds import Goal
from relationships.timeline import Entry

FRAME = Frame("paper", 1000, 210, 13, 11)


def chart_data(audit: Audit, reading: Reading) -> dict | None:
    """None where nothing was decided. In units of the frame: rectangles of each goal, labels, marks of shifts."""
    turns = [entry.turn for entry in audit.entries]
    if not turns:
        return None
    last = max([audit.until_on, *(turn.focus.from_on for turn in turns)])
    window = window_of([audit.since_on, last], audit.until_on, reading.calendar)
    chart = chart_of(turns, window, FRAME, audit.until_on, reading)
    return {
        "width": FRAME.width,
        "height": chart.height,
        "size": FRAME.text,
        "radius": FRAME.mark,
        "top": chart.top,
        "bottom": chart.bottom,
        "rects": [rect for run in chart.runs for rect in _rects(chart, run)],
        "lines": chart.lines,
        "ticks": [_label(one) for one in (*chart.ticks, *chart.years)],
        "labels": [_label(one) for one in chart.labels],
        "marks": [{"text": mark.number, "x": mark.x, "y": mark.y} for mark in chart.marks],
        "today": chart.today.x if chart.today else None,
        "says": _chart_words(audit, window, reading),
    }


def _rects(chart: Chart, run) -> list[dict]:
    x, layers = min(run.begin, run.end), stack(run.turn.focus.weights)
    return [
        {
            "goal": goal, "x": x, "w": run.width, "y": chart.y(layers[goal][1]),
            "h": chart.y(layers[goal][0]) - chart.y(layers[goal][1]), "future": run.is_future,
        }
        for goal in Goal.values
    ]  # fmt: skip


def _label(one: Label) -> dict:
    return {"text": one.text, "x": one.x, "y": one.y, "future": one.is_future}


def _chart_words(audit: Audit, window, reading: Reading) -> str:
    """What a screen reader says of it; the decisions follow in words."""
    since, until = (write_date(day, reading, "month") for day in (window.begin, window.end))
    return f"{_('The course of the focus')}: {since} – {until}"


def decision(entry: Entry, today: date, reading: Reading) -> dict:
    when = write_date(entry.focus.from_on, reading)
    return {
        "number": write_number(entry.number, reading) if entry.number else "",
        "title": _title(entry, reading),
        "when": f"{when} ({_('To come')})" if entry.focus.from_on > today else when,
        "by": words(entry.by or "", reading),
        "weights": [
            {"goal": goal.value, "name": str(goal.label), "weight": write_number(weight, reading), "of": weight}
            for goal, weight in entry.weights
        ],
        "reason": words(entry.focus.reason, reading),
        "evidence": words(entry.focus.evidence, reading) if entry.focus.evidence else None,
        "measures": [_measure(measure, reading) for measure in entry.measures],
    }


def _title(entry: Entry, reading: Reading) -> str:
    turn = entry.turn
    if not turn.before:
        return _("The beginning: %(goal)s leads") % {"goal": turn.leader.label}
    if turn.changes_leader:
        return _("From %(led)s to %(leads)s") % {"led": turn.former.label, "leads": turn.leader.label}
    if not entry.moves:
        return _("Confirmed, nothing moved")
    move = entry.moves[0]
    moved = {"before": write_number(move.before, reading), "after": write_number(move.after, reading)}
    return _("%(goal)s from %(before)s to %(after)s") % {"goal": move.goal.label, **moved}


def _measure(measure: Measure, reading: Reading) -> dict:
    def write(value) -> str:
        return write_percent(value, reading) if measure.of.is_share else write_compact(value, reading)

    known = {"before": write(measure.before), "after": write(measure.after)} if measure.is_known else {}
    return {
        "label": str(measure.of.label),
        "before": known.get("before", ""),
        "after": known.get("after", ""),
        "lack": "" if measure.is_known else str(measure.lack.label),
        "tone": measure.tone,
    }
