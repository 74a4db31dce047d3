"""What if: asking saves nothing, forms answer in words, and twelve months stand beside today's course."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.months import month_after
from record.models import Change
from relationships.forms.scenario import ScenarioForm
from relationships.models import Indicator
from relationships.models.indicator import Entry
from relationships.what_if import MEASURES, Sum
from tests.cast import actor, add_segment
from tests.live.pages import Element, parse
from tests.relationships.months import record_months, worked_figures
from tests.strategy import add_relationship, decide

QUERIES = 10
OTHER = {"acquisition": "30", "retention": "60", "growth": "10"}


def read_with(person, digits: str, url: str) -> str:
    person.digits = digits
    person.save(update_fields=["digits"])
    return person.client.get(url).content.decode()


@pytest.fixture
def url(cast, strategy) -> str:
    """Of a canvas whose first segment has months and a margin."""
    first = cast.segments[0]
    first.revise(first.version, actor(cast.dariush), margin=Decimal("0.4"))
    row = strategy.indicator
    entry = Entry(row.segment, row.month_on, row.version, worked_figures())
    Indicator.objects.record(cast.canvas, [entry], actor(cast.dariush))
    return reverse("what_if", args=[cast.team.pk, cast.canvas.pk])


def test_members_ask_and_nothing_is_saved(cast, url):
    before = Change.objects.count()
    for person in (cast.amina, cast.dariush, cast.kian, cast.layla):
        assert person.client.get(url, OTHER).status_code == 200
    assert cast.sara.client.get(url).status_code == 404
    assert cast.amina.client.post(url).status_code == 405
    assert Change.objects.count() == before


def test_twelve_months_against_todays_course(cast, url):
    add_relationship(cast.canvas, cast.segments[0], "social", cast.dariush, state="planned", fixed_cost=7)
    page = cast.dariush.client.get(url, OTHER).context["what_if"]
    assert len(page.months) == 12 and page.months[0] == month_after(page.facts.on, "jalali")
    first = page.total.today[0]
    assert first.customers == Decimal("20900") * Decimal("0.97") + 1500
    assert first.cost == 90_000_000 + 13_000_000 + 150 * (20_900 + first.customers) / 2, "what is planned costs nothing"
    assert page.total.likely[-1].customers != page.total.today[-1].customers
    assert [each.segment for each in page.known] == cast.segments[:1]
    assert [each.missing[0] for each in page.unknown] == ["مشتریان فعال"]


def test_without_a_question_it_is_todays_course(cast, url):
    page = cast.dariush.client.get(url).context["what_if"]
    assert page.form.today == {"acquisition": 60, "retention": 30, "growth": 10}
    assert page.total.today == page.total.likely


@pytest.mark.parametrize("asked", [{}, OTHER])
def test_weights_act_by_the_square_root_within_a_range_unless_one_says_otherwise(cast, url, asked):
    page = cast.dariush.client.get(url, asked).context["what_if"]
    assert page.form.exponents == [Decimal("0.5"), Decimal("0.3"), Decimal("0.7")]


def test_a_segment_with_a_focus_of_its_own_keeps_it_and_is_named(cast, url, strategy):
    first, other = cast.segments
    other.revise(other.version, actor(cast.dariush), margin=Decimal("0.4"))
    record_months(cast.canvas, cast.dariush, [other], 1)
    decide(cast.canvas, cast.dariush, (10, 80, 10), date(2026, 3, 21), segment=other)
    moved = {"move0-relationship": strategy.relationship.pk, "move0-to": "personal", "move0-each": "1150"}
    response = cast.amina.client.get(url, {**OTHER, **moved})
    page = response.context["what_if"]
    canvas_led, own = (each.outlook for each in page.known)
    assert page.apart == [other] and f": <bdi>{other.name}</bdi>." in response.content.decode()
    assert own.today == own.likely and canvas_led.today[-1].customers != canvas_led.likely[-1].customers
    decide(cast.canvas, cast.dariush, (10, 80, 10), date(2026, 3, 21), segment=first)
    page = cast.amina.client.get(url, {**OTHER, **moved}).context["what_if"]
    assert page.total.today[-1].customers == page.total.likely[-1].customers
    assert page.total.today[-1].cost < page.total.likely[-1].cost  # a change of kind is its own


@pytest.mark.parametrize(
    "asked",
    [
        {"acquisition": "30", "retention": "60", "growth": "11"},
        {"acquisition": "بیست", "retention": "60", "growth": "10"},
        {**OTHER, "exponent": "2"},
        {**OTHER, "exponent": "0.1"},  # under the least
        {**OTHER, "move0-relationship": "999999", "move0-to": "personal"},
        {**OTHER, "move0-to": "personal"},
    ],
)
def test_what_cant_be_is_said_in_words(cast, url, asked):
    response = cast.dariush.client.get(url, asked)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()


@pytest.mark.parametrize(("growth", "wrong"), [("11", 3), ("x", 1), ("10", 0)])
def test_weights_that_make_no_whole_are_marked_and_told_why(cast, url, growth, wrong):
    page = cast.dariush.client.get(url, {**OTHER, "growth": growth}).content.decode()
    fields = re.findall(r'<input type="text" name="(?:acquisition|retention|growth)"[^>]*>', page)
    assert sum('aria-invalid="true"' in field for field in fields) == wrong
    for field in fields:
        told = re.search('aria-describedby="([^"]*)"', field)[1].split()
        says = [html for name in told for html in re.findall(f'id="{name}"[^>]*>(.*?)</(?:p|ul)>', page)]
        assert ("۱۰۱" in "".join(says)) == (wrong == 3)
        assert ("بنویسید" in "".join(says)) == (wrong == 1 and "growth" in field)


def test_a_field_that_is_left_empty_counts_as_what_it_shows(cast, url):
    """Today's weight and the usual strength, in the reader's digits."""
    response = cast.dariush.client.get(url, {"acquisition": "", "retention": "30", "growth": " ", "low": ""})
    page, form = response.content.decode(), response.context["form"]
    assert form.weights == form.today == {"acquisition": 60, "retention": 30, "growth": 10}
    shown = dict(re.findall(r'<input type="text" name="(\w+)"[^>]* placeholder="([^"]*)"', page))
    assert shown == {
        "acquisition": "۶۰", "retention": "۳۰", "growth": "۱۰", "exponent": "۰٫۵", "low": "۰٫۳", "high": "۰٫۷",
    }  # fmt: skip


def test_what_is_wrong_is_said_with_the_name_of_its_field(cast, url):
    """The answer while one types brings no fields along."""
    page = cast.dariush.client.get(url, {**OTHER, "acquisition": "150", "exponent": "2"}).content.decode()
    alert = re.search('<div role="alert">.*?</div>', page, re.S)[0]
    with override("fa"):
        names = [str(ScenarioForm.base_fields[name].label) for name in ("acquisition", "exponent")]
    assert re.findall("<li>([^:<]+): ", alert) == names


def test_any_digits_do(cast, url):
    asked = {"acquisition": "۳۰", "retention": "٦٠", "growth": "10", "exponent": "۰٫۵"}
    assert cast.dariush.client.get(url, asked).context["what_if"].form.weights["acquisition"] == 30


def test_one_kind_gives_way_to_another_at_its_cost(cast, url, strategy):
    moved = {"move0-relationship": strategy.relationship.pk, "move0-to": "personal"}
    assert cast.dariush.client.get(url, moved).status_code == 422  # nothing tells what it would cost
    page = cast.dariush.client.get(url, {**moved, "move0-each": "۱۱۵۰"}).context["what_if"]
    today, likely = page.total.today[0], page.total.likely[0]
    assert likely.customers == today.customers
    average = (20_900 + today.customers) / 2
    assert likely.cost - today.cost == (1_150 - 150) * average - 13_000_000

    other = add_relationship(
        cast.canvas, cast.segments[1], "personal", cast.dariush, state="established", fixed_cost=7, customer_cost=9
    )
    free = add_segment(cast.canvas, cast.dariush, name="رایگان")
    add_relationship(cast.canvas, free, "personal", cast.dariush, state="established")  # tells nothing of its cost
    (move,) = cast.dariush.client.get(url, moved).context["what_if"].moves
    assert (move.fixed, move.each) == (other.fixed_cost, other.customer_cost) == (7, 9)


def test_a_segment_has_each_kind_once_and_a_relationship_moves_once(cast, url, strategy):
    place = cast.canvas, cast.segments[0]
    other = add_relationship(*place, "social", cast.dariush, state="established", fixed_cost=7).pk
    pk = strategy.relationship.pk

    def status(*moves) -> int:
        asked = {
            f"move{n}-{name}": value
            for n, move in enumerate(moves)
            for name, value in zip(("relationship", "to", "each"), move, strict=True)
        }
        return cast.dariush.client.get(url, asked).status_code

    assert status((pk, "social", 1)) == 422
    assert status((pk, "personal", 1), (pk, "communities", 1)) == 422
    assert status((pk, "personal", 1), (other, "personal", 1)) == 422
    assert status((pk, "personal", 1), (other, "communities", 1)) == 200


@pytest.mark.parametrize(
    ("likely", "less_is_better", "worse"),
    [(9, False, True), (11, False, False), (9, True, False), (11, True, True), (10, False, False), (10, True, False)],
)
def test_a_cost_that_falls_is_better_and_all_else_is_worse(likely, less_is_better, worse):
    assert Sum("", 10, likely, likely, likely, less_is_better=less_is_better).is_worse is worse


@given(
    st.dictionaries(
        st.sampled_from(
            ["acquisition", "retention", "growth", "exponent", "low", "high", "move0-to", "move0-each", "x"]
        ),
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
        | st.sampled_from(["0", "100", "50", "۱"]),
    )
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_asked_is_answered(cast, url, asked):
    assert cast.dariush.client.get(url, asked).status_code in (200, 422)


def charts_on(page) -> list[Element]:
    return [drawn for drawn in parse(page.content.decode()).all("svg") if drawn.all("polyline")]


def test_each_measure_has_its_chart(cast, url):
    assert len(charts_on(cast.dariush.client.get(url, OTHER))) == len(MEASURES)


def test_a_canvas_without_figures_says_what_it_needs(cast):
    page = cast.dariush.client.get(reverse("what_if", args=[cast.team.pk, cast.canvas.pk]), OTHER)
    assert page.status_code == 200 and not charts_on(page)
    assert [each.segment for each in page.context["what_if"].unknown] == cast.segments


def test_queries_do_not_grow(cast, url, django_assert_num_queries):
    cast.dariush.client.get(url, OTHER)
    with django_assert_num_queries(QUERIES):
        cast.dariush.client.get(url, OTHER)
    segments = [add_segment(cast.canvas, cast.dariush, name=f"s{n}", margin=Decimal("0.4")) for n in range(28)]
    record_months(cast.canvas, cast.dariush, segments, 36)
    for segment in segments:
        add_relationship(cast.canvas, segment, "social", cast.dariush, state="established", fixed_cost=5)
    with django_assert_num_queries(QUERIES):
        assert len(cast.dariush.client.get(url, OTHER).context["what_if"].known) == 29


def test_the_sum_is_in_the_readers_digits(cast, url):
    assert 'data-sum="مجموع: {n} از ۱۰۰"' in cast.dariush.client.get(url).content.decode()
    assert 'data-sum="مجموع: {n} از 100"' in read_with(cast.dariush, "latn", url)
