"""The reviews of a submission as PDF: all that their page says, and to nobody more than their page."""

import pytest

from accounts.reading import Reading
from exports.review_paper import data_of
from exports.sheets import AUDIT, Paper
from exports.typesetting import typeset
from programs.comparison import Comparison, submitted_of
from programs.models import Remark, Review, Submission
from programs.roles import ProgramRole
from tests.asking import get, post
from tests.cast import actor
from tests.exports.papers import lacking, pages_of
from tests.exports.reviewed import SUMMARY, make_reviewed
from tests.programs.scene import add_staff, make_person, make_scene


def staff_asks(person, own):
    return get(person, "reviews_pdf", own.program.pk, own.enrolment.pk, own.submission.pk)


def team_asks(person, cast, own):
    return get(person, "submission_pdf", cast.team.pk, own.enrolment.pk, own.submission.pk)


@pytest.fixture
def own(cast):
    scene = make_scene(cast)
    make_reviewed(cast, scene)
    return scene.own


def test_the_team_takes_all_of_it(cast, own):
    answer = team_asks(cast.layla, cast, own)
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    said = [remark.text for remark in Remark.objects.all()] + [remark.quote for remark in Remark.objects.all()]
    levels = [own.program.criteria.in_order()[0].levels[3]]
    assert not lacking(answer.content, *said, SUMMARY, "از گفت‌وگو با ۱۲ خواننده.", *levels)
    assert answer["Cache-Control"] == "private, no-store"


def test_before_the_results_are_released_the_team_finds_none(cast, own):
    third = make_person("mina", "مینا", "fa")
    add_staff(own.program, own.manager, third, ProgramRole.MANAGER)
    review = Review.objects.of(own.submission, third)
    Remark.objects.add_to(review, actor(third), about="whole", text="QXZJ QXZJ")
    scores = {str(row.pk): 1 for row in own.program.criteria.in_order()}
    review.revise(1, actor(third), submit=True, scores=scores, verdict="changes", summary="")
    assert lacking(team_asks(cast.layla, cast, own).content, "QXZJ QXZJ")
    assert not lacking(staff_asks(third, own).content, "QXZJ QXZJ")


def test_staff_take_what_is_no_longer_blind(cast, own):
    answer = staff_asks(own.manager, own)
    assert answer.status_code == 200 and not lacking(answer.content, SUMMARY, "روش خوبی است.")


def test_while_it_is_blind_one_s_own_draft_and_nothing_else(cast, own):
    third = make_person("mina", "مینا", "fa")
    add_staff(own.program, own.manager, third, ProgramRole.REVIEWER)
    assert staff_asks(third, own).status_code == 404
    draft = Review.objects.of(own.submission, third)
    Remark.objects.add_to(draft, actor(third), about="whole", text="پرسشی از خودم")
    text = "".join(pages_of(staff_asks(third, own).content))
    made = staff_asks(third, own).content
    assert not lacking(made, "پرسشی از خودم", "پیش‌نویس") and lacking(made, SUMMARY)
    assert len(text) < len("".join(pages_of(staff_asks(own.manager, own).content)))


def test_nothing_to_read_is_not_found(cast):
    own = make_scene(cast).own
    assert team_asks(cast.amina, cast, own).status_code == 404
    assert staff_asks(own.manager, own).status_code == 404


def test_others_find_nothing_and_it_is_only_read(cast, own):
    assert team_asks(cast.sara, cast, own).status_code == 404
    assert staff_asks(cast.amina, own).status_code == 404
    where = cast.team.pk, own.enrolment.pk, own.submission.pk
    assert post(cast.amina, "submission_pdf", *where).status_code == 405


def test_very_long_words_and_markup_lose_nothing(cast, own):
    text = "پ" * 300 + " #set page() $x$ *bold* 😀"
    third = make_person("mina", "مینا", "fa")
    add_staff(own.program, own.manager, third, ProgramRole.REVIEWER)
    draft = Review.objects.of(own.submission, third)
    Remark.objects.add_to(draft, actor(third), about="whole", text=text)
    assert not {sign for sign in lacking(staff_asks(third, own).content, text) if ord(sign) < 0x1F000}


@pytest.mark.parametrize(
    ("language", "levels"), [("en", {"0 of 3", "3 of 3"}), ("ar", {"0 من 3", "3 من 3"}), ("fa", {"۰ از ۳", "۳ از ۳"})]
)
def test_a_level_says_of_how_many_it_is_as_on_the_page(own, language, levels):
    submission, reading = Submission.objects.named().get(pk=own.submission.pk), Reading.of(None, language)
    comparison = Comparison.of(submitted_of(submission), own.program.criteria.in_order())
    with reading.active():
        first, *_more = data_of(submission, comparison, AUDIT[Paper.A4], reading)["lines"]
    assert {score["level"] for score in first["scores"]} == levels


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_total_of_the_scores_is_never_alone_on_a_page(own, language):
    """Wherever the sheet ends."""
    submission, reading = Submission.objects.named().get(pk=own.submission.pk), Reading.of(None, language)
    comparison = Comparison.of(submitted_of(submission), own.program.criteria.in_order())
    with reading.active():
        data = data_of(submission, comparison, AUDIT[Paper.A4], reading)
    line = data["lines"][0]
    data["lines"] = [line] * 2 + [line | {"criterion": {"text": "QXZJ", "dir": "ltr"}}]
    for height in range(760, 860, 9):
        made = typeset("review", data | {"paper": data["paper"] | {"height": height}})[0]
        assert "QXZJ" in pages_of(made)[-1], f"on a sheet {height} points high"
