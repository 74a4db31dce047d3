"""The reviews of a submission on paper: what the template review.typ is given. Who may read which is decided in
programs/comparison.py; this sets whatever it is handed, under the names that it is handed with."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.dates import write_moment
from accounts.numbers import write_number, write_percent
from accounts.reading import Reading
from accounts.text import isolate
from canvas.models import Canvas
from exports.sheets import Sheet
from exports.words import paper_of, words
from programs.comparison import Comparison, Line, Score
from programs.models import Remark, Review, Submission

DASH = "—"


def data_of(submission: Submission, comparison: Comparison, sheet: Sheet, reading: Reading) -> dict:
    """In the reader's language, which is active. The submission has its `canvas_name`, round and workspace at hand."""
    kind = pgettext("noun", "Review")
    canvas = Canvas(name=submission.canvas_name, workspace=submission.enrolment.workspace)
    handed = {"who": isolate(str(submission.submitted_by)), "when": write_moment(submission.submitted_at, reading)}
    return {
        **paper_of(canvas, kind, sheet, timezone.now(), reading),
        "words": {"kind": kind, **_titles()},
        "meta": [words(submission.program.name, reading), words(submission.round.name, reading)],
        "handed": _("submitted by %(who)s, %(when)s") % handed,
        "late": _("Submitted late") if submission.is_late else "",
        "note": words(submission.note, reading) if submission.note else None,
        "reviews": [_review(review, total, reading) for review, total in comparison.sums],
        "lines": [_line(line, reading) for line in comparison.lines],
        "caveat": str(comparison.caveat),
        "frozen": _("The reviews are of the canvas as it was at that moment."),
    }


def _titles() -> dict[str, str]:
    return {
        "note": _("Note to the reviewers"),
        "found": _("What the reviewers found"),
        "scores": _("Scores"),
        "criterion": _("Criterion"),
        "weight": _("Weight"),
        "total": _("Total"),
        "answer": _("The team's answer"),
        "apart": pgettext("scores", "far apart"),
    }


def _review(review: Review, total, reading: Reading) -> dict:
    return {
        "by": words(review.byline, reading),
        "verdict": str(review.get_verdict_display()) if review.verdict else "",
        "tone": {"approved": "ok", "rejected": "warn"}.get(review.verdict, ""),
        "when": write_moment(review.submitted_at, reading) if review.submitted_at else pgettext("review", "Draft"),
        "summary": words(review.summary, reading) if review.summary else None,
        "total": DASH if total is None else write_percent(total, reading),
        "remarks": [_remark(remark, reading) for remark in review.standing],
    }


def _remark(remark: Remark, reading: Reading) -> dict:
    answer = getattr(remark, "answer", None)
    return {
        "about": str(remark.get_about_display()),
        "quote": words(remark.quote, reading) if remark.quote else None,
        "text": words(remark.text, reading),
        "answer": answer and {
            "by": words(answer.answered_by, reading),
            "when": write_moment(answer.answered_at, reading),
            "done": pgettext("remark", "Done") if answer.done_at else "",
            "text": words(answer.text, reading) if answer.text else None,
        },
    }  # fmt: skip


def _line(line: Line, reading: Reading) -> dict:
    return {
        "criterion": words(line.criterion.title, reading),
        "weight": write_number(line.criterion.weight, reading),
        "apart": line.spread > 1,
        "caveat": str(line.caveat),
        "scores": [{"level": _level(score, reading), "text": words(score.text, reading)} for score in line.scores],
    }


def _level(score: Score, reading: Reading) -> str:
    """As on the page: a number alone does not say that the highest is three."""
    if score.level is None:
        return DASH
    return _("%(n)s of %(all)s") % {"n": write_number(score.level, reading), "all": write_number(score.most, reading)}
