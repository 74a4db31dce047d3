from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RelationshipsConfig(AppConfig):
    name = "relationships"
    verbose_name = _("Relationships and strategy")

    def ready(self) -> None:
        from relationships import copying, established, example, loading, parts, sentences, subjects  # noqa: F401
