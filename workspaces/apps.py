from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    name = "workspaces"

    def ready(self) -> None:
        from workspaces import checks, notices, sentences  # noqa: F401
        from workspaces.discretion import keep_tokens_out

        keep_tokens_out()
