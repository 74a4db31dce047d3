"""Withdrawing a decision: it never held; it stays listed on request, with the reason."""

from datetime import date

import pytest
from django.urls import reverse

from record.models import Change
from tests.asking import post_twice
from tests.cast import actor
from tests.strategy import decide


@pytest.fixture
def focus(cast):
    decide(cast.canvas, cast.dariush, (60, 30, 10), date(2025, 1, 1), reason="نخست")
    return decide(cast.canvas, cast.dariush, (20, 60, 20), date(2026, 1, 1), reason="اشتباهی")


def url_of(cast, focus, canvas=None):
    return reverse("focus_withdraw", args=[cast.team.pk, (canvas or cast.canvas).pk, focus.pk])


def withdraw(person, cast, focus, reason="پیشنهاد بود"):
    return person.client.post(url_of(cast, focus), {"reason": reason})


def test_it_is_asked_and_done(cast, focus):
    assert "اشتباهی" in cast.dariush.client.get(url_of(cast, focus)).content.decode()
    assert withdraw(cast.amina, cast, focus).status_code == 302
    focus.refresh_from_db()
    assert focus.withdrawn_at and focus.withdrawn_reason == "پیشنهاد بود"
    line = Change.objects.of(cast.team.pk).newest_first().first()
    assert (line.verb, line.reason) == ("focus.withdraw", "پیشنهاد بود")


def test_the_one_before_holds_again_and_it_stays_listed_on_request(cast, focus):
    withdraw(cast.amina, cast, focus)
    url = reverse("strategy", args=[cast.team.pk, cast.canvas.pk])
    page = cast.layla.client.get(url)
    assert page.context["entry"].focus.reason == "نخست" and "اشتباهی" not in page.content.decode()
    listed = cast.layla.client.get(url + "?withdrawn=1").content.decode()
    assert "اشتباهی" in listed and "پیشنهاد بود" in listed and "<s>" in listed
    of_segment = cast.layla.client.get(f"{url}?withdrawn=1&segment={cast.segments[0].pk}")
    assert of_segment.context["withdrawn"] == [], "nor under another focus"


def test_a_reason_is_required(cast, focus):
    answer = withdraw(cast.dariush, cast, focus, reason=" ")
    focus.refresh_from_db()
    assert answer.status_code == 422 and focus.withdrawn_at is None


def test_who_comes_second_is_told_who_withdrew_it_and_why(cast, focus):
    withdraw(cast.dariush, cast, focus)
    lines = Change.objects.count()
    answer = withdraw(cast.amina, cast, focus, "دوباره")
    page = answer.content.decode()
    assert answer.status_code == 409 and Change.objects.count() == lines
    assert str(cast.dariush) in page and "پیشنهاد بود" in page and "دوباره" in page
    page = cast.amina.client.get(url_of(cast, focus)).content.decode()
    assert "<textarea" not in page and str(cast.dariush) in page and "دوباره" not in page


def test_the_same_request_again_is_answered_as_the_first_time(cast, focus):
    ids = [cast.team.pk, cast.canvas.pk, focus.pk]
    first, again = post_twice(cast.dariush, "focus_withdraw", *ids, reason="پیشنهاد بود")
    assert (first.status_code, again.status_code, again.url) == (302, 302, first.url)


def test_roles(cast, focus):
    assert withdraw(cast.sara, cast, focus).status_code == 404
    assert withdraw(cast.kian, cast, focus).status_code == 403
    assert cast.layla.client.get(url_of(cast, focus)).status_code == 403
    assert cast.dariush.client.put(url_of(cast, focus)).status_code == 405
    other = decide(cast.other_canvas, cast.sara, (60, 30, 10), date(2025, 1, 1))
    assert withdraw(cast.dariush, cast, other).status_code == 404
    assert cast.sara.client.get(url_of(cast, focus, cast.other_canvas)).status_code == 404


def test_not_while_archived(cast, focus):
    cast.canvas.archive(actor(cast.amina))
    assert withdraw(cast.dariush, cast, focus).status_code == 409
