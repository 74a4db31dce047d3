"""A submission goes by the name that its canvas had when it was submitted; what is of today, by today's."""

import re
from urllib.parse import quote

import pytest

from programs.models import Submission
from tests.asking import get
from tests.cast import actor
from tests.exports.papers import lacking
from tests.notices.told import said
from tests.programs.scene import Side, make_scene

NEW = "Renamed 1404"


@pytest.fixture
def side(cast) -> Side:
    """With a review that the team reads; after that, the canvas was renamed."""
    side = make_scene(cast, reviewed=True).own
    cast.canvas.rename(NEW, cast.canvas.version, actor(cast.dariush))
    return side


def staffs(side) -> list[int]:
    return [side.program.pk, side.enrolment.pk, side.submission.pk]


def teams(cast, side) -> list[int]:
    return [cast.team.pk, side.enrolment.pk, side.submission.pk]


def head_of(answer) -> str:
    return re.search(r'<div\s+class="page-head".*?</div>', answer.content.decode(), re.DOTALL)[0]


@pytest.mark.parametrize("view", ["board", "matrix", "strategy"])
def test_the_submission_itself(cast, side, view):
    for answer in (
        get(side.manager, "startup_submission", *staffs(side), data={"view": view}),
        get(cast.kian, "submission", *teams(cast, side), data={"view": view}),
    ):
        assert "کتاب‌فروشی" in head_of(answer) and NEW not in answer.content.decode()


def test_one_that_was_submitted_anew(cast, side):
    """Each by its own name, also where what changed in between is shown first."""
    Submission.objects.submit(side.enrolment, cast.canvas, side.round, "", actor(cast.amina))
    cast.canvas.refresh_from_db()
    cast.canvas.rename("Renamed again", cast.canvas.version, actor(cast.dariush))
    newer = Submission.objects.newest_first().first()
    page = get(side.manager, "startup_submission", *staffs(side)[:2], newer.pk)
    assert page.context["look"] == "changes" and NEW in head_of(page) and "again" not in page.content.decode()
    for answer in (
        get(side.manager, "startup", *staffs(side)[:2]),
        get(cast.kian, "enrolment", *teams(cast, side)[:2]),
    ):
        handed = re.findall(r'class="handed"><a [^>]*><bdi>(.*?)</bdi>', answer.content.decode())
        assert handed == [NEW, "کتاب‌فروشی"] and "Renamed again" in answer.content.decode(), "as it is now"


@pytest.mark.parametrize(("who", "page"), [("reviewer", "review"), ("manager", "reviews")])
def test_its_reviews(side, who, page):
    answer = get(getattr(side, who), page, *staffs(side))
    assert answer.status_code == 200 and "کتاب‌فروشی" in head_of(answer) and NEW not in answer.content.decode()


def test_its_reviews_on_paper(cast, side):
    for answer in (
        get(side.manager, "reviews_pdf", *staffs(side)),
        get(cast.kian, "submission_pdf", *teams(cast, side)),
    ):
        assert quote("کتاب") in answer["Content-Disposition"] and "Renamed" not in answer["Content-Disposition"]
        assert lacking(answer.content, NEW)


def test_what_people_are_told_of_it(cast, side):
    told = [*said(cast.dariush), *said(side.reviewer)]
    assert any("کتاب‌فروشی" in line for line in told) and not any(NEW in line for line in told)
