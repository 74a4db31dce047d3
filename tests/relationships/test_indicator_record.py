"""Recording months: all or none, honest conflicts, and nothing where nothing changed."""

from datetime import date

import pytest

from canvas.models.editing import Stale
from record.models import Change
from relationships.models import Indicator
from relationships.models.indicator import Entry
from tests.cast import actor

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def record(cast, *entries: Entry):
    return Indicator.objects.record(cast.canvas, entries, actor(cast.dariush))


def test_months_are_recorded_in_one_act(cast):
    first, second = cast.segments
    rows = record(
        cast,
        Entry(first, OCTOBER, values={"active": 100, "new": 5}),
        Entry(second, OCTOBER, values={"active": 7}),
        Entry(second, NOVEMBER),
    )
    assert [(row.segment_id, row.active, row.new) for row in rows] == [(first.pk, 100, 5), (second.pk, 7, None)]
    lines = Change.objects.of(cast.team.pk).filter(verb="indicator.record")
    assert len(lines) == 2 and len({line.request for line in lines}) == 1


def test_a_month_somebody_else_recorded_is_stale_and_nothing_is_recorded(cast):
    first, second = cast.segments
    record(cast, Entry(first, OCTOBER, values={"active": 100}))
    with pytest.raises(Stale):
        record(cast, Entry(second, OCTOBER, values={"active": 7}), Entry(first, OCTOBER, values={"active": 90}))
    assert Indicator.objects.get().active == 100


def test_the_same_figures_are_no_conflict_and_no_change(cast):
    entry = Entry(cast.segments[0], OCTOBER, values={"active": 100})
    record(cast, entry)
    assert record(cast, entry) == []


def test_figures_that_are_not_named_stay_and_a_month_without_any_is_taken_out(cast):
    segment = cast.segments[0]
    record(cast, Entry(segment, OCTOBER, values={"active": 100, "lost": 3}))
    record(cast, Entry(segment, OCTOBER, 1, {"active": 101}))
    row = Indicator.objects.in_order().get()
    assert (row.active, row.lost, row.version) == (101, 3, 2)
    record(cast, Entry(segment, OCTOBER, 2, dict.fromkeys(Indicator.FIGURES)))
    assert not Indicator.objects.in_order().exists()
    record(cast, Entry(segment, OCTOBER, 0, {"new": 1}))
    row = Indicator.objects.in_order().get()
    assert (row.active, row.new) == (None, 1)
