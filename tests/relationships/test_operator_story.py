"""The operator's eight years in numbers: the shifts are found where they are told, and figures agree with words.

Months are those of the Gregorian telling; the Persian one has the same figures by the months of its own calendar.
"""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from accounts.months import month_after
from canvas.example import Act, example
from canvas.models import Segment
from relationships.example import acts_of
from relationships.loading import WEIGHTS, _exact, standing
from relationships.models import Focus, Indicator
from relationships.numbers import SegmentNumbers, months_of
from relationships.shifts import Turn, turns_of

RETENTION, GROWTH = date(2022, 6, 1), date(2025, 9, 23)
Books = dict[str, dict[date, Indicator]]


def acts_by(verb: str) -> list[Act]:
    return [act for act in example("operator", "en").acts if act.verb == verb]


def course_of(segment: str | None) -> list[Turn]:
    withdrawn = {act.ref for act in acts_by("focus.withdraw")}
    decided = [act for act in acts_by("focus.decide") if act.fields.get("segment") == segment]
    return turns_of(
        Focus(**{goal: act.fields[goal] for goal in WEIGHTS}, from_on=date.fromisoformat(act.fields["from_on"]))
        for act in decided
        if act.ref not in withdrawn
    )


@pytest.fixture(scope="module")
def books() -> Books:
    """By segment and month."""
    found: Books = {}
    for act in acts_by("indicator.record"):
        month_on = month_after(date.fromisoformat(act.fields["since"]), "gregorian", act.fields["month"])
        for ref, figures in act.fields["figures"].items():
            row = Indicator(month_on=month_on, **dict(zip(Indicator.FIGURES, _exact(figures), strict=True)))
            found.setdefault(ref, {})[month_on] = row
    return found


def together(books: Books, month_on: date, name: str) -> Decimal:
    """A figure of the whole company in one month."""
    return Decimal(sum(getattr(months[month_on], name) for months in books.values() if month_on in months))


def churn(books: Books, month_on: date) -> Decimal:
    before = together(books, month_on, "active") - together(books, month_on, "new") + together(books, month_on, "lost")
    return together(books, month_on, "lost") / before


def winning_cost(books: Books, month_on: date) -> Decimal:
    return together(books, month_on, "marketing_cost") / together(books, month_on, "new")


def numbers_of(books: Books, ref: str, until: date, **segment) -> SegmentNumbers:
    rows = [row for month_on, row in books[ref].items() if month_on <= until]
    return SegmentNumbers(Segment(**segment), months_of(rows))


def stated() -> list[tuple[str, date, dict]]:
    """Each time that a segment's own figures were revised: its ref, the month they are of, and the figures. Until the
    middle of a month they are those of the month before."""
    return [
        (act.ref, month_after(act.at.date(), "gregorian", 0 if act.at.day >= 15 else -1), act.fields)
        for act in acts_by("segment.revise")
    ]


def test_shifts_are_found_where_they_are_told():
    turns = course_of(None)
    assert [(turn.focus.from_on, turn.led, turn.leads) for turn in turns if turn.is_shift] == [
        (RETENTION, "acquisition", "retention"),
        (GROWTH, "retention", "growth"),
    ]
    assert len(turns) >= 12 and turns[0].focus.weights == {"acquisition": 70, "retention": 20, "growth": 10}


def test_three_eras_by_who_leads():
    leaders = [turn.leads for turn in course_of(None)]
    assert leaders == sorted(leaders, key=["acquisition", "retention", "growth"].index)
    assert min(leaders.count(goal) for goal in set(leaders)) >= 3 and len(set(leaders)) == 3
    spans = [(b.focus.from_on - a.focus.from_on).days for a, b in pairwise(course_of(None))]
    assert max(spans) < 400 and course_of(None)[0].focus.from_on == date(2018, 3, 22)


def test_a_slip_was_withdrawn_within_the_hour_and_would_have_been_a_shift():
    (withdrawn,) = acts_by("focus.withdraw")
    slip = next(act for act in acts_by("focus.decide") if act.ref == withdrawn.ref)
    assert withdrawn.reason and (withdrawn.at - slip.at).seconds < 3600
    assert slip.fields["retention"] > slip.fields["acquisition"]


def test_segments_have_a_course_of_their_own():
    assert [turn.leads for turn in course_of("students")] == ["acquisition", "retention"]
    assert [turn.leads for turn in course_of("invited")] == ["growth"]


def test_the_shifts_have_reasons_and_evidence():
    for turn in course_of(None):
        if turn.is_shift:
            (act,) = [a for a in acts_by("focus.decide") if a.fields["from_on"] == str(turn.focus.from_on)]
            assert len(act.reason) > 100 and len(act.fields["evidence"]) > 100


def test_every_month_adds_up(books):
    for ref, months in books.items():
        for before, after in pairwise(sorted(months)):
            assert month_after(before, "gregorian") == after, f"{ref} lacks a month after {before}"
            row = months[after]
            assert row.active == months[before].active + row.new - row.lost, (ref, after)
    assert all(all(getattr(row, name) >= 0 for name in row.FIGURES) for rows in books.values() for row in rows.values())


def test_months_go_from_the_first_to_the_last(books):
    assert min(books["prepaid"]) == date(2018, 4, 1) and max(books["prepaid"]) == date(2026, 10, 1)
    added = {act.ref: act.at.date() for act in acts_by("segment.add")}
    for ref, months in books.items():
        assert abs((min(months) - added[ref]).days) < 35, ref
        assert ref == "visitors" or max(months) == date(2026, 10, 1)


