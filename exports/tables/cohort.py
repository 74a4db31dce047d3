"""What the portfolio of a program says: a row for each startup; what they have in common; how reviewers compare."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.reading import Reading
from canvas.blocks import Block
from exports.tables.table import Column, Table, Value
from exports.tables.team import local
from programs.judged import Judged
from programs.portfolio import Portfolio, Startup
from programs.scores import Scores
from relationships.advice import Severity
from relationships.kinds import Goal, Kind

STATES = {  # of programs.standing.InRound
    "submitted": gettext_lazy("Submitted"),
    "late": gettext_lazy("Submitted late"),
    "overdue": gettext_lazy("Overdue"),
    "before": gettext_lazy("Before it joined"),
    "due": gettext_lazy("Not submitted yet"),
}


def startups(portfolio: Portfolio, rows: Iterable[Startup], reading: Reading) -> Table:
    """`rows` in their order. Scores are shares, from 0 to 1, as whoever asks may read them."""
    columns = [*_columns(), *_scored_columns()]
    return Table(pgettext("table", "Portfolio"), columns, [_row(startup, reading) for startup in rows])


def _columns() -> list[Column]:
    """Up to what is open in its advice; `_row` and `_judged` fill them."""
    return [
        Column(_("Startup"), 28), Column(_("Canvas"), 28), Column(_("Round"), 20), Column(_("State"), 16),
        Column(_("Submitted at"), 18), Column(_("Days late"), 10), Column(_("Assigned to me"), 12),
        Column(_("Blocks filled"), 12), *(Column(str(block.label), 12) for block in Block),
        Column(_("Segments"), 12), *(Column(str(kind.label), 14) for kind in Kind),
        Column(_("Leading goal"), 16), *(Column(str(goal.label), 12) for goal in Goal), Column(_("Focus since"), 12),
        Column(_("Shifts"), 8), *(Column(str(severity.label), 12) for severity in Severity),
    ]  # fmt: skip


def _scored_columns() -> list[Column]:
    return [
        Column(_("Reviews"), 10),
        Column(_("Mean score"), 12),
        Column(_("Lowest score"), 12),
        Column(_("Highest score"), 12),
        Column(_("By an earlier rubric"), 12),
    ]


def _row(startup: Startup, reading: Reading) -> list[Value]:
    in_round, last, judged = startup.in_round, startup.last, startup.judged
    return [
        startup.name, judged.canvas.name if judged else "", in_round.round.name if in_round else "",
        str(STATES[in_round.state]) if in_round else "", local(last.submitted_at, reading) if last else None,
        startup.days_late if in_round else None, _("Yes") if startup.is_mine else "",
        *(_judged(judged) if judged else [None] * NOT_JUDGED), *_scored(startup.scores),
    ]  # fmt: skip


NOT_JUDGED = 1 + len(Block) + 1 + len(Kind) + 1 + len(Goal) + 2 + len(Severity)


def _judged(judged: Judged) -> list[Value]:
    focus = judged.turn.focus if judged.turn else None
    return [
        judged.filled, *(each.count for each in judged.blocks), len(judged.facts.segments),
        *(len(use.segments) for use in judged.kinds),
        str(judged.turn.leader.label) if focus else "", *(focus.weights[goal] if focus else None for goal in Goal),
        focus.from_on if focus else None, judged.shifts, *(count for _severity, count in judged.open_advice),
    ]  # fmt: skip


def _scored(scores: Scores) -> list[Value]:
    totals = [one.total for one in scores.scored]
    ends = [totals[0], totals[-1]] if totals else [None, None]
    is_earlier = _("Yes") if scores.is_by_earlier_rubric else ""
    return [scores.count, *(_rounded(share) for share in (scores.mean, *ends)), is_earlier]


def findings(portfolio: Portfolio) -> Table:
    """The most common first, each with whom it is true of and the lesson to teach."""
    columns = [
        Column(_("What they have in common"), 50), Column(_("Startups"), 10), Column(_("Share"), 10),
        Column(_("Lesson to teach next"), 40), Column(pgettext("startups", "Which"), 60),
    ]  # fmt: skip
    rows = [
        [
            shared.sentence, shared.count, _rounded(Decimal(shared.count) / shared.of),
            str(shared.lesson.title) if shared.lesson else "",
            "\n".join(startup.name for startup in portfolio.startups if shared.finding.key in startup.found),
        ]
        for shared in portfolio.findings
    ]  # fmt: skip
    return Table(pgettext("table", "In common"), columns, rows)


def calibration(portfolio: Portfolio) -> Table:
    """Of the reviews that whoever asks may read. The difference is empty where there is not enough to say."""
    columns = [
        Column(_("Reviewer"), 24), Column(_("Reviews"), 10), Column(_("Mean score"), 12),
        Column(pgettext("of scores", "Spread"), 12), Column(pgettext("submissions", "In common"), 14),
        Column(_("Lower or higher than the others"), 20),
    ]  # fmt: skip
    rows = [
        [
            str(each.reviewer), len(each.totals), *(_rounded(share) for share in (each.mean, each.spread)),
            len(each.apart), _rounded(each.difference),
        ]
        for each in portfolio.calibrations
    ]  # fmt: skip
    return Table(_("Calibration"), columns, rows)


def _rounded(share: Decimal | None) -> Decimal | None:
    return None if share is None else share.quantize(Decimal("0.0001"))
