"""Deciding the focus: three weights of 100, a day, and why; what it means is told before."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from record.models import Change
from tests.asking import post
from tests.cast import actor
from tests.strategy import decide

FILLED = {"acquisition": "۳۰", "retention": "50", "growth": "٢٠", "from_on": "1405/01/01", "reason": "بازار پر شد"}


def decided(person, cast, client="client", **fields):
    url = reverse("focus_decide", args=[cast.team.pk, cast.canvas.pk])
    return getattr(person, client).post(url, FILLED | fields)


def new(person, cast, query="", client="client"):
    return getattr(person, client).get(reverse("focus_new", args=[cast.team.pk, cast.canvas.pk]) + query)


def test_it_works_in_any_digits_and_either_calendar(cast):
    answer = decided(cast.dariush, cast, evidence="ریزش ۳٪")
    assert answer.status_code == 302 and answer.url == reverse("strategy", args=[cast.team.pk, cast.canvas.pk])
    focus = cast.canvas.focuses.get()
    assert focus.weights == {"acquisition": 30, "retention": 50, "growth": 20}
    assert (focus.from_on, focus.reason, focus.evidence) == (date(2026, 3, 21), "بازار پر شد", "ریزش ۳٪")
    line = Change.objects.of(cast.team.pk).newest_first().first()
    assert (line.verb, line.reason, focus.decided_by) == ("focus.decide", "بازار پر شد", cast.dariush)


def test_the_record_says_it_in_the_readers_digits(cast):
    decided(cast.dariush, cast)
    for person, weight in ((cast.dariush, "۳۰"), (cast.amina, "30")):
        activity = person.client.get(reverse("activity", args=[cast.team.pk])).content.decode()
        assert f"<bdi>{weight}</bdi>" in activity


def test_of_one_segment_and_of_a_day_to_come(cast):
    decided(cast.amina, cast, from_on="2030/01/01", segment=cast.segments[1].pk)
    focus = cast.canvas.focuses.get()
    assert (focus.segment, focus.from_on) == (cast.segments[1], date(2030, 1, 1))


def test_by_htmx_the_sheet_closes_and_open_pages_ask_again(cast):
    answer = decided(cast.dariush, cast, client="htmx")
    assert answer.status_code == 200 and answer["Boom-Seq"]
    assert 'data-topic="strategy"' in answer.content.decode()


def test_one_request_decides_once(cast):
    for _ in range(2):
        decided(cast.dariush, cast, request="5ee5a1cc-3f2a-4f67-8e12-1d3ad4b7d0aa")
    assert cast.canvas.focuses.count() == 1


def test_roles(cast):
    assert decided(cast.sara, cast).status_code == 404
    assert decided(cast.kian, cast).status_code == new(cast.layla, cast).status_code == 403
    url = reverse("focus_decide", args=[cast.team.pk, cast.canvas.pk])
    assert cast.dariush.client.get(url).status_code == 405
    assert not cast.canvas.focuses.exists()


@pytest.mark.parametrize(
    "field, value, said",
    [
        ("growth", "10", "۹۰"),
        ("growth", "30", "۱۱۰"),
        ("growth", "", None),
        ("growth", "-5", None),
        ("growth", "20.5", None),
        ("growth", "بیست", None),
        ("reason", " ", None),
        ("from_on", "", None),
        ("from_on", "1405/13/01", None),
        ("reason", "x" * 1001, None),
    ],
)
@pytest.mark.parametrize("client", ["client", "htmx"])
def test_what_is_wrong_is_said_and_what_was_typed_stays(cast, field, value, said, client):
    answer = decided(cast.dariush, cast, client=client, **{"evidence": "گزارش بهار", field: value})
    text = answer.content.decode()
    assert answer.status_code == 422 and "errorlist" in text
    assert "گزارش بهار" in text and (field == "reason" or "بازار پر شد" in text)
    assert said is None or said in text
    assert value.strip() in text and not cast.canvas.focuses.exists()


def test_a_segment_of_elsewhere_is_none(cast):
    assert decided(cast.dariush, cast, segment=cast.other_segment.pk).status_code == 422
    assert not cast.canvas.focuses.exists()


def test_not_while_archived(cast):
    cast.canvas.archive(actor(cast.amina))
    assert decided(cast.dariush, cast).status_code == 409


def test_the_form_begins_with_what_holds_today(cast):
    decide(cast.canvas, cast.dariush, (60, 30, 10), date(2025, 1, 1))
    decide(cast.canvas, cast.dariush, (10, 80, 10), date(2025, 1, 1), segment=cast.segments[0])
    decide(cast.canvas, cast.dariush, (1, 1, 98), timezone.now().date() + timedelta(days=9))
    initial = new(cast.dariush, cast).context["form"].initial
    assert [initial[goal] for goal in ("acquisition", "retention", "growth")] == [60, 30, 10]
    assert new(cast.dariush, cast, f"?segment={cast.segments[0].pk}").context["form"].initial["retention"] == 80
    assert new(cast.dariush, cast, "?segment=x").status_code == 200


def prospect(cast, *weights, from_on="2026/06/01", segment=""):
    query = "?acquisition={}&retention={}&growth={}".format(*weights) + f"&from_on={from_on}&segment={segment}"
    return new(cast.dariush, cast, query, client="htmx").context["prospect"]


def test_what_it_means_is_told_before(cast):
    assert prospect(cast, 60, 30, 10).turn.before is None
    decide(cast.canvas, cast.dariush, (60, 30, 10), date(2025, 1, 1))
    decide(cast.canvas, cast.dariush, (20, 60, 20), date(2027, 1, 1))
    seen = prospect(cast, 40, 50, 10)
    assert seen.turn.is_shift and seen.turn.changes_leader and seen.turn.leader == "retention"
    assert seen.after.focus.from_on == date(2027, 1, 1)
    assert not prospect(cast, 55, 35, 10).turn.is_shift
    assert prospect(cast, 70, 30, 0).dropped == ["growth"]
    assert prospect(cast, 60, 30, 10, segment=cast.segments[0].pk).turn.before is None
    assert prospect(cast, 60, 30, 20) is None and prospect(cast, "x", 30, 20) is None


def test_a_wrong_sum_is_told_while_it_is_typed(cast):
    query = "?acquisition=60&retention=30&growth=20&from_on=1405/01/01"
    page = new(cast.dariush, cast, query, client="htmx")
    assert page.status_code == 200 and "۱۱۰" in page.content.decode()


def test_the_page_follows(cast):
    post(cast.dariush, "focus_decide", cast.team.pk, cast.canvas.pk, **FILLED)
    page = cast.layla.client.get(reverse("strategy", args=[cast.team.pk, cast.canvas.pk]))
    assert "بازار پر شد" in page.content.decode()


@pytest.mark.parametrize("segment", ["1" * 4301, "x", "-1", "۱"])
def test_a_segment_that_is_none_is_passed_over(cast, segment):
    assert new(cast.dariush, cast, f"?segment={segment}").status_code == 200
