"""The page of numbers: figures with their formulas, what is missing in words, and the same queries however much."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.months import month_after, month_of
from learning.shipping import shipped
from relationships.models import Indicator
from relationships.models.indicator import Entry
from tests.asking import read
from tests.cast import actor, add_segment
from tests.relationships.months import ABAN, record_months
from tests.strategy import add_relationship

QUERIES = 9


@pytest.fixture
def url(cast) -> str:
    return reverse("numbers", args=[cast.team.pk, cast.canvas.pk])


def html(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_members_see_it_and_nobody_else(cast, url):
    for person in (cast.amina, cast.dariush, cast.kian, cast.layla):
        assert "numbers" in html(person.client.get(url))
    for stranger in (cast.omar, cast.sara):
        assert stranger.client.get(url).status_code == 404
    assert cast.amina.client.post(url).status_code == 405


def test_worked_figures_with_their_formulas(cast, url):
    first = cast.segments[0]
    record_months(cast.canvas, cast.dariush, [first], 1)
    first.revise(first.version, actor(cast.dariush), margin=Decimal("0.4"))
    add_relationship(cast.canvas, first, "personal", cast.dariush, state="established", customer_cost=800)
    cast.sara.language = "en"
    cast.amina.language = "en"
    cast.amina.save()
    page = html(cast.amina.client.get(url))
    for sum in (
        "600 lost ÷ 20,000 at start = 3%",
        "1 − churn 3% = 97%",
        "1 ÷ churn 3% = 33.3 months",
        "marketing cost 90,000,000 ÷ 1,500 new customers = 60,000",
        "revenue 1,022,500,000 ÷ 20,450 active on average = 50,000",
        "revenue per customer 50,000 × gross margin 40% = 20,000",
        "margin per customer 20,000 ÷ churn 3% = 666,667",
        "margin 20,000 × retention 97% ÷ (1 + discount 1% − retention 97%) = 485,000",
        "lifetime value 666,667 ÷ CAC 60,000 = 11.1",
        "CAC 60,000 ÷ margin per customer 20,000 = 3 months",
        "margin per customer 20,000 − cost to serve 800 = 19,200",
        "service cost 3,000,000 ÷ 20,450 active on average = 146.7",  # beside the cost to serve
    ):
        assert sum in page, sum
    assert "Aban 1405" in page


def test_what_is_missing_is_said_and_never_a_number(cast, url):
    cast.amina.language = "en"
    cast.amina.save()
    page = read(cast.amina.client.get(url))
    assert '<span class="lack">Missing: <bdi>gross margin</bdi></span>' in page
    assert '<p class="lack">not enough data: a figure is missing</p>' in page
    assert "the segment&#x27;s own figures" in page
    assert "Infinity" not in page and "NaN" not in page


def led_on(page: str) -> list[str]:
    """What the page would have one do first."""
    return re.findall(r'class="button primary" href="([^"]+)"', page)


def test_without_figures_the_way_is_to_type_some_and_then_to_think_on(cast, url):
    for segment in cast.segments:
        segment.revise(segment.version, actor(cast.dariush), retention=None, value=None)
    page = html(cast.dariush.client.get(url))
    assert 'class="figure' not in page and page.count("هنوز رقمی نیست.") == len(cast.segments)
    assert led_on(page) == ["#grid"] and "discount" not in page and "figures.csv" not in page
    record_months(cast.canvas, cast.dariush, [cast.segments[0]], 1)
    page = html(cast.dariush.client.get(url))
    assert 'class="figure' in page and page.count("هنوز رقمی نیست.") == len(cast.segments) - 1
    assert led_on(page) == [reverse("what_if", args=[cast.team.pk, cast.canvas.pk])]
    assert "discount" in page and "figures.csv" in page


@pytest.mark.parametrize(
    "asked, shown", [("2", "2%"), ("۲", "2%"), ("", "1%"), ("x", "1%"), ("99", "1%"), ("-1", "1%")]
)
def test_the_discount_is_the_readers(cast, url, asked, shown):
    cast.amina.language = "en"
    cast.amina.save()
    first = cast.segments[0]
    first.revise(first.version, actor(cast.dariush), margin=Decimal("0.4"))
    assert f"discount {shown}" in html(cast.amina.client.get(url, {"discount": asked}))


def test_what_discount_is_can_be_read(cast, url):
    record_months(cast.canvas, cast.dariush, cast.segments[:1], 1)
    assert f'href="{reverse("words")}#term-discount-rate"' in html(cast.dariush.client.get(url))
    assert "discount-rate" in {key for noun, key, _document in shipped() if noun == "term"}


@pytest.mark.parametrize("asked", ["", "x", "0", "9" * 40, "-1", "۵"])
@pytest.mark.parametrize("until", ["", "x", "2026-10-24", "0001-01-01", "9999-12-31", "2026-02-31", "1951-01-01"])
def test_odd_questions_are_answered_with_the_usual(cast, url, asked, until):
    assert cast.dariush.client.get(url, {"segment": asked, "until": until}).status_code == 200


def test_months_are_those_of_the_books(cast, url):
    record_months(cast.canvas, cast.dariush, cast.segments[:1], 1)
    page = html(cast.amina.client.get(url))  # an Arabic reader, of Gregorian months
    assert "آبان 1405" in page and "أكتوبر" not in page
    assert "آبان ۱۴۰۵" in html(cast.dariush.client.get(url))


def before(cast, months: int) -> date:
    """The month so many before today's."""
    return month_after(month_of(cast.canvas.workspace.today(), "jalali"), "jalali", -months)


