"""What is written to the standard error: a traceback where something is a mistake of ours, else one line."""

import logging

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from procrastinate.exceptions import ConnectorException
from psycopg_pool import PoolTimeout

# Whoever asked was refused, or the database was away: how we came to say so helps nobody.
NO_MISTAKES = (PermissionDenied, SuspiciousOperation, OperationalError, InterfaceError, PoolTimeout, ConnectorException)


def briefly(record: logging.LogRecord) -> bool:
    """Whether it is written. Instead of such an error's traceback come its own words, where they are not said yet."""
    if record.name == "psycopg.pool" and record.levelno <= logging.WARNING:
        return False  # many a second while the database is away; whoever waits for a connection says so
    error = record.exc_info[1] if record.exc_info else None
    said, why = in_a_line(record.getMessage()), ""
    if isinstance(error, NO_MISTAKES):
        why, record.exc_info, record.exc_text = in_a_line(str(error)), None, None
    record.msg, record.args = (said if why in said else f"{said}: {why}"), ()
    return True


def in_a_line(words: str) -> str:
    return " ".join(words.split())
