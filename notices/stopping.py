"""The link at the foot of each mail, and in its header, that ends mails of its kind: whoever holds it may."""

from __future__ import annotations

from django.core import signing

from accounts.models import User
from notices.kinds import Group, Way
from notices.models import Choice

SALT = "notices.stop"
DIGEST = "digest"


def token_for(user_id: int, group: str) -> str:
    """`group`, or DIGEST: whatever comes once a day."""
    return signing.dumps([user_id, group], salt=SALT)


def opened(token: str) -> tuple[User, str] | None:
    """Whose it is, and what it stops; None for a token that nobody made here, or of somebody who is gone."""
    try:
        user_id, group = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    user = User.objects.filter(pk=user_id).first()
    return (user, group) if user and group in (*Group.values, DIGEST) else None


def stop(user: User, group: str) -> None:
    ways = Choice.ways_of(user.pk)
    stopped = [g for g, way in ways.items() if way == Way.DAY] if group == DIGEST else [group]
    Choice.choose(user.pk, dict.fromkeys(stopped, Way.OFF.value))
