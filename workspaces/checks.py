"""A view without a mark, or with none of ours in front of it, stops the server from starting."""

from django.core import checks
from django.urls import URLPattern, URLResolver, get_resolver

# Views that are not ours carry their own checks: allauth's pages, the administration, files.
THIRD_PARTY = ("allauth.", "django.contrib.admin", "django.contrib.staticfiles", "django.views.static")


def routes(resolver: URLResolver | None = None, prefix: str = ""):
    """Every (route, pattern) of the site, as in `w/<int:workspace>/`."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry
        else:
            yield from routes(entry, route)


def is_ours(pattern: URLPattern) -> bool:
    module = getattr(pattern.callback, "__module__", "")
    model_admin = getattr(pattern.callback, "model_admin", None) or getattr(pattern.callback, "admin_site", None)
    return not module.startswith(THIRD_PARTY) and model_admin is None


@checks.register
def every_view_is_marked(app_configs, **kwargs) -> list[checks.Error]:
    return [
        checks.Error(f"The view of /{route} has no access mark.", hint="See workspaces/access.py.", id="boom.E001")
        for route, pattern in routes()
        if is_ours(pattern) and not hasattr(pattern.callback, "access")
    ]
