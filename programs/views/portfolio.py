"""The portfolio: one page for a whole cohort, to sort, to filter, and to drill down from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from learning.library import library_for
from programs.access import reviewer
from programs.following import mark_of
from programs.portfolio import Portfolio
from programs.portfolio_page import common, facts_of, rows_of
from programs.sifting import STATES, Sifting
from relationships.kinds import Goal, Kind

COLUMNS = ("name", "filled", "kinds", "", "shifts", "advice", "score", "late")  # by what each sorts, if by anything


@reviewer
def portfolio(request: HttpRequest) -> HttpResponse:
    """?round= of which round, ?q= ?finding= ?kind= ?state= ?mine= which startups, ?sort= by what (a "-" before it:
    falling). Always the same number of queries."""
    seq = mark_of(request.program)  # before the rows: what changes between is told again
    sifting, found = asked(request)
    headings = sifting.headings()
    context = {
        "tab": "portfolio",
        "seq": seq,
        "portfolio": found,
        "sifting": sifting,
        "facts": facts_of(found, sifting),
        "headings": headings,
        "columns": [headings.get(key) for key in COLUMNS],
        "states": [(key, label) for key, (label, _holds) in STATES.items()],
        "all_kinds": list(Kind),
        "goals": list(Goal),
        **common(found, sifting),
        **rows_of(found, sifting.sift(found.startups), request.reading),
    }
    return render(request, "programs/portfolio.html", context)


def asked(request: HttpRequest) -> tuple[Sifting, Portfolio]:
    """What the address asks for, and everything that it is taken from."""
    sifting = Sifting.of(request.GET)
    library = library_for(request)
    return sifting, Portfolio.of(request.program, request.staff, library, sifting.asked.get("round", ""))
