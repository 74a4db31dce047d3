"""The list under the bell, its number, marking as read, and how one wants to be told."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from canvas.models import Comment
from notices.models import Choice, Notice
from notices.stopping import DIGEST, token_for
from programs.models import Assignment
from tests.asking import queries_of
from tests.cast import actor
from tests.programs.scene import review_it


def mention(cast, person, count: int = 1) -> None:
    for number in range(count):
        text = f"@{person} ({number})"
        Comment.objects.add_to(cast.canvas, "channels", text, actor(cast.kian), mentions=[person.pk])


def page(person, query: str = "") -> str:
    return person.client.get(f"/notices/{query}").content.decode()


def number(person) -> str:
    found = re.search(r'class="unread"[^>]*>([^<]*)<', person.client.get("/notices/count/").content.decode())
    return found[1] if found else ""


def test_an_empty_list_says_what_will_stand_there(cast):
    assert "هنوز خبری نیست" in page(cast.dariush) and number(cast.dariush) == ""


def test_the_number_is_in_the_readers_digits(cast):
    mention(cast, cast.dariush, 12)
    assert number(cast.dariush) == "۱۲" and number(cast.amina) == "1"
    assert 'aria-label="۱۲ اعلان خوانده‌نشده"' in cast.dariush.client.get("/notices/count/").content.decode()


def test_to_who_is_signed_out_nothing_happens(db):
    """A page that was signed out meanwhile is not led away from what is typed on it."""
    answer = Client(headers={"HX-Request": "true"}).get("/notices/count/")
    assert answer.status_code == 204 and "HX-Redirect" not in answer.headers


def test_by_day_and_in_pages(cast):
    mention(cast, cast.dariush, 32)
    oldest = Notice.objects.filter(user=cast.dariush).earliest("pk")
    Notice.objects.filter(pk=oldest.pk).update(at=timezone.now() - timedelta(days=3))
    first = page(cast.dariush)
    assert first.count('<li data-unread id="notice-') == 30 and first.count('<h2 class="day">') == 1
    older = re.search(r'rel="next" href="(\?before=\d+)"', first)[1]
    second = page(cast.dariush, older)
    assert second.count('<li data-unread id="notice-') == 2 and second.count('<h2 class="day">') == 2
    assert 'rel="prev"' in second and 'rel="prev"' not in first
    assert 'rel="next"' not in page(cast.dariush, f"?before={oldest.pk + 30}"), "a page that is just full"


def test_days_are_the_readers_own(cast):
    mention(cast, cast.dariush)
    Notice.objects.filter(user=cast.dariush).update(at=datetime(2026, 11, 26, 22, tzinfo=UTC))
    assert '<h2 class="day">جمعه ۶ آذر ۱۴۰۵</h2>' in page(cast.dariush), "in Tehran"


@pytest.mark.parametrize("before", ["0", "-1", "x", "9" * 40, "1" * 18])
def test_any_before_will_do(cast, before):
    assert cast.amina.client.get(f"/notices/?before={before}").status_code == 200


def test_opening_marks_as_read(cast):
    mention(cast, cast.amina)
    told = Notice.objects.filter(user=cast.amina).earliest("pk")
    answer = cast.amina.client.get(f"/notices/{told.pk}/")
    assert answer.status_code == 302 and answer["Location"].endswith(f"#comment-{cast.comment.pk}")
    assert number(cast.amina) == "1" and page(cast.amina).count("data-unread") == 1, "that one alone"


def test_marking_one_and_all(cast):
    mention(cast, cast.dariush, 3)
    first = Notice.objects.filter(user=cast.dariush).earliest("pk")
    assert cast.dariush.client.post(f"/notices/{first.pk}/read/").status_code == 302
    assert number(cast.dariush) == "۲"
    assert cast.dariush.client.post("/notices/read/").status_code == 302
    assert number(cast.dariush) == "" and number(cast.amina) == "1", "others' are their own"


def test_what_people_wrote_stays_text(cast):
    Comment.objects.add_to(
        cast.canvas, "channels", "<script>@ليلى</script>\u202e", actor(cast.kian), mentions=[cast.layla.pk]
    )  # fmt: skip
    assert "<script>@" not in page(cast.layla) and "&lt;script&gt;@" in page(cast.layla)


def test_queries_do_not_grow_with_the_list(scene, cast):
    side = scene.own
    review_it(side, cast.amina)
    Assignment.objects.assign(side.enrolment, [side.reviewing], actor(side.manager))
    mention(cast, cast.dariush, 2)
    few = queries_of(cast.dariush, "notices")
    mention(cast, cast.dariush, 9)
    assert queries_of(cast.dariush, "notices") == few


def test_the_frame_of_pages_asks_nothing_for_the_bell(cast):
    """The number comes when the page stands, by one query beside who is signed in."""
    without = queries_of(cast.dariush, "board", cast.team.pk, cast.canvas.pk)
    mention(cast, cast.dariush, 5)
    assert queries_of(cast.dariush, "board", cast.team.pk, cast.canvas.pk) == without
    assert queries_of(cast.dariush, "notices_count") == 2


def test_ways_are_chosen_and_kept(cast):
    form = {"mention": "day", "remark": "now", "review": "now", "answer": "off", "deadline": "now"}
    assert cast.amina.client.post("/notices/settings/", form).status_code == 302
    assert Choice.ways_of(cast.amina.pk) == form
    assert cast.amina.client.post("/notices/settings/", form | {"answer": "now"}).status_code == 302
    assert Choice.ways_of(cast.amina.pk)["answer"] == "now" and Choice.ways_of(cast.layla.pk)["mention"] == "now"
    page = cast.amina.client.get("/notices/settings/").content.decode()
    assert re.search(r'name="mention" value="day"[^>]*checked', page)


@pytest.mark.parametrize("form", [{}, {"mention": "sometimes"}])
def test_another_way_there_is_not(cast, form):
    answer = cast.amina.client.post("/notices/settings/", form)
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()
    assert not Choice.objects.exists()


def test_stopping_by_one_click_and_without_signing_in(cast):
    mail_program = Client(enforce_csrf_checks=True)
    url = f"/notices/stop/{token_for(cast.amina.pk, 'mention')}/"
    looked = mail_program.get(url, headers={"accept-language": "en"}).content.decode()
    assert "You are mentioned in a comment" in looked and not Choice.objects.exists(), "a look stops nothing"
    assert mail_program.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200
    ways = Choice.ways_of(cast.amina.pk)
    assert ways.pop("mention") == "off" and set(ways.values()) == {"now"}


def test_stopping_the_daily_mail_leaves_the_rest(cast):
    Choice.choose(cast.amina.pk, {"mention": "day", "remark": "day"})
    assert Client().post(f"/notices/stop/{token_for(cast.amina.pk, DIGEST)}/").status_code == 200
    ways = Choice.ways_of(cast.amina.pk)
    assert (ways["mention"], ways["remark"], ways["answer"]) == ("off", "off", "now")


@pytest.mark.parametrize("token", ["x", "a:b:c", "٪"])
def test_a_token_that_nobody_made_stops_nothing(cast, token):
    answer = Client().post(f"/notices/stop/{token}/")
    assert answer.status_code == 404 and not Choice.objects.exists()
    assert Client().post(f"/notices/stop/{token_for(10**9, 'mention')}/").status_code == 404
    assert Client().post(f"/notices/stop/{token_for(cast.amina.pk, 'other')}/").status_code == 404
