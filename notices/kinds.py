"""What people can be told of. An app registers its kinds, and whose homes somebody is in, when it starts.

A notice keeps no words: what it says is put together when it is read, from the rows as they are, in the reader's
language, and only as far as the reader may still see them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from notices.models import Notice


class Group(models.TextChoices):
    """Kinds for which people choose together how they hear of them."""

    MENTION = "mention", _("You are mentioned in a comment")
    REMARK = "remark", _("What your team submitted is reviewed")
    REVIEW = "review", _("You are asked for a review, or a startup that you review submits")
    ANSWER = "answer", _("A team answers a remark of yours")
    DEADLINE = "deadline", _("A deadline is near, or you are reminded of a review")


class Way(models.TextChoices):
    """How somebody hears of a group of kinds by e-mail; in the app they always do."""

    NOW = "now", pgettext_lazy("mail", "At once")
    DAY = "day", pgettext_lazy("mail", "Once a day")
    OFF = "off", pgettext_lazy("mail", "Never")


@dataclass(frozen=True)
class Told:
    """What one notice says: the `words` of its kind's sentence, a text that is `quoted`, where its `link` leads."""

    link: str
    words: Mapping[str, object] = field(default_factory=dict)
    quoted: str = ""


Tell = Callable[[int, list["Notice"]], Mapping[int, Told]]  # whom, their notices of this kind → by the notice's id


@dataclass(frozen=True)
class Kind:
    sentence: Promise
    tell: Tell
    group: Group | None  # None: it is never mailed from here
    is_open: bool  # also to somebody who is not in its home (yet)
    subject: Promise | str  # of its mail, where the sentence is too long for a list of mails on a phone


_kinds: dict[str, Kind] = {}
homes: list[Callable[[int], models.QuerySet]] = []  # of a person's id: the numbers of the homes they are in now


def register(
    code: str,
    sentence: Promise,
    tell: Tell,
    group: Group | None = None,
    is_open: bool = False,
    subject: Promise | str = "",
) -> None:
    """`sentence` has {who}, if somebody caused it, and what `tell` answers as words. A notice that `tell` leaves out
    is about something that is not there, or not to be seen, any more."""
    _kinds[code] = Kind(sentence, tell, group, is_open, subject or sentence)


def kind_of(code: str) -> Kind | None:
    """None for a kind of an older release."""
    return _kinds.get(code)


def kinds_of(group: Group) -> list[str]:
    return sorted(code for code, kind in _kinds.items() if kind.group == group)


def open_kinds() -> list[str]:
    return sorted(code for code, kind in _kinds.items() if kind.is_open)


def about(notices: list[Notice]) -> list[int]:
    """The ids of the rows that they are about."""
    return [notice.row_id for notice in notices]


def told_of(
    rows: Iterable[models.Model], notices: list[Notice], tell: Callable[[models.Model], Told]
) -> dict[int, Told]:
    """By notice, of those rows that are given: the others are not to be seen."""
    by_id = {row.pk: row for row in rows}
    return {notice.pk: tell(by_id[notice.row_id]) for notice in notices if notice.row_id in by_id}
