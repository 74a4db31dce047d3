"""What stands on the canvas: its notes, its segments, its relationships."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from accounts.reading import Reading
from accounts.text import join_list
from canvas.blocks import Block, Channel, Colour
from canvas.models import Canvas, Note, Segment
from exports.tables.table import Column, Table, label, named
from relationships.kinds import Goal, Kind, State, Strength
from relationships.models import Relationship


def notes(canvas: Canvas, reading: Reading) -> Table:
    """In the order of the blocks, and within a block in that of the board."""
    rows = list(canvas.notes.in_order())
    names = dict(canvas.segments.present().values_list("pk", "name"))
    order = {block.value: place for place, block in enumerate(Block)}
    rows.sort(key=lambda note: order[note.block])
    return Table(
        pgettext("table", "Notes"),
        [*named(Note, block=24, text=60), Column(_("Segment"), 24), *named(Note, channel=20)],
        [
            [label(Block, note.block), note.text, names.get(note.segment_id, ""), label(Channel, note.channel)]
            for note in rows
        ],
    )


def segments(canvas: Canvas, reading: Reading) -> Table:
    rows = canvas.segments.in_order()
    return Table(
        _("Customer segments"),
        named(Segment, name=28, description=50, customers=16, value=18, margin=14, retention=14, colour=12),
        [
            [
                row.name, row.description, row.customers, row.value, row.margin, row.retention,
                label(Colour, row.colour),
            ]
            for row in rows
        ],
    )  # fmt: skip


def relationships(canvas: Canvas, reading: Reading) -> Table:
    """By segment in the order of the board, and by kind."""
    rows = list(canvas.relationships.present().filter(segment__removed_at=None).select_related("segment"))
    kinds = {kind.value: place for place, kind in enumerate(Kind)}
    rows.sort(key=lambda row: (row.segment.position, row.segment_id, kinds[row.kind]))
    owners = User.objects.in_bulk({row.owner_id for row in rows if row.owner_id})
    tied: dict[int, list[str]] = {}
    for tie in canvas.ties.standing():
        tied.setdefault(tie.relationship_id, []).append(tie.note.text)
    columns = [
        Column(_("Segment"), 24),
        *named(Relationship, kind=28, state=14, expected=16, text=50),
        Column(_("Goals"), 28),
        Column(str(Block.CHANNELS.label), 28),
        *named(Relationship, fixed_cost=18, customer_cost=18, knows_customer=14, owner=20, since_on=12),
        Column(_("Tied notes"), 50),
    ]
    return Table(
        pgettext("table", "Relationships"),
        columns,
        [_relationship(row, owners.get(row.owner_id), tied.get(row.pk, []), reading) for row in rows],
    )


def _relationship(row: Relationship, owner: User | None, tied: list[str], reading: Reading) -> list:
    def listed(choices, values) -> str:
        return join_list([label(choices, value) for value in values], reading.language)

    return [
        row.segment.name, label(Kind, row.kind), label(State, row.state), label(Strength, row.expected), row.text,
        listed(Goal, row.goals), listed(Channel, row.channels), row.fixed_cost, row.customer_cost,
        _("Yes") if row.knows_customer else "", str(owner or ""), row.since_on, "\n".join(tied),
    ]  # fmt: skip
