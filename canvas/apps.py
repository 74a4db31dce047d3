from django.apps import AppConfig


class CanvasConfig(AppConfig):
    name = "canvas"

    def ready(self) -> None:
        from canvas import notices, parts, sentences, subjects, team  # noqa: F401
