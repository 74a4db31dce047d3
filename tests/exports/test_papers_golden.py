"""How the papers look, in both directions: golden pictures, beside which each was looked at.

Where a paper is meant to look otherwise from now on: delete its picture, run this, look at the new one, commit it.
"""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from accounts.reading import Reading
from canvas.board import Board
from exports import audit_paper, board_paper, matrix_paper, review_paper
from exports.blank_form import blank_form
from exports.sheets import AUDIT, SHEETS, Paper
from exports.typesetting import typeset
from programs.comparison import Comparison, submitted_of
from relationships import audit, eras
from relationships.actual import change_shares
from relationships.audit import audit_of
from relationships.facts import Facts
from relationships.matrix import Matrix
from relationships.then import then_on
from tests.cast import add_note
from tests.exports.papers import MOST_APART, apart, apart_from_golden, picture_of
from tests.exports.reviewed import make_reviewed
from tests.strategy import make_strategy

NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
LATER = date(2999, 12, 31)


@pytest.fixture
def canvas(cast, monkeypatch):
    """The cast's canvas on one fixed day, as if the record, which only the database dates, had been written by then."""
    make_strategy(cast)
    add_note(cast.canvas, cast.dariush, "key_partners", "ناشرها Publishers")
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    for module in (audit, eras):
        monkeypatch.setattr(module, "then_on", stood_later)
    monkeypatch.setattr(eras, "change_shares", changed_until_later)
    return cast.canvas


def stood_later(canvas, days, zone):
    return dict.fromkeys(days, then_on(canvas, [LATER])[LATER])


def changed_until_later(canvas, spans, *more):
    return change_shares(canvas, [(since, LATER) for since, _until in spans], *more)


def made_by(paper: str, canvas, reading: Reading) -> bytes:
    if paper == "board":
        data = board_paper.data_of(Board.of(canvas), SHEETS[Paper.A4], reading)
    elif paper == "matrix":
        matrix = Matrix.of(Facts.of(canvas, NOW.date()))
        data = matrix_paper.data_of(canvas, matrix, SHEETS[Paper.A4], reading)
    else:
        data = audit_paper.data_of(audit_of(canvas, reading, {}), "داریوش", AUDIT[Paper.A4], reading)
        data["digest"] = "0" * 64  # what it is differs each time
        for decision in data["decisions"]:
            decision["by"] = {"text": "داریوش", "dir": "rtl"}
    return typeset(paper, data)[0]


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
@pytest.mark.parametrize("paper", ["board", "matrix", "audit"])
def test_a_paper_looks_as_it_did(canvas, paper, language):
    reading = Reading.of(None, language)
    with reading.active():
        made = made_by(paper, canvas, reading)
    assert apart_from_golden(made, f"{paper}-{language}") < MOST_APART


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_the_reviews_look_as_they_did(cast, language, monkeypatch):
    reviewed = make_reviewed(cast)
    reading = Reading.of(None, language)
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    reviewed.submitted_at = NOW
    comparison = Comparison.of(submitted_of(reviewed), reviewed.program.criteria.in_order())
    with reading.active():
        data = review_paper.data_of(reviewed, comparison, AUDIT[Paper.A4], reading)
        for review in data["reviews"]:
            review["when"] = data["handed"]
            for remark in review["remarks"]:
                remark["answer"] = remark["answer"] and remark["answer"] | {"when": "—"}
        made = typeset("review", data)[0]
    assert apart_from_golden(made, f"review-{language}") < MOST_APART


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_the_blank_form_looks_as_it_did(language):
    assert apart_from_golden(blank_form(language, Paper.A4), f"form-{language}") < MOST_APART


def test_a_mirrored_paper_would_be_noticed():
    """The pictures can fail: that of the other direction is not taken for this one."""
    one, other = (picture_of(blank_form(language, Paper.A4)) for language in ("en", "fa"))
    assert one.size == other.size and apart(one, other) > MOST_APART * 5
    assert apart(one, one) == 0
