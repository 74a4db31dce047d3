"""What a team does, by goal, to be held against what it declares: where its money goes, and its changes.

What serves several goals counts for each an even part (a relationship's monthly cost is split evenly over them).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, tzinfo
from decimal import Decimal

from django.db import connection

from accounts.days import day_begins, day_ends
from canvas.models import Canvas
from relationships.economics import Lack
from relationships.facts import Facts
from relationships.kinds import Goal
from relationships.models import Relationship

Shares = dict[str, Decimal]
Span = tuple[date, date]

# The lines of each span's canvas's relationships, along the index of rows; each line's goals weigh 1 together.
CHANGED = """
    SELECT span.number, goal.name, sum(1.0 / jsonb_array_length(said.goals))
    FROM unnest(%(workspaces)s::bigint[], %(canvases)s::bigint[], %(begins)s::timestamptz[], %(ends)s::timestamptz[])
      WITH ORDINALITY span(workspace, canvas, begins, ends, number)
    JOIN relationships_relationship known ON known.workspace_id = span.workspace AND known.canvas_id = span.canvas
      AND (%(segment)s::bigint IS NULL OR known.segment_id = %(segment)s)
    JOIN record_change line ON line.workspace_id = span.workspace AND line."table" = 'relationships_relationship'
      AND line.row_id = known.id AND line.at >= span.begins AND line.at < span.ends
    CROSS JOIN LATERAL (SELECT coalesce(line.after, line.before) -> 'goals' AS goals) said
    CROSS JOIN LATERAL jsonb_array_elements_text(said.goals) goal(name)
    GROUP BY span.number, goal.name
"""


def goal_cost_shares(facts: Facts, segment_id: int | None = None) -> Shares | Lack:
    """Of the monthly cost of the established relationships, the share that serves each goal: fractions, in the
    order of Goal. A Lack where a cost can't be told, or nothing costs anything."""
    costs = dict.fromkeys(Goal.values, Decimal(0))
    for row in serving(facts.established, segment_id):
        cost = facts.monthly_cost(row)
        if cost is None:
            return Lack.UNKNOWN
        for goal in row.goals:
            costs[goal] += cost / len(row.goals)
    return shares_of(costs)


def change_shares(
    canvas: Canvas, spans: Iterable[Span], segment_id: int | None = None, zone: tzinfo = UTC
) -> list[Shares | Lack]:
    """Of the changes of relationships on record in each span of days (the last one included), the share that concerned
    each goal: fractions, in the order of Goal. A Lack where none did. One query."""
    return change_shares_of_each([(canvas, span, zone) for span in spans], segment_id)


def change_shares_of_each(
    courses: Iterable[tuple[Canvas, Span, tzinfo]], segment_id: int | None = None
) -> list[Shares | Lack]:
    """`change_shares` of spans of days, each of a canvas of its own: still one query."""
    courses = list(courses)
    counts = [dict.fromkeys(Goal.values, Decimal(0)) for _ in courses]
    asked = {
        "workspaces": [canvas.workspace_id for canvas, *_ in courses],
        "canvases": [canvas.pk for canvas, *_ in courses],
        "segment": segment_id,
        "begins": [day_begins(since, zone) for _canvas, (since, _until), zone in courses],
        "ends": [day_ends(until, zone) for _canvas, (_since, until), zone in courses],
    }
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, asked)
        for number, goal, count in cursor.fetchall():
            if goal in counts[number - 1]:
                counts[number - 1][goal] = count
    return [shares_of(count) for count in counts]


def serving(rows: Iterable[Relationship], segment_id: int | None) -> list[Relationship]:
    """Those of a segment (None: of all) that serve a goal."""
    return [row for row in rows if row.goals and segment_id in (None, row.segment_id)]


def shares_of(amounts: Shares) -> Shares | Lack:
    whole = sum(amounts.values())
    return {goal: amount / whole for goal, amount in amounts.items()} if whole else Lack.NOTHING
