"""The strategy's page: the focus, its course as a chart, why it shifted, and whether it is lived."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from canvas.answer import of_canvas
from canvas.models import Canvas
from relationships.deeds import bars_of, era_row
from relationships.eras import compared, eras_of
from relationships.facts import Facts
from relationships.kinds import Goal
from relationships.models import Focus
from relationships.sight import Sight
from relationships.timeline import charts_of, entries_of, entry_on, people_of
from relationships.views.page import frame
from workspaces.access import viewer


@viewer
@of_canvas
def strategy(request: HttpRequest, canvas: Canvas) -> HttpResponse:
    """?segment= whose focus, ?zoom= and ?from= what the chart shows, ?time= which way it runs, ?day= a day to look
    at, ?era= whose words and deeds, ?withdrawn= to list what was withdrawn. Fixed queries."""
    context = frame(request, canvas, "strategy")
    facts = Facts.of(canvas, canvas.workspace.today())
    sight = Sight.of(request, facts)
    context |= {"sight": sight, "goals": list(Goal)} | course(request, facts, sight) | deeds(request, facts, sight)
    return render(request, "relationships/strategy.html", context, status=sight.status)


def course(request: HttpRequest, facts: Facts, sight: Sight) -> dict:
    """The decisions: as a chart, as a list with the newest first, and the one that holds."""
    withdrawn = withdrawn_of(facts.canvas, sight.segment_id) if sight.shows_withdrawn else []
    people = people_of([*facts.focuses, *withdrawn])
    turns = facts.turns_of(sight.segment_id)
    entries = entries_of(facts, turns, people, sight.segment, sight.is_mirrored)
    window = sight.window([turn.focus.from_on for turn in turns])
    return {
        "entries": entries[::-1],
        "entry": entry_on(entries, sight.day or facts.on),
        "charts": charts_of(turns, window, facts.on, request.reading, sight.flow, sight.day) if turns else [],
        "window": window,
        "shift_count": sum(entry.turn.is_shift for entry in entries),
        "withdrawn": [(focus, people.get(focus.decided_by_id)) for focus in withdrawn],
        "steps": sight.steps(window),
        "today": facts.on,
    }


def withdrawn_of(canvas: Canvas, segment_id: int | None) -> list[Focus]:
    rows = canvas.focuses.exclude(withdrawn_at=None).filter(segment_id=segment_id)
    return list(rows.order_by("-withdrawn_at", "-pk"))


def deeds(request: HttpRequest, facts: Facts, sight: Sight) -> dict:
    """What was declared in each era beside what was done; the era asked for, else the last one."""
    eras = eras_of(facts.turns_of(sight.segment_id), facts.on)
    all_compared = compared(facts, eras, sight.segment_id, facts.canvas.workspace.zone)
    chosen = next((one for one in all_compared if str(one.era.number) == sight.era), (all_compared or [None])[-1])
    rows = [era_row(one, sight.query(era=one.era.number), request.reading) for one in reversed(all_compared)]
    bars = [(one.goal, bars_of(one)) for one in chosen.goals] if chosen else []
    return {"compared": chosen, "eras": rows, "bars": bars}
