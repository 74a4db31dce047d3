"""Blind until one's own review is submitted: by every way there is of reading what others found, managers too."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.urls import reverse

from programs.comparison import may_read
from programs.models import Assignment, Conflict, ProgramMembership, Remark, Review, Submission
from programs.roles import ProgramRole
from tests.asking import get, post
from tests.cast import actor, make_person
from tests.exports.papers import pages_of
from tests.programs.crowd import review_it
from tests.programs.scene import Side, add_staff

SUMMARY, REMARK = "QXZJ", "WVKY"  # of the reviewer, who has submitted; letters that stand nowhere else
ON_PAGES, IN_FILES = "۳۳٫۳", "0.3333"  # what they gave: the second of four levels, by each criterion
SECRETS = (SUMMARY, REMARK, ON_PAGES, IN_FILES)


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def pdf_of(answer: HttpResponse) -> str:
    return "".join(pages_of(answer.content)) if answer.status_code == 200 else ""


def workbook_of(answer: HttpResponse) -> str:
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return str([row for sheet in book for row in sheet.iter_rows(values_only=True)])


# Each way: the page or file, how it becomes text, and what it tells those who may read.
WAYS: dict[str, tuple[Callable, set[str]]] = {
    "reviews": (text_of, {SUMMARY, REMARK, ON_PAGES}),
    "reviews_pdf": (pdf_of, {SUMMARY, REMARK, ON_PAGES}),
    "portfolio": (text_of, {ON_PAGES}),
    "portfolio_csv": (text_of, {IN_FILES}),
    "portfolio_xlsx": (workbook_of, {IN_FILES}),
}
SILENT = (  # these tell nobody
    "results", "program_activity", "assignments", "startup_submission", "startup", "program", "notices",
)  # fmt: skip


def ask(way: str, person, side: Side) -> HttpResponse:
    cache.clear()  # files are few in a minute
    place = [side.program.pk, side.enrolment.pk, side.submission.pk]
    whole = {"reviews", "reviews_pdf", "startup_submission"}
    count = 3 if way in whole else 2 if way == "startup" else 0 if way.startswith("notice") else 1
    return get(person, way, *place[:count])


def told(person, side: Side) -> dict[str, set[str]]:
    """What of the secrets each way tells them."""
    texts = {way: made(ask(way, person, side)) for way, (made, _whole) in WAYS.items()}
    return {way: {word for word in SECRETS if word in text} for way, text in texts.items()}


EVERYTHING = {way: whole for way, (_made, whole) in WAYS.items()}
NOTHING = {way: set() for way in WAYS}


@pytest.fixture
def side(scene) -> Side:
    """Its reviewer has submitted: a summary, a remark, scores. Its manager has not."""
    write(scene.own)
    return scene.own


def write(side: Side) -> None:
    by = actor(side.reviewer)
    own = Review.objects.of(side.submission, side.reviewer)
    Remark.objects.add_to(own, by, about="whole", text=REMARK)
    scores = {str(row.pk): 1 for row in side.program.criteria.in_order()}
    own.revise(1, by, submit=True, scores=scores, verdict="rejected", summary=SUMMARY)


def managing(side: Side) -> ProgramMembership:
    return side.program.managers().get(user=side.manager)


def assign(side: Side, *staff: ProgramMembership, by=None) -> None:
    Assignment.objects.assign(side.enrolment, staff, actor(by or side.manager))


def another(side: Side, role: ProgramRole) -> ProgramMembership:
    return add_staff(side.program, side.manager, make_person("mina", "مینا", "fa"), role)


def test_a_manager_who_does_not_review_it_reads(side):
    assert told(side.manager, side) == EVERYTHING
    assign(side, side.reviewing)
    assert told(side.manager, side) == EVERYTHING


def test_a_manager_who_is_to_review_it_is_as_blind_as_a_reviewer(side):
    assign(side, side.reviewing, managing(side))
    assert told(side.manager, side) == NOTHING
    page = ask("reviews", side.manager, side).content.decode()
    to_own = reverse("review", args=[side.program.pk, side.enrolment.pk, side.submission.pk])
    assert 'class="blank"' in page and f'href="{to_own}"' in page
    assert ask("reviews_pdf", side.manager, side).status_code == 404
    review_it(side.submission, side.manager, 3)
    assert told(side.manager, side) == EVERYTHING


def test_whoever_else_manages_reads_meanwhile(side):
    assign(side, side.reviewing, managing(side))
    assert told(another(side, ProgramRole.MANAGER).user, side) == EVERYTHING


def test_a_reviewer_is_blind_whether_assigned_or_not(side):
    mina = another(side, ProgramRole.REVIEWER)
    assert told(mina.user, side) == NOTHING
    assign(side, side.reviewing, mina)
    assert told(mina.user, side) == NOTHING
    review_it(side.submission, mina.user, 3)
    assert told(mina.user, side)["reviews"] == EVERYTHING["reviews"]


def test_a_draft_blinds_a_manager_who_is_not_assigned_any_more(side):
    """Whoever has begun to write finishes first; to step back before that is on record, and in the open."""
    assign(side, side.reviewing, managing(side))
    review_it(side.submission, side.manager, 3, submit=False)
    assign(side, side.reviewing)
    blind = told(side.manager, side)
    assert blind.pop("reviews_pdf") == set() and set().union(*blind.values()) == set()


def test_who_steps_back_before_writing_reads_and_all_staff_see_that_they_did(side):
    assign(side, side.reviewing, managing(side))
    assign(side, side.reviewing)
    assert told(side.manager, side) == EVERYTHING
    page = get(side.reviewer, "program_activity", side.program.pk, data={"verb": "assignment."})
    _day, (last, *_earlier) = page.context["days"][0]
    assert (last.act.main.verb, last.who) == ("assignment.assign", side.manager)


def test_with_a_conflict_of_interest_a_manager_reads_nothing_for_as_long_as_it_stands(side):
    conflict = Conflict.objects.declare(side.enrolment, managing(side), "سهام دارم", actor(side.manager))
    assert told(side.manager, side) == NOTHING
    conflict.withdraw(actor(side.manager))
    assert told(side.manager, side) == EVERYTHING


def test_each_submission_is_a_review_of_its_own(side, scene):
    """Who reviewed the first is blind again to what others find about the second."""
    assign(side, side.reviewing, managing(side))
    review_it(side.submission, side.manager, 3)
    by = actor(scene.cast.amina)
    side.submission = Submission.objects.submit(side.enrolment, scene.cast.canvas, side.round, "", by)
    write(side)
    found = told(side.manager, side)
    assert found["reviews"] == found["reviews_pdf"] == found["portfolio_csv"] == set()
    compared = workbook_of(ask("portfolio_xlsx", side.manager, side))
    assert f"('{side.reviewer}', 1, 0.3333" in compared, "of the two only the first counts"


def test_what_only_says_who_did_what_says_nothing_of_what_they_found(side):
    for staff in ([side.reviewing], [side.reviewing, managing(side)]):
        assign(side, *staff)
        for way in SILENT:
            page = ask(way, side.manager, side)
            assert page.status_code == 200, way
            words = page.content.decode().split("<main", 1)[-1]
            assert [word for word in (SUMMARY, REMARK, ON_PAGES, "ردشده") if word in words] == [], way


def test_a_blind_manager_releases_and_reminds_all_the_same(side, scene):
    """It needs no reading: who has submitted, and who has not, is told to managers."""
    assign(side, side.reviewing, managing(side))
    place = [side.program.pk, side.enrolment.pk, side.submission.pk]
    page = ask("results", side.manager, side).content.decode()
    assert str(side.reviewer) in page and reverse("review_release", args=place) in page
    assert post(side.manager, "assignment_remind", side.program.pk).status_code == 302
    assert post(side.manager, "review_release", *place).status_code == 302
    assert told(side.manager, side) == NOTHING
    theirs = get(scene.cast.amina, "submission", scene.cast.team.pk, *place[1:]).content.decode()
    assert SUMMARY in theirs and REMARK in theirs


@pytest.mark.parametrize("written", ["nothing", "a draft", "a review"])
@pytest.mark.parametrize("is_assigned", [False, True])
@pytest.mark.parametrize("is_barred", [False, True])
@pytest.mark.parametrize("role", ProgramRole)
def test_the_rule(written, is_assigned, is_barred, role):
    own = {"nothing": Review(version=0), "a draft": Review(), "a review": Review(submitted_at="2026-11-28")}[written]
    free = role == ProgramRole.MANAGER and not is_assigned and written == "nothing"
    expected = not is_barred and (written == "a review" or free)
    assert may_read(ProgramMembership(role=role), own, is_assigned, is_barred) is expected
    if written == "nothing":
        assert may_read(ProgramMembership(role=role), None, is_assigned, is_barred) is expected
