"""What a page may load, and from where: `CONTENT_SECURITY_POLICY` in settings.py, said by every page."""

from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


class PolicyMiddleware(CSPMiddleware):
    """Parts that htmx asked for do not say it, since it holds for documents only: theirs has said it. So that no
    browser shows such an answer as a page when somebody goes back, each says that the other may be different."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        patch_vary_headers(response, ["HX-Request"])
        if "HX-Request" in request.headers:
            return response
        return super().process_response(request, response)
