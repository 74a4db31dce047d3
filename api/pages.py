"""A list, page by page: `cursor` names where the one before ended, and `next` where this one does."""

from __future__ import annotations

from django import forms
from django.db import models
from django.http import HttpRequest

from api.rows import row_of

USUAL, MOST = 50, 200
LARGEST = 2**63 - 1


class PageForm(forms.Form):
    limit = forms.IntegerField(min_value=1, max_value=MOST, required=False)
    cursor = forms.IntegerField(min_value=0, max_value=LARGEST, required=False)


def page_of(request: HttpRequest, rows: models.QuerySet) -> dict[str, object]:
    """By id; what is added meanwhile comes on a later page."""
    limit = request.asked["limit"] or USUAL
    found = list(rows.filter(pk__gt=request.asked["cursor"] or 0).order_by("pk")[: limit + 1])
    more = found[limit - 1].pk if len(found) > limit else None
    return {"data": [row_of(row) for row in found[:limit]], "next": more}


def paged(schema: dict[str, object]) -> dict[str, object]:
    """The JSON Schema of a page of such things."""
    properties = {"data": {"type": "array", "items": schema}, "next": {"type": ["integer", "null"]}}
    return {"type": "object", "properties": properties, "required": ["data", "next"]}
