"""Where a finding leads: the page or the sheet in which something can be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from canvas.models import Canvas, Segment
from relationships.kinds import Kind
from relationships.models import Relationship
from relationships.numbers import SegmentNumbers


@dataclass(frozen=True)
class Place:
    """A URL name of a canvas with its further arguments. A sheet opens over the page that one is on."""

    label: Promise
    page: str
    args: tuple = ()
    query: str = ""
    is_sheet: bool = False
    is_for_editors: bool = False

    def url(self, canvas: Canvas) -> str:
        return reverse(self.page, args=[canvas.workspace_id, canvas.pk, *self.args]) + self.query


def cell(segment: Segment, kind: str) -> Place:
    return Place(_("Open the relationship"), "relationship_editor", (segment.pk, str(Kind(kind))), is_sheet=True)


def cell_of(relationship: Relationship) -> Place:
    return cell(relationship.segment, relationship.kind)


def figures(numbers: SegmentNumbers) -> Place:
    """Where a segment's figures stand: beside its months, else on the segment itself."""
    if numbers.months:
        return Place(_("See the numbers"), "numbers", query=f"#worth-{numbers.segment.pk}")
    return Place(_("Open the segment"), "segment_editor", (numbers.segment.pk,), is_sheet=True, is_for_editors=True)


def decide(segment: Segment | None = None) -> Place:
    """The page on which the focus is decided: of the whole canvas, or of one segment."""
    query = f"?segment={segment.pk}" if segment else ""
    return Place(_("Decide the focus"), "focus_new", query=query, is_for_editors=True)


MATRIX = Place(_("Open the matrix"), "matrix")
STRATEGY = Place(_("See the course of the focus"), "strategy")
DECIDE = decide()