@pytest.mark.parametrize(("ref", "month_on", "fields"), stated(), ids=lambda value: str(value)[:10])
def test_figures_agree_with_what_stands_on_the_segments(books, ref, month_on, fields):
    row, numbers = books[ref][month_on], numbers_of(books, ref, month_on)
    found = {"customers": row.active, "retention": numbers.retention, "value": numbers.arpc}
    off = {name: abs(float(found[name]) / fields[name] - 1) for name in found if name in fields}
    assert all(share <= {"customers": 0.011, "retention": 0.0016, "value": 0.025}[name] for name, share in off.items())


def test_the_first_shift_comes_when_few_are_left_to_win(books):
    new = [together(books, date(2022, month, 1), "new") for month in (1, 2, 3, 4)]
    costs = [winning_cost(books, date(2022, month, 1)) for month in (1, 2, 3, 4)]
    assert new == sorted(new, reverse=True) and costs == sorted(costs)
    assert new[-1] * 2 < sum(together(books, date(2019, month, 1), "new") for month in range(1, 13)) / 12
    assert (round(new[-1], -3), round(together(books, date(2022, 4, 1), "lost"), -3)) == (46_000, 79_000)
    assert Decimal("0.028") < churn(books, date(2022, 4, 1)) < Decimal("0.03")
    assert churn(books, date(2023, 6, 1)) < Decimal("0.024") < 2 * churn(books, date(2020, 1, 1)) < Decimal("0.034")


def test_the_second_shift_comes_when_keeping_more_is_too_dear(books):
    lately = [churn(books, date(2025, month, 1)) for month in range(2, 9)]
    assert max(lately) - min(lately) < Decimal("0.001") and round(lately[-1], 3) == Decimal("0.015")
    year, last = date(2025, 9, 1), date(2026, 10, 1)
    assert together(books, last, "new") > Decimal("1.4") * together(books, year, "new")
    assert winning_cost(books, last) < Decimal("0.7") * winning_cost(books, year)
    assert churn(books, last) < churn(books, year)
    share = [Decimal(books["invited"][date(2026, month, 1)].new) for month in (1, 5, 9)]
    assert share == sorted(share) and share[-1] / together(books, date(2026, 9, 1), "new") > Decimal("0.33")
    revenue = [together(books, on, "revenue") / together(books, on, "active") for on in (year, last)]
    assert revenue[1] > revenue[0]


@pytest.mark.parametrize(
    ("month_on", "cost"),
    [("2022-02-01", 118_000), ("2024-08-01", 96_000), ("2025-08-01", 92_000), ("2026-07-01", 60_000)],
)
def test_winning_one_customer_costs_what_the_notes_say(books, month_on, cost):
    assert abs(winning_cost(books, date.fromisoformat(month_on)) - cost) < cost * 0.01
    second_year = [winning_cost(books, date(2019, month, 1)) for month in range(1, 13)]
    assert abs(sum(second_year) / 12 - 60_000) < 1_000


def test_other_numbers_that_people_named(books):
    winter = [together(books, on, "new") for on in (date(2020, 12, 1), date(2021, 1, 1), date(2021, 2, 1))]
    assert round(sum(winter) / 3, -3) == 95_000 and round(together(books, date(2021, 5, 1), "new"), -3) == 82_000
    assert abs(sum(together(books, date(2019, month, 1), "new") for month in range(1, 13)) / 12 - 110_000) < 2_000
    fewer = [on for on, row in books["prepaid"].items() if row.lost > row.new]
    assert min(fewer) == date(2021, 12, 1)
    september = date(2026, 9, 1)
    named = (together(books, september, "new"), books["invited"][september].new, together(books, september, "lost"))
    assert [round(number, -3) for number in named] == [70_000, 24_000, 34_000]
    invited = numbers_of(books, "invited", september)
    assert abs(invited.acquisition_cost - 34_000) < 700
    keeping = 12 * together(books, date(2024, 8, 1), "service_cost") / together(books, date(2024, 8, 1), "active")
    assert abs(keeping - 36_000) < 1_500


@pytest.mark.parametrize(
    ("month_on", "margin", "months"),
    [("2018-06-01", "0.42", 5.8), ("2022-04-01", "0.37", 15), ("2026-09-01", "0.41", 5.6)],
)
def test_a_prepaid_line_pays_itself_back_as_the_comments_say(books, month_on, margin, months):
    row = books["prepaid"][date.fromisoformat(month_on)]
    before = row.active - row.new + row.lost
    left = row.revenue / (Decimal(before + row.active) / 2) * Decimal(margin)
    assert abs(Decimal(row.marketing_cost) / row.new / left - Decimal(months)) < Decimal("0.4")


def test_service_costs_what_the_relationships_cost(books):
    """In the last month, when nothing changed."""
    rows, _ties = standing(example("operator", "en"))
    last = date(2026, 10, 1)
    for ref, months in books.items():
        if last in months:
            mine = [row for row in rows.values() if row["segment"] == ref and row["state"] == "established"]
            fixed = sum(row.get("fixed_cost") or 0 for row in mine)
            each = sum(row.get("customer_cost") or 0 for row in mine)
            cost = fixed + each * months[last].active
            assert abs(months[last].service_cost - cost) < max(cost * 0.12, 1), ref


def test_bookshop_has_a_year_of_figures_that_end_as_its_segments_stand():
    months = [act["fields"] for act in acts_of("bookshop") if act["verb"] == "indicator.record"]
    assert [fields["month"] for fields in months] == list(range(-12, 0))
    segments = {act.ref: act.fields for act in example("bookshop", "en").acts if act.verb == "segment.add"}
    for ref, (active, *_more) in months[-1]["figures"].items():
        assert active == segments[ref]["customers"]
    for before, after in pairwise(fields["figures"] for fields in months):
        assert all(after[ref][0] == before[ref][0] + after[ref][1] - after[ref][2] for ref in segments)
