from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "programs"

    def ready(self) -> None:
        from programs import demo, following, leaving, live, notices, redaction, sentences, shelf  # noqa: F401
