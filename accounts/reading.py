"""How one person reads: the language, and the calendar, digits and time zone that come with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, tzinfo
from functools import lru_cache
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language, override

LANGUAGES = ("fa", "ar", "en")
CALENDARS = ("jalali", "gregorian")
DIGITS = ("arabext", "arab", "latn")


class Person(Protocol):
    """What a reading takes from a person; a blank choice follows the language."""

    calendar: str
    digits: str
    time_zone: str


class Reading(NamedTuple):
    """One way of reading. Equal readings render alike, so it can key what is rendered once for many."""

    language: str
    calendar: str
    digits: str
    time_zone: str

    @classmethod
    def of(cls, person: Person | None, language: str) -> "Reading":
        """The reading of `person` (None: a visitor) in `language` ("fa", "ar-EG"; unknown: English)."""
        spoken = language.lower().partition("-")[0]
        spoken = spoken if spoken in LANGUAGES else "en"
        if person is None:
            return _resolve(spoken, "", "", "")
        return _resolve(spoken, person.calendar, person.digits, person.time_zone)

    @classmethod
    def current(cls) -> "Reading":
        """The active reading; a visitor's, where none is active or the language has been switched since."""
        visitor = cls.of(None, get_language() or "en")
        active = _active.get()
        return active if active and active.language == visitor.language else visitor

    @contextmanager
    def active(self) -> Iterator[None]:
        """A block in which text is translated into this language, and form fields read and write this way."""
        token = _active.set(self)
        try:
            with override(self.language):
                yield
        finally:
            _active.reset(token)

    @property
    def direction(self) -> str:
        return "ltr" if self.language == "en" else "rtl"

    @property
    def zone(self) -> tzinfo:
        return zone_named(self.time_zone)


_active: ContextVar[Reading | None] = ContextVar("reading", default=None)


def language_of_page(said: str | None) -> str:
    """Of a page that asks for a part of itself, as it says in the header Boom-Language: it goes on in the language that
    it came in, whatever its reader chose since, on another page."""
    return said if said in LANGUAGES else ""


def zone_named(name: str) -> tzinfo:
    """A time zone by its name; UTC where this machine does not know it."""
    return _zone(name) or UTC


@lru_cache(maxsize=1000)
def _zone(name: str) -> tzinfo | None:
    """The zone, or None where the name, or this machine's knowledge of zones, is lacking."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


@lru_cache(maxsize=1000)
def _resolve(language: str, calendar: str, digits: str, time_zone: str) -> Reading:
    persian = language == "fa"
    return Reading(
        language,
        calendar if calendar in CALENDARS else "jalali" if persian else "gregorian",
        digits if digits in DIGITS else "arabext" if persian else "latn",
        time_zone if _zone(time_zone) else _local_zone(language),
    )


def _local_zone(language: str) -> str:
    """The administrator's zone; where none was set, Tehran's for Persian: in UTC its day turns hours late."""
    if language == "fa" and settings.TIME_ZONE == "UTC":
        return "Asia/Tehran"
    return settings.TIME_ZONE
