"""Canvases as lists show them.

An app above registers what else somebody finds on the home page (`also_at_home`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Count

from accounts.models import User
from canvas.blocks import Block
from canvas.miniature import strokes
from canvas.models import Canvas, Note, Segment
from canvas.models.canvas import CanvasQuerySet
from workspaces.models import Membership

LATEST = 3  # how many canvases of each workspace the home page shows


def shelf(canvases: CanvasQuerySet) -> list[Canvas]:
    """Canvases that were asked for by `latest_first`, as tiles: four queries, however many there are.

    Each has `changed_at` and `changed_by`, `note_count`, and `picture`, the strokes of its miniature.
    """
    found = list(canvases)
    people = User.objects.in_bulk({canvas.changed_by_id for canvas in found})
    counts = counts_of(found)
    for canvas in found:
        canvas.changed_by = people.get(canvas.changed_by_id)
        canvas.note_count = counts[canvas.pk].total() - counts[canvas.pk][Block.CUSTOMER_SEGMENTS]
        canvas.picture = strokes(counts[canvas.pk])
    return found


def counts_of(canvases: list[Canvas]) -> dict[int, Counter]:
    """How many notes (or segments) are in each block of each canvas, by the canvas's id."""
    counts = {canvas.pk: Counter() for canvas in canvases}
    notes = Note.objects.present().filter(canvas__in=canvases).values_list("canvas_id", "block")
    for canvas_id, block, count in notes.annotate(Count("pk")).order_by():
        counts[canvas_id][block] = count
    segments = Segment.objects.present().filter(canvas__in=canvases).values_list("canvas_id")
    for canvas_id, count in segments.annotate(Count("pk")).order_by():
        counts[canvas_id][Block.CUSTOMER_SEGMENTS] = count
    return counts


@dataclass
class Team:
    """One of somebody's workspaces, with the latest of its canvases."""

    membership: Membership
    canvases: list[Canvas] = field(default_factory=list)


def teams_of(user: User) -> list[Team]:
    """The workspaces somebody is in, the busiest first: five queries, however many there are."""
    memberships = list(user.memberships.present().busiest_first())
    current = Canvas.objects.current().filter(workspace_id__in=[m.workspace_id for m in memberships])
    latest = sorted(shelf(current.latest_of_each(LATEST)), key=lambda canvas: canvas.workspace_id)
    canvases = {key: list(those) for key, those in groupby(latest, key=lambda canvas: canvas.workspace_id)}
    return [Team(membership, canvases.get(membership.workspace_id, [])) for membership in memberships]


@dataclass
class Shelf:
    """What else somebody finds at home: a template that is given `rows`."""

    template: str
    rows: list


Find = Callable[[User], Shelf]
_found: list[Find] = []


def also_at_home(function: Find) -> Find:
    """Marks a function that finds, in one query, what stands there for somebody."""
    _found.append(function)
    return function


def shelves_of(user: User) -> list[Shelf]:
    return [shelf for find in _found if (shelf := find(user)).rows]
