"""Where an edit leads that was made from the history, not from the board."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


def back_to_activity(request: HttpRequest, response: HttpResponse, **filters: int) -> HttpResponse:
    """To the changes of the canvas (or the row) that was edited; an edit that was refused is answered as it was."""
    if response.status_code != 302:
        return response
    return redirect(f"{reverse('activity', args=[request.workspace.pk])}?{urlencode(filters)}")
