"""The strategy's page: for every member, the focus that holds, its course, its shifts, words and deeds."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from relationships.models import Indicator
from relationships.models.indicator import Entry
from tests.asking import get, queries_of
from tests.cast import actor, add_segment
from tests.strategy import add_relationship, decide

QUERIES = 12


def strategy(person, cast, query=""):
    return person.client.get(reverse("strategy", args=[cast.team.pk, cast.canvas.pk]) + query)


@pytest.fixture
def course(cast):
    """Three decisions and one for the first segment."""
    decide(cast.canvas, cast.dariush, (70, 20, 10), date(2024, 3, 20), reason="ورود به بازار")
    decide(cast.canvas, cast.amina, (65, 25, 10), date(2024, 9, 22), reason="اندکی")
    decide(cast.canvas, cast.amina, (40, 50, 10), date(2025, 9, 23), reason="بازار پر شد", evidence="ریزش ۳٪")
    decide(cast.canvas, cast.amina, (10, 80, 10), date(2026, 3, 21), reason="این‌ها", segment=cast.segments[0])
    return cast


@pytest.mark.parametrize("name", ["amina", "dariush", "kian", "layla"])
def test_every_member_sees_it(course, name):
    page = strategy(course.people[name], course)
    assert page.status_code == 200
    assert "بازار پر شد" in page.content.decode() and "ریزش ۳٪" in page.content.decode()
    may = name in ("amina", "dariush")
    assert (reverse("focus_new", args=[course.team.pk, course.canvas.pk]) in page.content.decode()) is may


def test_an_outsider_does_not(course):
    assert strategy(course.sara, course).status_code == 404


def test_it_is_only_looked_at(course):
    assert course.amina.client.post(reverse("strategy", args=[course.team.pk, course.canvas.pk])).status_code == 405


def test_the_focus_that_holds_and_what_is_a_shift(course):
    context = strategy(course.layla, course).context
    assert context["entry"].focus.weights == {"acquisition": 40, "retention": 50, "growth": 10}
    assert [entry.number for entry in context["entries"]] == [1, 0, 0], "newest first"
    assert [mark.number for mark in context["charts"][0].marks] == ["1"]
    assert context["shift_count"] == 1


def test_of_a_day_in_the_past(course):
    page = strategy(course.dariush, course, "?day=1403/07/10")
    assert page.context["entry"].focus.reason == "اندکی"
    assert f"{reverse('past', args=[course.team.pk, course.canvas.pk])}?day=2024-10-01" in page.content.decode()
    assert strategy(course.dariush, course, "?day=1390/01/01").context["entry"] is None
    for zoom in ("all", "year", "quarter", "month"):
        charts = strategy(course.dariush, course, f"?day=1390/01/01&zoom={zoom}").context["charts"]
        assert all(chart.day is not None for chart in charts), "the chart holds the day and points at it"
    wrong = strategy(course.dariush, course, "?day=فردا")
    assert wrong.status_code == 422 and "فردا" in wrong.content.decode()


def test_of_a_segment(course):
    first, second = course.segments
    page = strategy(course.layla, course, f"?segment={first.pk}")
    assert [entry.focus.reason for entry in page.context["entries"]] == ["این‌ها"]
    page = strategy(course.layla, course, f"?segment={second.pk}")
    assert page.status_code == 200 and page.context["entries"] == []
    for nonsense in (course.other_segment.pk, "x", "٣"):
        assert strategy(course.layla, course, f"?segment={nonsense}").status_code == 404


def test_a_view_that_makes_no_sense_is_the_usual_one(course):
    page = strategy(course.layla, course, "?zoom=hour&from=2024-13-45&time=down&era=x&withdrawn=")
    assert page.status_code == 200 and page.context["sight"].zoom == "all"
    for begin in ("0001-01-01", "9999-12-31"):
        assert strategy(course.dariush, course, f"?zoom=year&from={begin}").status_code == 200


def test_a_canvas_without_a_focus_invites_to_decide(cast):
    page = strategy(cast.dariush, cast)
    assert page.status_code == 200 and page.context["charts"] == []
    assert reverse("focus_new", args=[cast.team.pk, cast.canvas.pk]) in page.content.decode()
    assert "focus/new" not in strategy(cast.layla, cast).content.decode()


def test_queries_do_not_grow(course):
    assert queries_of(course.layla, "strategy", course.team.pk, course.canvas.pk) == QUERIES
    for i in range(6):
        segment = add_segment(course.canvas, course.dariush, name=f"s{i}")
        add_relationship(course.canvas, segment, "personal", course.dariush, goals=["growth"], state="established")
        decide(course.canvas, course.people["dariush" if i % 2 else "amina"], (5, 5, 90), date(2026, 1, 1 + 2 * i))
        decide(course.canvas, course.dariush, (90, 5, 5), date(2026, 1, 2 + 2 * i))
    assert queries_of(course.layla, "strategy", course.team.pk, course.canvas.pk) == QUERIES


def test_words_against_deeds_of_the_era_in_force(course):
    today = timezone.now().date()
    decide(course.canvas, course.dariush, (10, 80, 10), today)
    add_relationship(
        course.canvas, course.segments[0], "personal", course.dariush,
        state="established", goals=["acquisition"], fixed_cost=Decimal(1000),
    )  # fmt: skip
    page = strategy(course.layla, course)
    compared = page.context["compared"]
    assert compared.era.since_on == today
    assert [goal.goal for goal in compared.costs_differ] == ["acquisition", "retention"]
    assert [goal.cost_points for goal in compared.goals] == [90, -80, -10]
    earlier = strategy(course.layla, course, "?era=1").context["compared"]
    assert earlier.era.number == 1 and not earlier.costs_differ
    assert len(page.context["eras"]) == 3


def test_what_the_numbers_did_around_a_shift(course):
    segment = course.segments[0]
    entries = [
        Entry(segment, date(2025, month, 1), values={"active": 1000, "new": new, "lost": new})
        for month, new in enumerate((30, 30, 30, 99, 20, 20, 20), 6)
    ]
    Indicator.objects.record(course.canvas, entries, actor(course.dariush))
    new, churn, cac, *_rest = strategy(course.layla, course).context["entries"][0].measures
    assert (new.before, new.after, new.tone) == (30, 20, "warn") or (new.before, new.after) == (53, 20)
    assert churn.is_known and not cac.is_known and cac.lack.label


def test_an_archived_canvas_offers_nothing_to_decide(course):
    course.canvas.archive(actor(course.amina))
    assert "focus/new" not in strategy(course.amina, course).content.decode()


def test_a_decision_to_come_does_not_hold_yet(course):
    decide(course.canvas, course.dariush, (10, 10, 80), timezone.now().date() + timedelta(days=40), reason="بعد")
    context = strategy(course.layla, course).context
    assert context["entry"].focus.reason == "بازار پر شد"
    assert context["entries"][0].focus.reason == "بعد" and not context["entries"][0].measures


def test_get_is_the_page_that_htmx_picks_from(course):
    assert 'id="strategy"' in get(course.layla, "strategy", course.team.pk, course.canvas.pk).content.decode()
