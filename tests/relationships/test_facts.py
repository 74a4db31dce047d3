"""What a canvas says at one moment: the same queries however much there is, and rows that know each other."""

from datetime import date
from decimal import Decimal

from relationships.economics import Lack
from relationships.facts import Facts
from tests.cast import add_segment
from tests.strategy import add_relationship, make_other_strategy

TODAY = date(2026, 11, 27)
QUERIES = 7


def test_queries_do_not_grow(cast, strategy, django_assert_num_queries):
    with django_assert_num_queries(QUERIES):
        Facts.of(cast.canvas, TODAY)
    for i in range(12):
        segment = add_segment(cast.canvas, cast.dariush, name=f"s{i}")
        for kind in ("personal", "social"):
            add_relationship(cast.canvas, segment, kind, cast.dariush, state="established", fixed_cost=5)
    with django_assert_num_queries(QUERIES):
        facts = Facts.of(cast.canvas, TODAY)
        assert len(facts.established) == 25
        assert all(row.segment.name for row in facts.relationships)
        assert all(numbers.cost_to_serve is not None for numbers in facts.numbers.values())


def test_of_many_canvases_it_is_the_same_in_the_same_queries(cast, strategy, django_assert_num_queries):
    make_other_strategy(cast)
    days = {cast.canvas: TODAY, cast.other_canvas: TODAY}
    with django_assert_num_queries(QUERIES):
        both = Facts.of_each(days)
        assert all(row.canvas in days for facts in both.values() for row in facts.relationships)
    for canvas in days:
        alone, one = Facts.of(canvas, TODAY), both[canvas.pk]
        for rows in ("segments", "relationships", "ties", "focuses", "indicators", "turns", "notes"):
            assert getattr(one, rows) == getattr(alone, rows) != [], rows
    assert Facts.of_each({}) == {}


def test_channels_are_its_own_and_those_of_tied_notes(cast, strategy):
    facts = Facts.of(cast.canvas, TODAY)
    assert facts.channels(strategy.relationship) == ["app", "website"]
    assert [note.pk for note in facts.tied(strategy.relationship, "channels")] == [cast.notes[3].pk]


def test_a_segment_without_months_speaks_for_itself_or_says_what_is_missing(cast):
    known, unknown = (Facts.of(cast.canvas, TODAY).numbers[segment.pk] for segment in cast.segments)
    assert (known.active, known.arpc, known.churn) == (12_400, 42_000, Decimal("0.06"))
    assert (unknown.active, unknown.churn, unknown.margin, unknown.acquisition_cost) == (Lack.UNKNOWN,) * 4
    assert unknown.cost_to_serve is Lack.UNKNOWN, "of nothing known, nothing is the sum"


def test_turn_in_force_is_that_of_the_day(cast, strategy):
    assert Facts.of(cast.canvas, date(2026, 3, 20)).turn is None
    assert Facts.of(cast.canvas, TODAY).turn.leads == "acquisition"
