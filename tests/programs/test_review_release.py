"""Releasing results: until then the team reads nothing; names of reviewers only where the program says so."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.urls import reverse

from programs.models import Answer, Assignment, NotNow, Remark, Review, Submission
from programs.results import Results
from programs.roles import ProgramRole
from record.models import Change
from tests.asking import get, post, post_twice, queries_of
from tests.cast import actor, make_person
from tests.programs.scene import add_staff, enrol, make_scene

SAID, ASKED = "حرفِ بازبین", "پرسشِ بازبین"


@pytest.fixture
def side(scene):
    return scene.own


@pytest.fixture
def second(side):
    """Another reviewer."""
    person = make_person("mina", "مینا", "fa")
    side.second = add_staff(side.program, side.manager, person, ProgramRole.REVIEWER)
    return person


def review(side, person, summary=SAID, submit=True) -> Review:
    own = Review.objects.of(side.submission, person)
    Remark.objects.add_to(own, actor(person), about="whole", text=ASKED)
    scores = {str(row.pk): 2 for row in side.program.criteria.in_order()}
    own.revise(1, actor(person), submit=submit, scores=scores, verdict="changes", summary=summary)
    return own


def place(side) -> list[int]:
    return [side.program.pk, side.enrolment.pk, side.submission.pk]


def team_pages(cast, side) -> str:
    """All that a team can open about what it handed in, and its record."""
    own = [cast.team.pk, side.enrolment.pk]
    pages = [("submission", *own, side.submission.pk), ("enrolment", *own), ("enrolments", cast.team.pk)]
    pages += [("activity", cast.team.pk), ("board", cast.team.pk, cast.canvas.pk)]
    looks = [get(cast.amina, *page) for page in pages]
    looks += [get(cast.amina, *pages[0], data={"view": view}) for view in ("matrix", "strategy")]
    return "".join(page.content.decode() for page in looks)


def test_nothing_leaks_before_it_is_released(side, cast):
    made = review(side, side.reviewer)
    told = team_pages(cast, side)
    for secret in (SAID, ASKED, str(side.reviewer), "نیازمند اصلاح", f"remark-{made.remarks.get().pk}"):
        assert secret not in told
    answer = [cast.team.pk, *place(side)[1:], made.remarks.get().pk]
    assert post(cast.dariush, "remark_answer", *answer, text="چون").status_code == 404
    with pytest.raises(NotNow):
        Answer.give(made.remarks.get(), "چون", False, actor(cast.amina))


def test_released_the_team_reads_it_without_a_name(side, cast):
    made = review(side, side.reviewer)
    answer = post(side.manager, "review_release", *place(side))
    assert answer.url == f"{reverse('results', args=[side.program.pk])}#result-{place(side)[-1]}"
    told = team_pages(cast, side)
    assert SAID in told and ASKED in told and str(side.reviewer) not in told
    page = cast.amina.client.get(reverse("submission", args=[cast.team.pk, *place(side)[1:]])).content.decode()
    assert "المراجع 1" in page
    assert 'data-person-colour="0" aria-hidden="true">?</span>' in page, "no letter and no colour tell who it was"
    line = Change.objects.of(side.program.pk).newest_first()[0]
    assert (line.verb, line.row_id, line.actor_id) == ("review.release", made.pk, side.manager.pk)


def test_a_name_is_shown_where_the_program_said_so_when_it_was_submitted(side, second, cast):
    review(side, side.reviewer)
    begun = Review.objects.of(side.submission, second)
    assert not begun.program.names_reviewers, "as it was read before"
    side.program.revise(1, actor(side.manager), names_reviewers=True)
    begun.revise(0, actor(second), submit=True, scores={}, verdict="changes")
    side.program.revise(2, actor(side.manager), names_reviewers=False)
    Review.objects.release(side.submission, actor(side.manager))
    told = team_pages(cast, side)
    assert "مینا" in told and str(side.reviewer) not in told


def test_what_is_submitted_later_is_released_apart(side, second, cast):
    review(side, side.reviewer, "نخست")
    other = Submission.objects.submit(side.enrolment, cast.canvas, side.round, "again", actor(cast.amina))
    waiting = review(replace(side, submission=other), side.reviewer)
    Review.objects.release(side.submission, actor(side.manager))
    assert list(Review.objects.waiting()) == [waiting], "of another submission nothing is released"
    review(side, second, "دوم")
    told = team_pages(cast, side)
    assert "نخست" in told and "دوم" not in told
    assert post(side.manager, "review_release", *place(side)).status_code == 302
    assert "دوم" in team_pages(cast, side)


def test_drafts_are_never_released(side, cast):
    review(side, side.reviewer, submit=False)
    assert post(side.manager, "review_release", *place(side)).status_code == 409
    with pytest.raises(NotNow):
        Review.objects.release(side.submission, actor(side.manager))
    assert SAID not in team_pages(cast, side)


def test_all_that_are_complete_are_released_at_once(side, second, scene, cast):
    Assignment.objects.assign(side.enrolment, [side.reviewing, side.second], actor(side.manager))
    review(side, side.reviewer)
    states = [each.state for _round, rows in Results.of(side.program).rounds for each in rows]
    assert states == ["partly"]
    assert post(side.manager, "review_release_all", side.program.pk).status_code == 409
    review(side, second)
    Submission.objects.submit(side.enrolment, cast.canvas, side.round, "again", actor(cast.amina))
    assert [row.pk for row in Results.of(side.program).complete] == [side.submission.pk], "though it is not the last"
    first, again = post_twice(side.manager, "review_release_all", side.program.pk)
    assert first.url == again.url and Review.objects.released().count() == 2
    assert [each.state for _round, rows in Results.of(side.program).rounds for each in rows] == ["none"]


def test_what_is_complete_is_judged_when_it_is_released(side, second, meanwhile):
    Assignment.objects.assign(side.enrolment, [side.reviewing], actor(side.manager))
    review(side, side.reviewer)
    meanwhile(lambda: Assignment.objects.assign(side.enrolment, [side.reviewing, side.second], actor(side.manager)))
    assert post(side.manager, "review_release_all", side.program.pk).status_code == 409
    assert not Review.objects.released().exists()


def question(page: str, action: str) -> tuple[str, str]:
    """What is asked before the form of this address is sent, and what opens the question."""
    asked = rf'<div class="menu" popover id="([^"]+)"><form method="post" action="{action}">(.*?)</form>'
    about, form = re.search(asked, page, re.DOTALL).groups()
    assert page.count(f'action="{action}"') == 1, "there is no other way to send it"
    opening = rf'<button type="button" class="[^"]*" popovertarget="{about}"[^>]*>\s*([^<]+)…\s*</button>'
    (opens,) = re.findall(opening, page)
    return re.search('<p class="menu-title">(.*?)</p>', form, re.DOTALL)[1], opens


def test_it_is_asked_before_anything_is_released(side, second, cast):
    Assignment.objects.assign(side.enrolment, [side.reviewing, side.second], actor(side.manager))
    review(side, side.reviewer)
    release, every = reverse("review_release", args=place(side)), reverse("review_release_all", args=[side.program.pk])
    for name, args in (("results", [side.program.pk]), ("reviews", place(side))):
        asks, opens = question(get(side.manager, name, *args).content.decode(), release)
        assert cast.team.name in asks and "ایمیل" in asks and "جدا اعلام" in asks and opens == "اعلام بدون انتظار"
    review(side, second)
    page = get(side.manager, "results", side.program.pk).content.decode()
    asks, opens = question(page, release)
    assert cast.team.name in asks and "جدا اعلام" not in asks and opens == "اعلام به تیم"
    asks, opens = question(page, every)
    assert "۱ نتیجه" in asks and "ایمیل" in asks and opens == "اعلام ۱ نتیجهٔ کامل"


def test_only_managers_release(side, scene, cast):
    review(side, side.reviewer)
    for person in (side.reviewer, cast.amina, scene.other.manager):
        with pytest.raises(PermissionDenied):
            Review.objects.release(side.submission, actor(person))
    assert post(side.reviewer, "review_release", *place(side)).status_code == 403
    assert get(side.reviewer, "results", side.program.pk).status_code == 403


def test_one_that_left_is_released_nothing(side, cast):
    review(side, side.reviewer)
    side.enrolment.leave(actor(cast.amina))
    with pytest.raises(NotNow):
        Review.objects.release(side.submission, actor(side.manager))


def test_a_release_waits_for_a_team_that_is_leaving(committed_cast):
    """They are on two records; what both hold is the enrolment's row."""
    side = make_scene(committed_cast).own
    review(side, side.reviewer)
    left, asked = Event(), Event()

    def leaving() -> None:
        with transaction.atomic():
            side.enrolment.leave(actor(committed_cast.amina))
            left.set()
            asked.wait(0.5)  # not committed: the other one waits for this, and not for the event
        connection.close()

    def releasing() -> str:
        left.wait(10)
        try:
            Review.objects.release_all(side.program, lambda: Results.of(side.program).complete, actor(side.manager))
        except NotNow:
            return "nothing"
        finally:
            asked.set()
            connection.close()
        return "released"

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.submit(leaving), pool.submit(releasing)
    assert (first.result(), second.result()) == (None, "nothing")


