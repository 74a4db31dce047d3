"""The page of the matrix: every segment by every kind, in any view, in a fixed number of queries."""

from decimal import Decimal

import pytest
from django.urls import reverse

from relationships.facts import Facts
from relationships.kinds import Kind
from relationships.lenses import lens_of
from relationships.matrix import Matrix
from relationships.models import Relationship
from tests.asking import get, post, queries_of
from tests.cast import actor, add_segment
from tests.relationships.test_facts import TODAY
from tests.strategy import add_relationship
from workspaces.acting import acting

MOST_QUERIES = 15


def page(cast, person=None, **query) -> str:
    answer = get(person or cast.dariush, "matrix", cast.team.pk, cast.canvas.pk, data=query)
    assert answer.status_code == 200
    return answer.content.decode()


def matrix_of(cast) -> Matrix:
    return Matrix.of(Facts.of(cast.canvas, TODAY))


@pytest.fixture
def filled(cast, strategy) -> Matrix:
    """Beside self-service of the first segment (13,000,000 and 150 for each of 20,900): a gap, waste, a plan."""
    first, second = cast.segments
    add_relationship(cast.canvas, first, "communities", cast.dariush, expected=2, state="planned", text="انجمن")
    add_relationship(cast.canvas, first, "personal", cast.dariush, expected=3)
    add_relationship(
        cast.canvas, second, "social", cast.dariush, state="established", text="صفحه", owner=cast.amina,
        fixed_cost=Decimal(865_000), goals=["acquisition", "retention"], channels=["broadcast_channel", "email"],
    )  # fmt: skip
    add_relationship(
        cast.canvas, second, "automated", cast.dariush, state="established", customer_cost=Decimal(5), expected=1
    )
    return matrix_of(cast)


def test_every_segment_meets_every_kind(cast, strategy):
    content = page(cast, cast.layla)
    for segment in cast.segments:
        for kind in Kind:
            assert f'id="cell-{segment.pk}-{kind.value}"' in content
    assert "اپ «من»" in content and content.count('role="gridcell"') == 14


def test_cells_say_what_they_are(cast, filled):
    marks = {cell.key: (cell.is_gap, cell.is_waste, str(cell.state.value)) for cell in filled.filled}
    first, second = (segment.pk for segment in cast.segments)
    assert marks == {
        f"{first}-self_service": (False, False, "established"),
        f"{first}-communities": (True, False, "planned"),
        f"{first}-personal": (True, False, "none"),
        f"{second}-social": (False, True, "established"),
        f"{second}-automated": (False, False, "established"),
    }
    assert [cell.kind for cell in filled.gaps] == ["personal", "communities"], "the most strongly expected first"
    assert (len(filled.established), len(filled.planned), filled.unknown_costs) == (3, 1, 1)
    assert filled.cost == 13_000_000 + 150 * 20_900 + 865_000
    social = next(cell for cell in filled.filled if cell.kind == "social")
    assert [(way.channel, way.is_hardly) for way in social.ways] == [("broadcast_channel", False), ("email", True)]
    assert social.owner == cast.amina


def test_what_costs_nothing_is_no_cost_that_is_unknown(cast, strategy):
    add_relationship(cast.canvas, cast.segments[1], "social", cast.dariush, state="established")
    assert matrix_of(cast).unknown_costs == 0


def test_sums_by_kind_segment_goal_and_channel(cast, filled):
    cost = lens_of(filled, "cost")
    self_service = 13_000_000 + 150 * 20_900
    assert (cost.dearest.of, cost.dearest.cost) == ("self_service", self_service)
    assert cost.dearest.share == Decimal(self_service) / (self_service + 865_000)
    assert [row.sum.cost for row in filled.rows] == [self_service, 865_000]
    assert max(cell.share for cell in filled.established) == 100
    goals = {found.of: (found.count, found.cost) for found in lens_of(filled, "goals").by_goal}
    assert goals == {"acquisition": (1, 432_500), "retention": (2, self_service + 432_500), "growth": (0, 0)}
    assert lens_of(filled, "goals").goals_left == ["growth"]
    channels = lens_of(filled, "channels")
    assert {found.of: found.count for found in channels.by_channel} == {
        "app": 1, "website": 1, "broadcast_channel": 1, "email": 1
    }  # fmt: skip
    assert [cell.kind for cell in channels.misused] == ["social"]
    social = dict(channels.crossings)[Kind.SOCIAL]
    assert [c.channel for c in social if c.is_misused] == ["email"]
    assert (lens_of(filled, "waste").all.count, lens_of(filled, "waste").whole) == (1, 865_000)
    assert [kind.count for kind in lens_of(filled, "gaps").by_kind] == [1, 0, 0, 0, 1, 0, 0]


