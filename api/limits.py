"""How often somebody may call: each token so many times a minute, and each address so many times with a wrong one."""

from __future__ import annotations

import time

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from api.problems import Problem
from exports.limits import calls

MOST = 300  # calls a minute, for each token
MOST_WRONG = 30  # wrong tokens a minute, from each address


def check_token(request: HttpRequest) -> None:
    """Raises Problem where this call of the token's is one too many."""
    if request.calls > MOST:
        raise Problem("too_many", headers={"Retry-After": str(seconds_left())})


def check_address(request: HttpRequest) -> None:
    """Counts a wrong token. Raises Problem where too many came from there."""
    if calls("token", address_of(request)) > MOST_WRONG:
        raise Problem("too_many", headers={"Retry-After": str(seconds_left())})


def address_of(request: HttpRequest) -> str:
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:  # behind a socket nobody has an address; they are counted together
        return "nowhere"


def seconds_left() -> int:
    """Until the next minute begins."""
    return 60 - int(time.time()) % 60


def told(request: HttpRequest) -> dict[str, str]:
    if not request.token:
        return {}
    left = max(0, MOST - request.calls)
    numbers = {"Limit": MOST, "Remaining": left, "Reset": seconds_left()}
    return {f"RateLimit-{name}": str(number) for name, number in numbers.items()}