def test_results_tell_a_manager_nothing_of_what_is_in_them(side, cast):
    """They may be writing their own."""
    review(side, side.reviewer)
    review(side, side.manager, "از آنِ مدیر", submit=False)
    page = get(side.manager, "results", side.program.pk).content.decode()
    assert str(side.reviewer) in page and SAID not in page and "نیازمند اصلاح" not in page


def test_page_takes_a_fixed_number_of_queries(side, second, cast):
    review(side, side.reviewer)
    before = queries_of(side.manager, "results", side.program.pk)
    review(side, second)
    enrol(side.program, side.manager, cast.elsewhere, [cast.other_canvas], cast.sara)
    Assignment.objects.spread(side.program, 2, actor(side.manager))
    assert queries_of(side.manager, "results", side.program.pk) == before <= 10


class TestWhoMayReview:
    def test_where_somebody_is_assigned_others_do_not(self, side, second):
        Assignment.objects.assign(side.enrolment, [side.reviewing], actor(side.manager))
        with pytest.raises(NotNow):
            review(side, second)
        reviews = reverse("reviews", args=place(side))
        assert get(second, "review", *place(side)).url == reviews
        page = get(second, "startup_submission", *place(side)).content.decode()
        assert reverse("review", args=place(side)) not in page
        sent = {"version": 0, "summary": "x"}
        assert post(second, "review_save", *place(side), **sent).status_code == 409
        assert not Review.objects.exists()
        assert review(side, side.reviewer).submitted_at

    def test_managers_always_may(self, side, second):
        Assignment.objects.assign(side.enrolment, [side.second], actor(side.manager))
        assert review(side, side.manager).submitted_at

    def test_where_nobody_is_everybody_may(self, side, second):
        assert review(side, second).submitted_at and review(side, side.reviewer).submitted_at
