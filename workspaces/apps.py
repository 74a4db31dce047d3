import logging

from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    name = "workspaces"

    def ready(self) -> None:
        from workspaces import checks, notices, sentences  # noqa: F401
        from workspaces.discretion import LOGGERS, keep_tokens_out
        from workspaces.remembered import is_said_once

        keep_tokens_out()
        for name in LOGGERS:
            logging.getLogger(name).addFilter(is_said_once)
