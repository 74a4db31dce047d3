"""Days that no page takes, as a canvas may hold them from a file that was taken before days were looked at: its pages
show them as they can."""

from datetime import date

import pytest
from django.urls import reverse

from relationships.models import Indicator
from relationships.models.indicator import Entry
from tests.cast import actor
from tests.strategy import add_relationship, decide

FIGURES = {"active": 100, "new": 10, "lost": 5, "revenue": 900, "marketing": 9}
PAGES = [
    *("strategy", "audit", "audit_csv", "audit_json", "audit_pdf", "numbers", "indicators_csv", "what_if", "advice"),
    *("matrix", "focus_new", "past", "activity", "canvas_json", "tables_xlsx", "exports", "matrix_pdf"),
]
ASKED = {
    "strategy": ["?zoom=year", "?zoom=quarter", "?zoom=month", "?zoom=year&from=1805-01-01", "?day=2025-03-21"],
    "past": ["?day=2025-03-21&view=advice"],
}


@pytest.fixture(params=[date(1, 1, 1), date(622, 3, 1), date(9999, 12, 31)], ids=str)
def odd(cast, request):
    day, (segment, _other) = request.param, cast.segments
    decide(cast.canvas, cast.dariush, (60, 30, 10), date(2026, 3, 21))
    for about in (None, segment):
        decide(cast.canvas, cast.dariush, (10, 80, 10), day, reason="روزی دور", segment=about)
    months = [Entry(segment, month, values=FIGURES) for month in (day.replace(day=1), date(2026, 10, 1))]
    Indicator.objects.record(cast.canvas, months, actor(cast.dariush))
    add_relationship(cast.canvas, segment, "social", cast.dariush, state="established", since_on=day)
    return cast


@pytest.mark.parametrize("calendar", ["jalali", "gregorian"])
def test_no_page_fails_at_a_day_out_of_all_years(odd, calendar):
    odd.dariush.calendar = calendar
    odd.dariush.save(update_fields=["calendar"])
    for name in PAGES:
        ids = (odd.team.pk, odd.canvas.pk)[: 1 if name == "activity" else 2]
        for query in ["", *ASKED.get(name, [])]:
            answer = odd.dariush.client.get(reverse(name, args=ids) + query)
            assert answer.status_code == 200, (name, query)
