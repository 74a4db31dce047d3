"""What the figures did around a day: the mean of three months before against three after, or why there is none."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from accounts.months import month_after
from canvas.models import Segment
from relationships.around import Measured, measures_around, months_together
from relationships.economics import Lack
from relationships.facts import Facts
from relationships.models import Indicator

DAY, TODAY = date(2025, 7, 1), date(2026, 1, 1)
FIRST = date(2025, 4, 1)


def facts(*segments, months=6, first=FIRST, **figures):
    rows = []
    for segment in segments:
        active = 1000
        for i in range(months):
            after = i >= 3
            row = Indicator(
                segment_id=segment.pk, month_on=month_after(first, "gregorian", i),
                active=active, new=20 if after else 40, lost=20 if after else 40,
                revenue=Decimal(60_000 if after else 50_000), marketing_cost=Decimal(4_000),
            )  # fmt: skip
            for name, value in figures.items():
                setattr(row, name, value)
            rows.append(row)
    return Facts(None, TODAY, list(segments), [], indicators=rows).linked()


@pytest.fixture
def segments():
    return [Segment(pk=pk, name=str(pk), margin=Decimal("0.4")) for pk in (1, 2)]


def around(facts, segment_id=None, day=DAY):
    found = measures_around(months_together(facts, segment_id), day)
    return {measure.of: measure for measure in found}


def pair(measure):
    return measure.before, measure.after


def test_means_of_three_months_on_each_side(segments):
    measures = around(facts(segments[0]))
    assert pair(measures[Measured.NEW]) == (40, 20)
    assert pair(measures[Measured.CHURN]) == (Decimal("0.04"), Decimal("0.02"))
    assert pair(measures[Measured.CAC]) == (100, 200)
    assert pair(measures[Measured.ARPC]) == (50, 60)
    assert pair(measures[Measured.MARGIN]) == (20, 24)
    tones = {measure.of: measure.tone for measure in measures.values()}
    assert tones == {
        Measured.NEW: "warn", Measured.CHURN: "ok", Measured.CAC: "warn", Measured.ARPC: "ok", Measured.MARGIN: "ok",
    }  # fmt: skip


def test_of_all_segments_together_or_of_one(segments):
    both = facts(*segments)
    assert around(both)[Measured.NEW].before == 80
    assert around(both)[Measured.CHURN].before == around(both, 2)[Measured.CHURN].before == Decimal("0.04")
    assert around(both, 2)[Measured.NEW].before == 40


def test_a_segment_that_came_meanwhile_moves_no_figure(segments):
    """Nor one that went; of those that were there all the time nothing is hidden."""
    both = facts(*segments)
    for gone in (slice(0, 3), slice(3, 6)):
        rows = [row for row in both.indicators if row.segment_id == 1 or row not in both.indicators[6:][gone]]
        measures = around(replace(both, indicators=rows, recorded=[]))
        assert pair(measures[Measured.NEW]) == (40, 20)
    apart = replace(both, indicators=both.indicators[:3] + both.indicators[9:], recorded=[])
    assert around(apart)[Measured.NEW].lack is Lack.FEW_MONTHS


@pytest.mark.parametrize("months, first", [(5, FIRST), (5, date(2025, 5, 1)), (6, date(2023, 1, 1)), (0, FIRST)])
def test_with_fewer_than_three_on_a_side_there_is_none(segments, months, first):
    measure = around(facts(segments[0], months=months, first=first))[Measured.NEW]
    assert measure.lack is Lack.FEW_MONTHS and not measure.is_known and measure.tone == ""


@pytest.mark.parametrize("day", [date(2025, 7, 2), date(2025, 7, 16), date(2025, 7, 31)])
def test_the_month_that_the_day_cuts_counts_on_neither_side(segments, day):
    cut = facts(segments[0], months=7)
    measure = around(cut, day=day)[Measured.NEW]
    assert pair(measure) == (40, 20)


def test_a_figure_that_is_missing_says_so(segments):
    measures = around(facts(segments[0], revenue=None))
    assert measures[Measured.ARPC].lack is Lack.UNKNOWN and measures[Measured.NEW].is_known
    segments[1].margin = None
    assert around(facts(segments[1]))[Measured.MARGIN].lack is Lack.UNKNOWN
    assert around(facts(segments[0], marketing_cost=Decimal(0), new=0))[Measured.CAC].lack is Lack.NO_NEW


def test_what_hardly_moves_has_no_tone(segments):
    assert around(facts(segments[0], new=40))[Measured.NEW].tone == ""