def test_a_year_a_page_and_the_one_before(cast, url):
    record_months(cast.canvas, cast.dariush, cast.segments[:1], 14)
    page = html(cast.dariush.client.get(url))
    assert page.count('-version"') == 12
    assert f"until={ABAN.replace(year=2025)}" not in page
    older = before(cast, 12)
    assert f"until={older}" in page
    assert f'name="{before(cast, 13)}-version"' in html(cast.dariush.client.get(url, {"until": str(older)}))


@pytest.mark.parametrize(("until", "first"), [("1950-02-20", "1950-01-21"), ("1951-01-21", "1950-02-20")])
def test_the_grid_ends_where_figures_begin(cast, url, until, first):
    record_months(cast.canvas, cast.dariush, cast.segments[:1], 1)
    page = html(cast.dariush.client.get(url, {"until": until}))
    assert min(re.findall(r'name="([0-9-]{10})-version"', page)) == first


def words(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def test_a_month_folds_to_a_line_and_the_last_that_is_over_is_open(cast, url):
    cast.amina.language = "en"
    cast.amina.save()
    first = cast.segments[0]
    record_months(cast.canvas, cast.dariush, [first], 3, before(cast, 1))
    thin = Entry(first, before(cast, 2), 1, {"lost": None, "revenue": None})
    Indicator.objects.record(cast.canvas, [thin], actor(cast.dariush))
    page = html(cast.amina.client.get(url))
    assert re.findall(r'<details class="fold"([^>]*)>', page) == [" ", " open", *[" "] * 10]
    lines = [words(line) for line in re.findall(r'<span class="gist">(.*?)</span>', page, re.DOTALL)]
    assert lines == [
        "No figures",
        "22.7 thousand customers · Churn 2.75%",
        "4 of 6 figures",
        "20.9 thousand customers · Churn 3%",
        *["No figures"] * 8,
    ]


def test_what_follows_from_a_month_stands_beside_its_figures(cast, url):
    cast.amina.language = "en"
    cast.amina.save()
    record_months(cast.canvas, cast.dariush, cast.segments[:1], 1, before(cast, 1))
    rates = re.findall(r'<td class="rate" data-label="([^"]+)">(.*?)</td>', html(cast.amina.client.get(url)), re.DOTALL)
    assert [(label, words(rate)) for label, rate in rates if words(rate)] == [
        ("Churn", "3%"),
        ("CAC", "60,000"),
        ("Revenue per customer", "50,000"),
    ]


def test_figures_lead_to_what_follows_and_back(cast, url):
    first, second = cast.segments
    record_months(cast.canvas, cast.dariush, [second], 1)
    page = html(cast.dariush.client.get(url, {"segment": second.pk}))
    cards = re.findall(r'<article.*?id="worth-(\d+)".*?href="([^"]*#grid)"', page, re.DOTALL)
    assert cards == [(str(first.pk), f"{url}?segment={first.pk}#grid"), (str(second.pk), "#grid")]
    assert f'href="#worth-{second.pk}"' in page
    cards = re.findall(r'href="([^"]*#grid)"', html(cast.layla.client.get(url, {"segment": first.pk})))
    assert f"{url}?segment={second.pk}#grid" in cards


def test_half_a_month_comes_to_nothing_yet(cast, url):
    record_months(cast.canvas, cast.dariush, cast.segments[:1], 1, before(cast, 0))
    rates = re.findall(r'<td class="rate" data-label="[^"]+">(.*?)</td>', html(cast.dariush.client.get(url)), re.DOTALL)
    assert len(rates) == 36 and not any(map(str.strip, rates))


def test_viewers_read_and_type_nothing(cast, url):
    record_months(cast.canvas, cast.dariush, cast.segments[:1], 1)
    page = html(cast.layla.client.get(url))
    assert "20,900" in page
    assert f'name="{ABAN}-active"' not in page
    assert reverse("indicator_import", args=[cast.team.pk, cast.canvas.pk]) not in page


def test_a_canvas_without_segments_says_where_to_begin(cast, url):
    for segment in cast.segments:
        segment.remove(segment.version, actor(cast.dariush))
    assert 'id="months"' not in html(cast.dariush.client.get(url))


def test_queries_do_not_grow(cast, url, django_assert_num_queries):
    html(cast.dariush.client.get(url))
    with django_assert_num_queries(QUERIES):
        html(cast.dariush.client.get(url))
    segments = [*cast.segments, *(add_segment(cast.canvas, cast.dariush, name=f"s{n}") for n in range(28))]
    record_months(cast.canvas, cast.dariush, segments, 36)
    for segment in segments:
        add_relationship(cast.canvas, segment, "social", cast.dariush, state="established", fixed_cost=5)
    assert Indicator.objects.count() == 30 * 36
    with django_assert_num_queries(QUERIES):
        page = html(cast.dariush.client.get(url))
    assert page.count("<article") == 30
