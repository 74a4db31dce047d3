"""Taking in what came as a file: all of it or nothing, bounded, and with a line for everything that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.numbers import with_numbers
from learning.document import Unsound
from learning.models import Stale, Taken
from learning.roles import require

LARGEST = 8_000_000  # bytes of a file
MANY = 50  # problems that are worth reading


@dataclass
class Imported:
    """What an import did, each as (noun, key): ("lesson", "channels"). `left` counts texts without a translation."""

    added: list[tuple[str, str]] = field(default_factory=list)
    revised: list[tuple[str, str]] = field(default_factory=list)
    same: list[tuple[str, str]] = field(default_factory=list)
    left: int = 0


class _Tried(Exception):
    pass


def import_file(data: bytes, by: User, *, only_try: bool = False) -> Imported:
    """Take in a set (JSON) or a translation (XLIFF), as drafts. `only_try` says what it would do, and does nothing.

    Raises Unsound with everything that is wrong, having done nothing; PermissionDenied where `by` may not curate.
    """
    from learning.sets import import_set
    from learning.xliff import import_xliff

    require(by, "revise")
    refuse_large(len(data))
    is_xml = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    act: Callable[[bytes, User], Imported] = import_xliff if is_xml else import_set
    done = None
    try:
        with all_or_nothing():
            done = act(data, by)
            if only_try:
                raise _Tried
    except _Tried:
        pass
    return done


def refuse_large(size: int) -> None:
    """`size` in bytes."""
    if size > LARGEST:
        raise Unsound([with_numbers(_("This file is too large: at most {count} MB."), count=LARGEST // 1_000_000)])


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """What somebody else changed in between undoes the whole import, and says so."""
    try:
        with transaction.atomic():
            yield
    except Stale as stale:
        raise Unsound([_("{name}: Somebody changed it just now. Try again.").format(name=stale.item)]) from None
    except Taken as taken:
        raise Unsound([_("{name}: Somebody added it just now. Try again.").format(name=taken)]) from None


def refuse(problems: list[str]) -> None:
    """Raises Unsound if there are any."""
    if problems:
        more = len(problems) - MANY
        rest = [with_numbers(_("… and {count} more."), count=more)] if more > 0 else []
        raise Unsound(problems[:MANY] + rest)
