"""A small library to read: three lessons, two terms, a path of two steps."""

from accounts.models import User
from learning.models import Lesson
from tests.learning.writing import make_editor, path_document, published, published_path, published_term

SIX = {"en": "Six", "ar": "ستة", "fa": "شش"}


def make_library(by: User | None = None) -> dict[str, Lesson]:
    """Channels (a block), self-service (a kind) and retention (a goal), the latter with a text in one language only."""
    by = by or make_editor()
    published_term(by)
    published_term(by, "churn", name={"en": "Churn", "ar": "معدل الفقد", "fa": "ریزش"})
    lessons = {
        "channels": published(by),
        "self-service": published(
            by, "self-service", about="kind:self_service", title=titled("Self-service", "سلف‌سرویس")
        ),
        "retention": published(by, "retention", about="goal:retention", title=titled("Retention", "حفظ مشتری")),
    }
    step = path_document()["steps"][0]
    published_path(by, steps=[step, step | {"lesson": "retention", "minutes": 9}, step | {"lesson": "no-lesson"}])
    return lessons


ONLY_PERSIAN = {name: {"en": "", "ar": "", "fa": text} for name, text in (("summary", "کوتاه"), ("body", "## وفاداری"))}


def publish_in_persian_only(by: User) -> Lesson:
    title = {"en": "", "ar": "", "fa": "باشگاه مشتریان"}
    return published(by, "loyalty-club", about="kind:communities", title=title, **ONLY_PERSIAN)


def titled(english: str, persian: str) -> dict[str, str]:
    return {"en": english, "ar": "", "fa": persian}
