"""Whether somebody who has a page open is still signed in: sessions end without a line on any record."""

from collections.abc import Iterable

from django.utils import timezone

from accounts.models import Session, User
from live.page import Page

Standing = tuple[str, int, str]  # a session, whose it is, and the password it began with


def standing_of(page: Page) -> Standing:
    return page.session_key, page.user_id, page.password


def ended(standings: Iterable[Standing]) -> set[Standing]:
    """Those that no longer hold: signed out, expired, deactivated, or another password. Called from a thread."""
    standings = set(standings)
    sessions = Session.objects.filter(pk__in={key for key, *_ in standings}, expire_date__gt=timezone.now())
    keys = set(sessions.values_list("pk", flat=True))
    people = User.objects.filter(pk__in={user_id for _, user_id, _ in standings}, is_active=True)
    passwords = dict(people.values_list("pk", "password"))
    return {s for s in standings if s[0] not in keys or passwords.get(s[1]) != s[2]}
