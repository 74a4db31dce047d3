"""What somebody was told, as they read it."""

from accounts.models import User
from accounts.reading import Reading
from notices.models import Notice
from notices.reading import Line, lines_of


def lines(user: User) -> list[Line]:
    """Of everything that they may see, the newest first."""
    return lines_of(user.pk, Notice.objects.visible_to(user.pk).newest_first())


def kinds(user: User) -> list[str]:
    return [line.notice.kind for line in lines(user) if line.told]


def said(user: User, language: str = "") -> list[str]:
    """Without the marks that fence words off."""
    with Reading.of(user, language or user.language).active():
        return [line.plain.replace("\u2068", "").replace("\u2069", "") for line in lines(user)]
