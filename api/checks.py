"""An operation of the API without an access mark, or that does not say what it takes and gives, stops the server."""

from collections.abc import Iterator

from django.core import checks

from accounts.access import View
from workspaces.checks import routes


def operations() -> Iterator[tuple[str, str, str, View]]:
    """Every operation: the route of its address, the address's name, the method, the view."""
    for route, pattern in routes():
        for method, view in getattr(pattern.callback, "operations", {}).items():
            yield route, pattern.name, method, view


@checks.register
def every_operation_is_marked(app_configs, **kwargs) -> list[checks.Error]:
    return [
        checks.Error(f"{method} /{route} has no access mark, or says nothing of itself.", id="boom.E002")
        for route, _name, method, view in operations()
        if not (hasattr(view, "access") and hasattr(view, "about"))
    ]
