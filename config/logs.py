"""What is written to the standard error: a traceback where something is a mistake of ours, else one line."""

import logging

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from procrastinate.exceptions import ConnectorException
from psycopg_pool import PoolTimeout

# Whoever asked was refused, or the database was away: how we came to say so helps nobody.
NO_MISTAKES = (PermissionDenied, SuspiciousOperation, OperationalError, InterfaceError, PoolTimeout, ConnectorException)


def briefly(record: logging.LogRecord) -> bool:
    """Lets every record through; instead of such an error's traceback, its own words, where they are not said yet."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, NO_MISTAKES):
        said, why = record.getMessage().strip(), " ".join(str(error).split())
        record.msg, record.args = (said if why in said else f"{said}: {why}"), ()
        record.exc_info = record.exc_text = None
    return True
