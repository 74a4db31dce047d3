"""What a page may load, and from where: `CONTENT_SECURITY_POLICY` in settings.py, said by every page."""

from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse


class PolicyMiddleware(CSPMiddleware):
    """Parts that htmx asked for do not say it, since it holds for documents only: theirs has said it."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if "HX-Request" in request.headers:
            return response
        return super().process_response(request, response)