@pytest.mark.parametrize("view", ["", "gaps", "waste", "cost", "goals", "channels", "no-such-view"])
def test_every_view_has_a_page_full_or_empty(cast, view):
    assert f'data-view="{"" if "-" in view else view}"' in page(cast, view=view, goal="retention", channel="app")
    add_relationship(cast.canvas, cast.segments[0], "social", cast.dariush, expected=2, channels=["app"])
    add_relationship(cast.canvas, cast.segments[1], "social", cast.dariush, state="established", fixed_cost=3)
    assert "data-filled" in page(cast, view=view)


def test_every_sum_says_of_what_it_is(cast, filled):
    """In the list that a phone shows no column's head stands over it."""
    content = page(cast, view="gaps")
    assert content.count('class="sum"') - 1 == content.count('<b class="kind">') - content.count('id="cell-') == 10


def test_a_part_comes_alone(cast, strategy):
    sums, table = page(cast, part="sums", view="gaps"), page(cast, part="table")
    assert 'id="summary"' in sums and 'id="harmony"' in sums and '<table class="matrix"' not in sums
    assert table.lstrip().startswith("<table") and "<html" not in table
    assert "?view=gaps&amp;part=sums" in sums, "it asks again for what it shows"
    assert page(cast, part="channels", view="channels").count("data-fit=") == 7 * 13 + 3


def test_a_filter_stays_in_the_address(cast, strategy):
    assert 'data-goal="retention"' in page(cast, view="goals", goal="retention")
    assert 'data-channel="app"' in page(cast, view="channels", channel="app")
    assert "data-goal=" not in page(cast, view="goals", goal="fame")


def test_harmony_shows_ties_and_what_is_loose(cast, strategy):
    add_relationship(cast.canvas, cast.segments[1], "social", cast.dariush, state="established", text="صفحهٔ ما")
    content = page(cast).partition('id="harmony"')[2]
    assert cast.notes[3].text in content and "صفحهٔ ما" in content
    cast.notes[3].remove(1, actor(cast.dariush))
    assert cast.notes[3].text not in page(cast).partition('id="harmony"')[2]


def test_a_canvas_without_segments_says_where_to_begin(cast):
    for segment in cast.segments:
        segment.remove(segment.version, actor(cast.dariush))
    content = page(cast)
    assert "<table" not in content and reverse("board", args=[cast.team.pk, cast.canvas.pk]) in content


def test_a_canvas_without_relationships_says_where_to_begin(cast):
    """To whom may; others read that there are none. Once there is one, everybody reads how many."""
    begin = "با یک بخش شروع کنید"
    assert begin in page(cast, cast.dariush) and begin not in page(cast, cast.kian)
    add_relationship(cast.canvas, cast.segments[0], "personal", cast.dariush, expected=1)
    assert begin not in page(cast, cast.dariush)


def test_outsider_does_not_find_it(cast):
    assert get(cast.sara, "matrix", cast.team.pk, cast.canvas.pk).status_code == 404
    assert get(cast.amina, "matrix", cast.team.pk, cast.other_canvas.pk).status_code == 404


def test_it_is_only_read(cast):
    assert post(cast.amina, "matrix", cast.team.pk, cast.canvas.pk).status_code == 405


def test_bands_are_relative_to_the_median(cast):
    for name, value in (("الف", 100), ("ب", 110), ("پ", 2000), ("ت", 10)):
        add_segment(cast.canvas, cast.dariush, name=name, customers=10, value=value, margin="0.5", retention="0.9")
    shown = {row.segment.name: row.band for row in matrix_of(cast).rows if row.band in ("high", "low")}
    assert shown == {"پ": "high", "ت": "low"}


def test_queries_do_not_grow(cast, strategy):
    url = ("matrix", cast.team.pk, cast.canvas.pk)
    add_relationship(cast.canvas, cast.segments[0], "personal", cast.dariush, owner=cast.amina, text="نفر")
    before = queries_of(cast.layla, *url)
    assert before <= MOST_QUERIES
    segments = [add_segment(cast.canvas, cast.dariush, name=f"بخش {n}") for n in range(28)]
    with acting(actor(cast.dariush), cast.team.pk, "relationship.add"):
        Relationship.objects.bulk_create(
            Relationship(
                workspace=cast.team,
                canvas=cast.canvas,
                segment=segment,
                kind=kind,
                state="established",
                text="هست",
                expected=1,
                goals=["growth"],
                channels=["app"],
                owner=cast.people["kian"],
                fixed_cost=5,
            )  # fmt: skip
            for segment in segments
            for kind in Kind
        )
    assert queries_of(cast.layla, *url) == before
