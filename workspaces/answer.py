"""Pages that act: by POST only, once, and a request that comes again is answered like the first time."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import only
from record.acting import Repeated, RequestReused
from record.models import Change

Answer = Callable[[HttpRequest, list[Change]], HttpResponse]
Page = Callable[[HttpRequest], HttpResponse]


def acts(answer: Answer, refused: dict[type[Exception], Page] | None = None) -> Callable:
    """Marks a view that returns nothing when it is done, and is then answered by `answer(request, changes)`.

    Where it did nothing (a form with errors) it returns a response of its own; where the verb raised one of `refused`,
    the page that stands there for it says so. A form's {% once %} names the request.
    """
    pages = refused or {}

    def mark(view: Callable) -> Callable:
        @only("POST")
        @wraps(view)
        def carried_out(request: HttpRequest, **kwargs) -> HttpResponse:
            try:
                return view(request, **kwargs) or answer(request, request.actor.changes)
            except Repeated as repeated:
                return answer(request, repeated.changes)
            except RequestReused:
                return render(request, "workspaces/reused.html", status=422)
            except tuple(pages) as why:
                return pages[type(why)](request)
            except ObjectDoesNotExist:  # it went between being fetched and being locked
                raise Http404 from None

        return carried_out

    return mark
