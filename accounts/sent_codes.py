"""The code that is on its way to an address: asked for again meanwhile, in any window, it is the same.

Else a second press, or signing in right after signing up, would have no code to await: another is not sent so soon.
"""

from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.http import HttpRequest

UNDER_WAY = 60  # seconds
WINDOWS = 3  # each has its few guesses, so they are few


def _key(address: EmailAddress) -> str:
    return f"code-under-way:{address.user_id}:{address.email}"


def remember(process: EmailVerificationProcess) -> None:
    cache.set(_key(process.email_address), [process.state] * WINDOWS, UNDER_WAY)


def forget(process: EmailVerificationProcess) -> None:
    cache.delete(_key(process.email_address))


def await_same(request: HttpRequest, address: EmailAddress) -> bool:
    """Lets this window await the code that is under way, if one is."""
    states = cache.get(_key(address))
    if not states:
        return False
    EmailVerificationProcess(request=request, state=states.pop()).persist()
    cache.set(_key(address), states, UNDER_WAY)
    return True
