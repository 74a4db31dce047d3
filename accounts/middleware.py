"""How this person reads: language, direction, calendar, digits, for the whole of one request."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from accounts.reading import Reading, language_of_page


def reading(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Sets `request.reading` from the person, else the language cookie, else what the browser asks for; before all of
    them from the page, where it is one that asks for a part of itself."""

    def respond(request: HttpRequest) -> HttpResponse:
        person = None
        if request.COOKIES.get(settings.SESSION_COOKIE_NAME):
            request.user = get_user(request)  # itself: each look at Django's stand-in for it costs three calls
            person = request.user if request.user.is_authenticated else None
        own = (person and person.language) or translation.get_language_from_request(request)
        language = language_of_page(request.headers.get("Boom-Language")) or own
        request.reading = Reading.of(person, language)
        with request.reading.active():
            request.LANGUAGE_CODE = language
            response = get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response

    return respond


def reading_context(request: HttpRequest) -> dict[str, Reading]:
    return {"reading": request.reading} if hasattr(request, "reading") else {}
