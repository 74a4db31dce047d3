"""What a table may call its columns, the blocks, the types of channels and the colours: in three languages, as people
write them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from django.db.models import TextChoices
from django.utils.translation import override

from accounts.reading import LANGUAGES
from accounts.text import fold
from canvas.blocks import Block, Channel, Colour
from exports.notes import MOST_ROWS
from relationships.imports.table import Layout

LAYOUT = Layout(
    names={
        "block": ("block", "section", "area", "بلوک", "خانه", "المكون", "مكون", "الخانة"),
        "text": ("text", "note", "notes", "content", "یادداشت", "متن", "الملاحظة", "ملاحظة", "النص", "نص"),
        "segment": (
            "segment", "customer segment", "colour", "color", "بخش", "بخش مشتری", "رنگ", "الشريحة", "شريحة", "اللون",
        ),
        "channel": ("channel type", "channel", "نوع کانال", "کانال", "نوع القناة", "القناة"),
    },
    main={
        "block": ("block", "بلوک", "المكوّن"),
        "text": ("text", "متن", "النص"),
        "segment": ("segment", "بخش", "الشريحة"),
        "channel": ("channel type", "نوع کانال", "نوع القناة"),
    },
    needed=("block", "text"),
    most=MOST_ROWS,
)  # fmt: skip

ALSO = {  # how blocks are called elsewhere
    Block.CUSTOMER_SEGMENTS: ("customer segment", "customers", "segments", "مشتریان", "بخش مشتری", "العملاء"),
    Block.VALUE_PROPOSITIONS: (
        "value proposition", "value", "ارزش", "ارزش‌های پیشنهادی", "القيمة", "القيم المقترحة", "عروض القيمة",
    ),
    Block.CHANNELS: ("channel", "کانال", "کانال‌های ارتباط با مشتری", "قنوات"),
    Block.CUSTOMER_RELATIONSHIPS: (
        "customer relationship", "relationships", "روابط با مشتری", "روابط مشتری", "العلاقات مع العملاء",
        "علاقات العملاء",
    ),
    Block.REVENUE_STREAMS: ("revenue stream", "revenue", "revenues", "درآمد", "جریان درآمد", "الإيرادات"),
    Block.KEY_RESOURCES: ("key resource", "resources", "منابع", "الموارد", "الموارد الأساسية"),
    Block.KEY_ACTIVITIES: ("key activity", "activities", "فعالیت‌ها", "الأنشطة", "الأنشطة الأساسية"),
    Block.KEY_PARTNERS: (
        "key partner", "key partnerships", "partners", "partnerships", "شرکا", "شریکان کلیدی", "الشركاء",
        "الشراكات الرئيسية",
    ),
    Block.COST_STRUCTURE: ("cost structures", "costs", "cost", "هزینه‌ها", "ساختار هزینه", "التكاليف"),
}  # fmt: skip


def block_of(cell: str) -> Block | None:
    return _named(Block).get(fold(cell[:80]))


def channel_of(cell: str) -> Channel | None:
    return _named(Channel).get(fold(cell[:80]))


def colour_of(cell: str) -> Colour | None:
    return _named(Colour).get(fold(cell[:80]))


@cache
def _named(choices: type[TextChoices]) -> dict[str, TextChoices]:
    """By code, by name in each language, and for blocks by their two letters and their other names."""
    names = {fold(name): one for one in choices for name in (one.value, one.value.replace("_", " "), *_also(one))}
    for language in LANGUAGES:
        with override(language):
            names |= {fold(str(one.label)): one for one in choices}
    return names


def _also(one: TextChoices) -> Iterable[str]:
    return (one.short, *ALSO[one]) if isinstance(one, Block) else ()
