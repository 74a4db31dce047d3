"""Where an edit leads that was made from the history, not from the board."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from record.models import Change
from relationships.models import Dismissal, Indicator, Relationship, Scenario, Tie

PAGES = {Dismissal: "advice", Indicator: "numbers", Relationship: "matrix", Scenario: "what_if", Tie: "matrix"}
PAGE_OF = {model._meta.db_table: page for model, page in PAGES.items()}


def back_to_activity(request: HttpRequest, response: HttpResponse, **filters: int) -> HttpResponse:
    """To the changes of the canvas (or the row) that was edited; an edit that was refused is answered as it was."""
    if response.status_code != 302:
        return response
    return redirect(f"{reverse('activity', args=[request.workspace.pk])}?{urlencode(filters)}")


def back_to_its_page(response: HttpResponse, change: Change) -> HttpResponse:
    """To the page of the canvas that shows what `change` is about; that is its board, or one of PAGES."""
    page = PAGE_OF.get(change.table)
    return redirect(page, change.workspace_id, change.canvas_id) if page and response.status_code == 302 else response
