"""How one variable of the environment is read: each reader answers its value, and raises WrongVariable where that is
none that Boom can use. Empty is as good as not there. Of Python's own library only: bin/run asks before it has another.
"""

import os
import re
from collections.abc import Iterator
from difflib import get_close_matches
from email.utils import parseaddr
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

YES, NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
_NAME = r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*|\[[0-9A-Fa-f:.]+\]"
HOST = re.compile(rf"\*|\.?(?:{_NAME})")
ORIGIN = re.compile(rf"https?://(?:\*\.)?(?:{_NAME})(?::\d+)?")
SITE = re.compile(rf"https?://(?:{_NAME})(?::\d+)?/?")
MAIL_SERVER = re.compile(r"[^\s/:]+|[0-9A-Fa-f:]+")
COOKIE = re.compile(r"[A-Za-z0-9_.-]+")
OTHER_LETTERS = "a name in other letters than a to z as xn--…"
asked: set[str] = set()  # the names of those that were read
ALIKE = 0.85  # of 1: TIMEZONE is TIME_ZONE, and BOOM_PORT not PORT


class WrongVariable(Exception):
    """A variable can't be used; the message names it, and says what it must be."""


def text(name: str, default: str = "") -> str:
    asked.add(name)
    return os.environ.get(name, "").strip() or default


def misspelled() -> Iterator[tuple[str, str]]:
    """Names that nobody read, each with the one that was perhaps meant."""
    for name in os.environ.keys() - asked:
        for meant in get_close_matches(name, asked, n=1, cutoff=ALIKE):
            yield name, meant


def refuse(name: str, wanted: str) -> WrongVariable:
    return WrongVariable(f"{name} is {text(name)!r}; it must be {wanted}.")


def needed(name: str, value: object, wanted: str) -> None:
    """Raises WrongVariable where there is no value."""
    if not value:
        raise WrongVariable(f"{name} is not set; it must be {wanted}.")


def on(name: str, *, default: bool = False) -> bool:
    if (value := text(name).lower()) in YES | NO:
        return value in YES
    if value:
        raise refuse(name, "1 (yes) or 0 (no)")
    return default


def number(name: str, default: int, least: int, most: int) -> int:
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise refuse(name, f"a number from {least} to {most}")
    return int(value)


def one_of(name: str, *words: str) -> str:
    """The first of the words where none is given."""
    value = text(name, words[0])
    if found := next((word for word in words if word.lower() == value.lower()), None):
        return found
    raise refuse(name, f"one of {', '.join(words)}")


def listed(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def formed(name: str, pattern: re.Pattern, wanted: str, default: str = "") -> str:
    value = text(name, default)
    if value and not pattern.fullmatch(value):
        raise refuse(name, wanted)
    return value


def all_formed(name: str, pattern: re.Pattern, wanted: str, default: str = "") -> list[str]:
    values = listed(name, default)
    if wrong := next((value for value in values if not pattern.fullmatch(value)), None):
        raise WrongVariable(f"{wrong!r} in {name} can't be used; it must be {wanted}. Several are parted by commas.")
    return values


def zone(name: str, default: str) -> str:
    """A machine without zones of its own is believed: a package brings them later."""
    value = text(name, default)
    try:
        return ZoneInfo(value).key
    except (LookupError, ValueError, OSError):
        if available_timezones():
            raise refuse(name, "a time zone's name, as UTC or Asia/Tehran") from None
        return value


def sender(name: str, default: str) -> str:
    value = text(name, default)
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", parseaddr(value)[1]):
        raise refuse(name, "an address, as Boom <boom@example.org>")
    return value


def database(name: str) -> str:
    """What is wrong is not shown: it holds a password."""
    value = text(name)
    if value and not _is_database(value):
        raise WrongVariable(
            f"{name} can't be used; it must be postgresql://ROLE:PASSWORD@HOST:PORT/DATABASE. "
            "Signs of the password other than letters and digits are written as %40 for @, %2F for /, %23 for #."
        )
    return value


def _is_database(url: str) -> bool:
    try:
        parts = urlsplit(url)
        named = re.fullmatch(r"/[^/@]+", parts.path) and parts.port != 0
    except ValueError:
        return False
    whole = parts.scheme in {"postgresql", "postgres"} and parts.netloc.count("@") < 2 and "#" not in url
    return bool(whole and named and not re.search(r"\s|%(?![0-9A-Fa-f]{2})", url))
