"""Whoever reads the logs comes by no invitation and no share link: Django writes down the address of every request that
goes wrong."""

import logging
import re

LOGGERS = ("django.request", "django.security.csrf")
_TOKEN = re.compile(r"(/(?:invitation|share)/)[^/\s]+")


class HideTokens(logging.Filter):
    """Takes the token out of the addresses that a line names."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_TOKEN.sub(r"\1…", a) if isinstance(a, str) else a for a in record.args)
        return True


def keep_tokens_out() -> None:
    for name in LOGGERS:
        logging.getLogger(name).addFilter(HideTokens())
