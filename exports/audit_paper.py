"""The strategy audit on paper: what the template audit.typ is given. What the audit holds: relationships/audit.py."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.compact import write_compact
from accounts.dates import write_date, write_moment
from accounts.numbers import write_number, write_percent
from accounts.reading import Reading
from exports.audit_course import chart_data, decision
from exports.sheets import Sheet
from exports.words import paper_of, words
from relationships.audit import Audit
from relationships.deeds import era_row
from relationships.economics import Figure, Lack
from relationships.eras import Compared
from relationships.figures import LABELS, figures_of
from relationships.kinds import Goal
from relationships.models import Focus, Relationship

DASH = "—"


def data_of(audit: Audit, made_by: object, sheet: Sheet, reading: Reading) -> dict:
    kind = _("Strategy audit")
    until = write_date(audit.until_on, reading)
    period = {"from": write_date(audit.since_on, reading), "until": until}
    return {
        **paper_of(audit.facts.canvas, kind, sheet, audit.made_at, reading),
        "words": {"kind": kind, **_titles(until)},
        "segment": words(audit.segment.name, reading) if audit.segment else None,
        "meta": [
            words(_("From %(from)s to %(until)s") % period, reading),
            words(write_moment(audit.made_at, reading), reading),
            words(made_by, reading),
        ],
        "goals": [{"goal": goal.value, "name": str(goal.label)} for goal in Goal],
        "chart": chart_data(audit, reading),
        "decisions": [decision(entry, audit.until_on, reading) for entry in reversed(audit.entries)],
        "withdrawn": [_withdrawn(focus, by, reading) for focus, by in audit.withdrawn],
        "eras": [_era(one, audit, reading) for one in reversed(audit.eras)],
        "relationships": [_relationship(row, reading) for row in audit.relationships],
        "figures": [str(label) for label in LABELS.values()],
        "numbers": [
            [words(one.segment.name, reading), *(write_figure(f.value, reading, f.is_share) for f in figures_of(one))]
            for one in audit.numbers
        ],
        "advice": [
            {"says": words(says, reading), "advises": words(advises, reading), "severity": str(finding.severity.label)}
            for finding in audit.advice
            for says, advises in [finding.plain(reading)]
        ],
        "record": _("All of this is on the workspace’s record, up to line %(seq)s. Whoever runs the server can verify"
                    " that nothing was altered since (manage.py verify_history): the record’s digest is")
        % {"seq": write_number(audit.head.seq if audit.head else 0, reading)},
        "digest": audit.digest,
    }  # fmt: skip


def _titles(until: str) -> dict[str, str]:
    day = {"when": until}
    return {
        "course": _("The course of the focus"),
        "no_course": _("No focus was decided in this time."),
        "turns": _("Decisions and shifts"),
        "evidence": _("Evidence"),
        "around": _("What the numbers did: three months before, three after"),
        "withdrawn": _("Withdrawn decisions"),
        "why": _("Why withdrawn"),
        "deeds": _("Declared and done, era by era"),
        "relationships": _("Relationships on %(when)s") % day,
        "segment": _("Segment"),
        "kind_of": pgettext("relationship", "Kind"),
        "state": _("State"),
        "expected": _("Expected by the segment"),
        "goals": _("Goals"),
        "fixed": _("Fixed cost a month"),
        "customer": _("Cost per customer a month"),
        "numbers": _("Numbers by segment on %(when)s") % day,
        "dash": _("A dash: not enough data."),
        "advice": _("What an adviser would say on %(when)s") % day,
        "no_advice": _("The rules find nothing to say."),
        "record": _("The record behind this report"),
    }


def write_figure(value: Figure | None, reading: Reading, is_share: bool = False) -> str:
    if value is None or isinstance(value, Lack):
        return DASH
    return write_percent(value, reading) if is_share else write_compact(value, reading)


def _withdrawn(focus: Focus, by: object, reading: Reading) -> dict:
    weights = {"a": focus.acquisition, "r": focus.retention, "g": focus.growth}
    weights = {name: write_number(weight, reading) for name, weight in weights.items()}
    held = {"from": write_date(focus.from_on, reading), "when": write_moment(focus.withdrawn_at, reading)}
    return {
        "title": _("Acquisition %(a)s, retention %(r)s, growth %(g)s") % weights,
        "when": _("was to hold from %(from)s; withdrawn %(when)s") % held,
        "by": words(by or "", reading),
        "reason": words(focus.reason, reading),
        "why": words(focus.withdrawn_reason, reading),
    }


def _era(one: Compared, audit: Audit, reading: Reading) -> dict:
    end = one.era.until_on or audit.until_on
    return {
        "title": f"{write_date(one.era.since_on, reading)} – {write_date(end, reading)}",
        "wholes": [
            {
                "label": str(whole.label),
                "said": whole.spoken,
                "layers": [[goal.value, float(begin), float(width)] for goal, begin, width in whole.layers],
            }
            for whole in era_row(one, "", reading).wholes
        ],
        "findings": list(_differences(one, reading)),
    }


def _differences(one: Compared, reading: Reading):
    costs = _("%(goal)s: declared %(said)s, but %(does)s of the cost of relationships.")
    changes = _("%(goal)s: declared %(said)s, but %(does)s of the changes of relationships.")
    for pattern, goals, name in ((costs, one.costs_differ, "cost"), (changes, one.changes_differ, "changes")):
        for of in goals:
            said, does = (write_percent(share, reading) for share in (of.declared, getattr(of, name)))
            yield pattern % {"goal": of.goal.label, "said": said, "does": does}
    if one.is_lived:
        yield _("What is done follows what was declared.")


def _relationship(row: Relationship, reading: Reading) -> dict:
    return {
        "segment": words(row.segment.name, reading),
        "kind": str(row.get_kind_display()),
        "text": words(row.text, reading),
        "state": str(row.get_state_display()),
        "expected": str(row.get_expected_display()),
        "goals": [{"goal": goal, "name": str(Goal(goal).label)} for goal in row.goals],
        "fixed": write_figure(row.fixed_cost, reading),
        "customer": write_figure(row.customer_cost, reading),
    }
