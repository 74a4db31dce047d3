"""Files cost more than pages, so nobody gets very many of them in a minute."""

from __future__ import annotations

import time
from functools import wraps

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import View
from accounts.typed import typed

MOST = {"file": 40, "import": 10}  # a minute, for each person


def limited(action: str):
    """Marks a view, under its access mark, that somebody may call only so often; more is answered with 429."""

    def mark(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, **kwargs) -> HttpResponse:
            if calls(action, request.user.pk) > MOST[action]:
                response = render(request, "429.html", {"typed": typed(request.POST)}, status=429)
                response["Retry-After"] = "60"
                return response
            return view(request, **kwargs)

        return counted

    return mark


def calls(action: str, who: int | str) -> int:
    """How many there were in this minute, with this one. Two at once may count as one: it is a limit, not a till."""
    key = f"exports:{action}:{who}:{minute()}"
    if cache.add(key, 1, 120):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # the cache was emptied meanwhile
        return 1


def minute() -> int:
    return int(time.time() // 60)
