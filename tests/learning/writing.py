"""Small documents in three languages, and people who may curate them."""

from copy import deepcopy

from django.contrib.auth.models import Group

from accounts.models import User
from learning.models import Lesson, Path, Term
from learning.roles import CURATORS, EDITORS, make_groups

_LESSON = {
    "slug": "channels",
    "about": "block:channels",
    "title": {"en": "Channels", "ar": "القنوات", "fa": "کانال‌ها"},
    "summary": {
        "en": "How you reach people.",
        "ar": "كيف تصلون إلى الناس.",
        "fa": "چگونه به مردم می‌رسید.",
    },
    "body": {
        "en": "## Why\n\nA [segment](term:segment) is reached through a channel.\n\nSee [retention](lesson:retention).",
        "ar": "## لماذا\n\nنصل إلى [الشريحة](term:segment) عبر قناة.\n\nانظروا [الحفاظ](lesson:retention).",
        "fa": "## چرا\n\nبه [بخش](term:segment) از راه کانال می‌رسیم.\n\n[حفظ مشتری](lesson:retention) را ببینید.",
    },
    "questions": [
        {
            "key": "where",
            "block": "channels",
            "text": {"en": "Where are they?", "ar": "أين هم؟", "fa": "کجا هستند؟"},
        },
        {"key": "who", "block": "", "text": {"en": "Who are they?", "ar": "من هم؟", "fa": "کیستند؟"}},
    ],
    "examples": [
        {
            "key": "bakery",
            "title": {"en": "A bakery", "ar": "مخبز", "fa": "نانوایی"},
            "text": {"en": "It opens *early*.", "ar": "يفتح *باكرًا*.", "fa": "*زود* باز می‌شود."},
        }
    ],
    "mistakes": [
        {
            "key": "all",
            "title": {"en": "All of them", "ar": "كلها", "fa": "همه"},
            "text": {"en": "Too many.", "ar": "كثيرة.", "fa": "زیاد است."},
        }
    ],
    "sources": [
        {
            "key": "book",
            "url": "https://example.com/book?a=1",
            "text": {"en": "A book (2010)", "ar": "كتاب (2010)", "fa": "کتاب (۲۰۱۰)"},
        }
    ],
}
_TERM = {
    "key": "segment",
    "name": {"en": "Segment", "ar": "شريحة", "fa": "بخش"},
    "meaning": {
        "en": "People who need the same.",
        "ar": "أناس حاجتهم واحدة.",
        "fa": "کسانی که نیازشان یکی است.",
    },
}
_PATH = {
    "title": {"en": "Your first canvas", "ar": "لوحتكم الأولى", "fa": "نخستین بوم شما"},
    "intro": {"en": "In an hour.", "ar": "في ساعة.", "fa": "در یک ساعت."},
    "steps": [
        {
            "lesson": "channels",
            "minutes": 6,
            "why": {"en": "To begin.", "ar": "للبداية.", "fa": "برای آغاز."},
        }
    ],
}


def lesson_document(slug: str = "channels", **fields) -> dict:
    return deepcopy(_LESSON) | {"slug": slug} | fields


def term_document(key: str = "segment", **fields) -> dict:
    return deepcopy(_TERM) | {"key": key} | fields


def path_document(**fields) -> dict:
    return deepcopy(_PATH) | fields


def make_curator(key: str = "parisa", language: str = "fa") -> User:
    return _staff(key, language, CURATORS)


def make_editor(key: str = "edris", language: str = "fa") -> User:
    return _staff(key, language, EDITORS)


def _staff(key: str, language: str, group: str) -> User:
    make_groups()
    person = User.objects.create_user(f"{key}@example.com", "pa55-of-the-cast", name=key.title(), language=language)
    person.is_staff = True
    person.save()
    person.groups.add(Group.objects.get(name=group))
    return person


def draft(by: User, slug: str = "channels", **fields) -> Lesson:
    return Lesson.add(lesson_document(slug, **fields), by)


def publish(item: Lesson | Term | Path, by: User) -> Lesson | Term | Path:
    """Whatever its state: submitted if it is a draft, then published. Answers it."""
    if item.state == "draft":
        item.submit(item.number, by)
    item.publish(item.number, by)
    return item


def published(by: User, slug: str = "channels", **fields) -> Lesson:
    return publish(draft(by, slug, **fields), by)


def published_term(by: User, key: str = "segment", **fields) -> Term:
    return publish(Term.add(term_document(key, **fields), by), by)


def published_path(by: User, **fields) -> Path:
    return publish(Path.add(path_document(**fields), by), by)
