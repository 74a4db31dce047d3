"""On the way to learners: who may do what in which state, with reasons and moments, and what the page then offers."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from learning.models import Lesson
from tests.accounts.conftest import make_person
from tests.learning.desk import act, come_in, get, post, save, written
from tests.learning.writing import draft, lesson_document, published

REASON = {"reason": "کوتاه‌تر"}
MOMENT = {"day": "1420/01/01", "clock": "۱۴:۳۰"}
STATES = {"draft": (), "review": ("submit",), "published": ("submit", "publish")}
# verb: what it sends, from which state, and where it leads to; curators may only what stands first
VERBS = {
    "submit": ({}, "draft", "review"),
    "publish": ({}, "review", "published"),
    "schedule": (MOMENT, "review", "scheduled"),
    "send-back": (REASON, "review", "draft"),
    "withdraw": (REASON, "published", "draft"),
}
CURATORS_MAY = {"submit"}


def lesson_in(state: str, by) -> Lesson:
    lesson = draft(by)
    for verb in STATES[state]:
        getattr(lesson, verb)(lesson.number, by)
    return lesson


def state_of(lesson: Lesson) -> str:
    return Lesson.objects.get(pk=lesson.pk).state


@pytest.mark.parametrize("verb", VERBS)
def test_an_editor_may_each(edris, verb):
    sent, before, after = VERBS[verb]
    lesson = lesson_in(before, edris)
    assert act(come_in(edris), lesson, verb, **sent).status_code == 302
    assert state_of(lesson) == after
    last = Lesson.objects.get().revisions.order_by("-number")[0]
    assert (last.verb, last.by) == (f"lesson.{verb.replace('-', '_')}", edris)
    assert last.reason == sent.get("reason", "")


@pytest.mark.parametrize("verb", VERBS)
def test_a_curator_may_submit_and_no_more(parisa, edris, verb):
    sent, before, after = VERBS[verb]
    lesson, desk = lesson_in(before, edris), come_in(parisa)
    may = verb in CURATORS_MAY
    assert act(desk, lesson, verb, **sent).status_code == (302 if may else 403)
    assert state_of(lesson) == (after if may else before)


@pytest.mark.parametrize("verb", VERBS)
def test_superusers_are_editors(edris, verb):
    sent, before, after = VERBS[verb]
    lesson = lesson_in(before, edris)
    root = make_person("root@example.com", name="Root", language="fa", is_staff=True, is_superuser=True)
    act(come_in(root), lesson, verb, **sent)
    assert state_of(lesson) == after


@pytest.mark.parametrize("page", ["review", "change", "history", "difference", "preview"])
def test_for_others_there_is_nothing(edris, page):
    lesson = draft(edris)
    visitor, omar = Client(), make_person("omar@example.com", name="Omar", language="en", is_staff=True)
    member = make_person("sara@example.com", name="Sara", language="en")
    assert get(visitor, page, lesson).status_code == 302
    outsider = Client()
    outsider.force_login(member)
    assert outsider.get(f"/admin/learning/lesson/{lesson.pk}/{page}/", follow=True).status_code == 404
    assert get(come_in(omar), page, lesson).status_code == 403, "staff who curate nothing"
    before = Client()
    before.force_login(edris)
    assert get(before, page, lesson).status_code == 302, "the second step comes first"
    assert get(come_in(edris), page, lesson).status_code == 200


def test_an_unknown_verb_and_an_unknown_lesson(edris):
    lesson, desk = draft(edris), come_in(edris)
    assert act(desk, lesson, "delete").status_code == 404
    for pk in (lesson.pk + 10**9, 2**63, 10**30):
        assert desk.get(f"/admin/learning/lesson/{pk}/change/").status_code == 404
    assert desk.get(f"/admin/learning/lesson/{lesson.pk}/act/publish/").status_code == 405


def test_buttons_are_what_one_may_do_now(parisa, edris):
    offered = lambda person, lesson: {act.verb for act, _form in get(desks[person], "review", lesson).context["acts"]}  # noqa: E731
    desks = {parisa: come_in(parisa), edris: come_in(edris)}
    lesson = draft(edris)
    assert (offered(parisa, lesson), offered(edris, lesson)) == ({"submit"}, {"submit"})
    lesson.submit(lesson.number, parisa)
    assert (offered(parisa, lesson), offered(edris, lesson)) == (set(), {"publish", "schedule", "send_back"})
    lesson.publish(lesson.number, edris)
    assert (offered(parisa, lesson), offered(edris, lesson)) == (set(), {"withdraw"})


@pytest.mark.parametrize("verb", ["send-back", "withdraw"])
def test_a_reason_is_asked_for(edris, verb):
    _sent, before, _after = VERBS[verb]
    lesson = lesson_in(before, edris)
    response = act(come_in(edris), lesson, verb, reason="  ")
    assert response.status_code == 422
    assert state_of(lesson) == before


@pytest.mark.parametrize("verb", ["publish", "schedule"])
def test_what_is_called_nothing_is_not_published(edris, verb):
    lesson, desk = draft(edris, title={"en": "", "ar": "", "fa": ""}), come_in(edris)
    act(desk, lesson, "submit")
    lesson.refresh_from_db()
    response = act(desk, lesson, verb, day="1500/1/1", clock="9")
    assert response.status_code == 422
    assert response.context["acts"][["publish", "schedule"].index(verb)][1].non_field_errors()
    lesson.refresh_from_db()
    assert (lesson.state, lesson.in_force()) == ("review", None)


def test_the_reason_is_read_by_whoever_wrote(parisa, edris):
    lesson = lesson_in("review", parisa)
    act(come_in(edris), lesson, "send-back", reason="مثال دوم را ساده‌تر کنید")
    desk = come_in(parisa)
    for page in ("review", "change"):
        assert "مثال دوم را ساده‌تر کنید" in get(desk, page, lesson).content.decode()
    save(desk, lesson, written(desk, lesson, title__fa="ساده‌تر"))
    assert "مثال دوم را ساده‌تر کنید" in get(desk, "change", lesson).content.decode(), "until it is published"


def test_the_moment_is_of_the_reader_s_calendar_and_clock(edris):
    lesson = lesson_in("review", edris)
    act(come_in(edris), lesson, "schedule", **MOMENT)
    lesson.refresh_from_db()
    assert lesson.scheduled_at == datetime(2041, 3, 20, 11, 0, tzinfo=UTC), "14:30 in Tehran"
    assert lesson.in_force() is None
    assert lesson.in_force(lesson.scheduled_at) == lesson.scheduled


@pytest.mark.parametrize(
    "sent",
    [
        {"day": "", "clock": "9:00"}, {"day": "1420/01/01", "clock": ""}, {"day": "1420/13/01", "clock": "9"},
        {"day": "1420/01/01", "clock": "25:00"}, {"day": "1420/01/01", "clock": "noon"},
        {"day": "1400/01/01", "clock": "9:00"}, {"day": "1420/01/01", "clock": "9:00" * 200},
    ],
)  # fmt: skip
def test_a_moment_that_is_none_or_has_passed(edris, sent):
    lesson = lesson_in("review", edris)
    response = act(come_in(edris), lesson, "schedule", **sent)
    assert response.status_code == 422
    assert state_of(lesson) == "review"
    assert sent["day"] in response.content.decode()


def test_somebody_was_quicker(edris):
    lesson, desk = lesson_in("review", edris), come_in(edris)
    save(desk, lesson, written(desk, lesson, title__fa="تازه"))
    response = act(desk, lesson, "send-back", **REASON)
    assert response.status_code == 409
    assert "کوتاه‌تر" in response.content.decode()
    assert act(desk, Lesson.objects.get(), "publish").status_code == 409, "it is a draft by now"


def test_the_page_says_what_is_not_ready(edris):
    document = lesson_document()
    lesson = draft(edris, summary=document["summary"] | {"ar": ""}, body=document["body"] | {"fa": "[x](lesson:none)"})
    desk = come_in(edris)
    page = get(desk, "review", lesson)
    judged = page.context["judged"]
    assert {spoken.language: len(spoken.missing) for spoken in judged.languages} == {"fa": 0, "ar": 1, "en": 0}
    assert "lesson:none" in {fault.address for fault in judged.broken}
    assert "lesson:none" in page.content.decode()


def test_a_translation_is_confirmed(parisa):
    desk, lesson = come_in(parisa), draft(parisa)
    save(desk, lesson, written(desk, lesson, summary__en="Otherwise."))
    lesson.refresh_from_db()
    stale = lambda: {s.language: len(s.stale) for s in get(desk, "review", lesson).context["judged"].languages}  # noqa: E731
    assert stale() == {"fa": 1, "ar": 1, "en": 0}
    assert post(desk, "confirm", lesson, {"number": 2, "language": "fa"}).status_code == 302
    assert stale() == {"fa": 0, "ar": 1, "en": 0}
    assert post(desk, "confirm", lesson, {"number": 3, "language": "en"}).status_code == 404


def test_what_would_change_for_learners(edris):
    lesson, desk = published(edris), come_in(edris)
    assert not get(desk, "review", lesson).context["difference"]
    save(desk, lesson, written(desk, lesson, summary__fa="چگونه به آدم‌ها می‌رسید."))
    page = get(desk, "review", lesson).content.decode()
    assert "<del>مردم</del>" in page and "<ins>آدم‌ها</ins>" in page.replace("\u2009", "")


def test_after_its_moment_a_scheduled_one_is_published(edris):
    lesson = lesson_in("review", edris)
    lesson.schedule(timezone.now() - timedelta(seconds=1), lesson.number, edris)
    page = get(come_in(edris), "review", lesson)
    assert page.context["force"] == lesson.scheduled
    assert not page.context["waits"]


def test_after_its_moment_nothing_is_offered_that_would_be_refused(edris):
    lesson, desk = lesson_in("review", edris), come_in(edris)
    lesson.schedule(timezone.now() - timedelta(seconds=1), lesson.number, edris)
    acts = get(desk, "review", lesson).context["acts"]
    assert [act.verb for act, _form in acts] == ["withdraw"]
    assert act(desk, lesson, "withdraw", **REASON).status_code == 302
    assert state_of(lesson) == "draft"
