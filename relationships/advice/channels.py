"""Through which channels relationships go, and what they hang together with."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from canvas.blocks import Block, Channel
from relationships.advice.finding import Behind, Finding, Severity, of_relationship, of_several, rule
from relationships.advice.places import MATRIX, Place, cell_of
from relationships.advice.words import Name, Several, Term
from relationships.facts import Facts
from relationships.kinds import Fit, Kind, State
from relationships.models import Relationship

UNDER_WAY = (State.PLANNED, State.ESTABLISHED)


def is_broadcast_only(facts: Facts, row: Relationship) -> bool:
    return row.kind == Kind.COMMUNITIES and facts.channels(row) == [Channel.BROADCAST_CHANNEL]


def terms(channels: Iterable[str]) -> Several:
    return Several([Term(Channel(channel)) for channel in channels])


@rule("broadcast-community")
def broadcast_community(facts: Facts) -> Iterable[Finding]:
    for row in facts.relationships:
        if row.state in UNDER_WAY and is_broadcast_only(facts, row):
            yield Finding(
                Severity.SERIOUS,
                _("“{relationship}” can't become a community on a broadcast channel: there, only you speak."),
                _("Open a place where customers talk to each other, such as a messaging group."),
                cell_of(row),
                **of_relationship(row),
                words={"relationship": Name(row), "segment": Name(row.segment)},
                behind=(
                    Behind(_("Segment"), Name(row.segment)),
                    Behind(_("Channels now"), terms(facts.channels(row))),
                    Behind(_("Channels that carry it"), natural(facts, row.kind)),
                ),
            )


@rule("wrong-channel")
def wrong_channel(facts: Facts) -> Iterable[Finding]:
    """A warning, never a ban: a creative team may find a way."""
    for row in facts.relationships:
        channels = facts.channels(row)
        if row.state not in UNDER_WAY or not channels or is_broadcast_only(facts, row):
            continue
        if all(facts.fits.get((row.kind, channel), Fit.WITH_CARE) == Fit.HARDLY for channel in channels):
            better = natural(facts, row.kind)
            yield Finding(
                Severity.WORTH_A_LOOK,
                _("“{relationship}” for “{segment}” goes through {channels}, which can hardly carry {kind}."),
                _("Add a channel that carries it well: {better}. Or stay with it, if you know how to make it work.")
                if better.value
                else _("Look for another channel, or stay with it, if you know how to make it work."),
                cell_of(row),
                **of_relationship(row),
                words={
                    "relationship": Name(row), "segment": Name(row.segment), "kind": Term(Kind(row.kind)),
                    "channels": terms(channels), "better": better,
                },
            )  # fmt: skip


def natural(facts: Facts, kind: str) -> Several:
    return terms(channel for channel in Channel if facts.fits.get((kind, channel.value)) == Fit.NATURAL)


@rule("loose-end")
def loose_end(facts: Facts) -> Iterable[Finding]:
    """Two findings at most: those without a channel, and those whose cost stands nowhere on the canvas."""
    if bare := [row for row in facts.established if not facts.channels(row)]:
        yield _loose(
            bare,
            "channels",
            Severity.WORTH_A_LOOK,
            ngettext_lazy(
                "“{relationships}” is established, and tied to no channel.",
                "Some established relationships are tied to no channel: {relationships}.",
                len(bare),
            ),
            _("Say through which channel customers have it; without one nobody can tell how it reaches them."),
        )
    unpaid = [row for row in facts.established if row.costs and not facts.tied(row, Block.COST_STRUCTURE)]
    if unpaid:
        yield _loose(
            unpaid,
            "costs",
            Severity.IDEA,
            ngettext_lazy(
                "“{relationships}” costs money, and nothing in the cost structure speaks of it.",
                "Some relationships cost money, and nothing in the cost structure speaks of them: {relationships}.",
                len(unpaid),
            ),
            _("Tie it to its note in the block of costs, so that the canvas shows what it takes."),
        )


def _loose(rows: list[Relationship], subject: str, severity: Severity, says: Promise, advises: Promise) -> Finding:
    return Finding(
        severity,
        says,
        advises,
        _place(rows),
        subject,
        **of_several(row.segment for row in rows),
        words={"relationships": Several([Name(row) for row in rows])},
        behind=_rows(rows) if len(rows) > 1 else (),
    )


def _place(rows: list[Relationship]) -> Place:
    return cell_of(rows[0]) if len(rows) == 1 else MATRIX


def _rows(rows: list[Relationship]) -> tuple[Behind, ...]:
    return tuple(Behind(Name(row.segment), Name(row), place=cell_of(row)) for row in rows)


@rule("automated-value")
def automated_value(facts: Facts) -> Iterable[Finding]:
    rows = [
        row for row in facts.established
        if row.kind == Kind.AUTOMATED and row.knows_customer and not facts.tied(row, Block.VALUE_PROPOSITIONS)
    ]  # fmt: skip
    if rows:
        yield Finding(
            Severity.IDEA,
            ngettext_lazy(
                "“{relationships}” knows each customer, and is not among your value propositions.",
                "Some services know each customer, and are not among your value propositions: {relationships}.",
                len(rows),
            ),
            _("What knows the customer can be a reason to choose you: tie it to a value proposition, or write one."),
            _place(rows),
            **of_several(row.segment for row in rows),
            words={"relationships": Several([Name(row) for row in rows])},
            behind=_rows(rows) if len(rows) > 1 else (),
        )
