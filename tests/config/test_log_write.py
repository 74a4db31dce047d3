"""What an administrator reads: one line for who was refused or a database that is away, tracebacks of mistakes."""

import io
import logging
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.exceptions import DisallowedHost, PermissionDenied
from django.db import OperationalError
from django.utils.log import CallbackFilter
from psycopg_pool import PoolTimeout

from config.logs import briefly


@pytest.fixture
def written() -> Callable[[str, Exception], str]:
    """The lines that a logged error makes, as the settings have them."""
    said, logger = io.StringIO(), logging.getLogger("tests.log")
    handler = logging.StreamHandler(said)
    handler.setFormatter(logging.Formatter(settings.LOGGING["formatters"]["line"]["format"]))
    for name in settings.LOGGING["handlers"]["console"].get("filters", ()):
        handler.addFilter(CallbackFilter(settings.LOGGING["filters"][name]["callback"]))
    logger.addHandler(handler)

    def write(message: str, error: Exception) -> str:
        try:
            raise error
        except Exception:
            logger.exception("%s", message)
        return said.getvalue()

    yield write
    logger.removeHandler(handler)


@pytest.mark.parametrize(
    "error",
    [PermissionDenied(), DisallowedHost("Invalid\n host"), OperationalError("no\n  answer"), PoolTimeout("none left")],
    ids=lambda error: type(error).__name__,
)
def test_what_is_no_mistake_of_ours_takes_one_line_and_says_why(written, error):
    (line,) = written("Refused: /w/1/", error).splitlines()
    assert "ERROR tests.log Refused: /w/1/" in line and " ".join(str(error).split()) in line


def test_what_says_already_why_does_not_say_it_twice(written):
    assert written("Invalid host: 'x'", DisallowedHost("Invalid host: 'x'")).count("Invalid host") == 1


def test_what_waits_for_the_database_says_so_and_its_pool_does_not_repeat_it():
    said = logging.LogRecord("live.hub", logging.WARNING, __file__, 1, "away (%s\n\tIs it?)", ("refused",), None)
    assert briefly(said) and said.getMessage() == "away (refused Is it?)"
    assert not briefly(logging.LogRecord("psycopg.pool", logging.WARNING, __file__, 1, "error connecting", (), None))
    assert briefly(logging.LogRecord("psycopg.pool", logging.ERROR, __file__, 1, "a mistake", (), None))


def test_a_mistake_of_ours_shows_where_it_was_made(written):
    said = written("Internal Server Error: /w/1/", ZeroDivisionError("by nothing"))
    assert "Traceback" in said and "test_log_write.py" in said
