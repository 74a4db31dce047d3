"""How this person reads: language, direction, calendar, digits, for the whole of one request."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from accounts.reading import Reading


def reading(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Sets `request.reading` from the person, else the language cookie, else what the browser asks for."""

    def respond(request: HttpRequest) -> HttpResponse:
        user = request.user if request.COOKIES.get(settings.SESSION_COOKIE_NAME) else None
        person = user if user is not None and user.is_authenticated else None
        language = (person and person.language) or translation.get_language_from_request(request)
        request.reading = Reading.of(person, language)
        with request.reading.active():
            request.LANGUAGE_CODE = language
            response = get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response

    return respond


def reading_context(request: HttpRequest) -> dict[str, Reading]:
    return {"reading": request.reading} if hasattr(request, "reading") else {}
