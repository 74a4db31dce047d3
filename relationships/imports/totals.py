"""Rows of totals and averages, which reports have under and between their rows: told by what stands where a segment or
a month would stand."""

from __future__ import annotations

import re
from collections.abc import Callable

from accounts.dates import parse_month
from accounts.text import fold
from relationships.imports.table import Line

# «الجملة» is not among them: it is wholesale too.
NAMES = (
    "total", "totals", "grand total", "overall total", "subtotal", "sub-total", "sub total", "sum", "Σ", "∑",
    "total général", "sous-total", "sous total", "totaux", "somme",
    "جمع", "جمع کل", "جمع جزء", "سرجمع", "مجموع", "مجموع کل", "کل",
    "المجموع", "المجموع الكلي", "المجموع العام", "المجموع الفرعي", "إجمالي", "الإجمالي", "الإجمالي الكلي",
    "الإجمالي العام", "الإجمالي الفرعي", "المجموع الإجمالي",
    "average", "averages", "avg", "mean", "overall average", "monthly average",
    "moyenne", "moyennes", "moyenne générale",
    "میانگین", "میانگین کل", "میانگین ماهانه", "معدل کل",
    "المتوسط", "المتوسط العام", "المتوسط الحسابي", "المتوسط الشهري", "المعدل", "المعدل العام", "المعدل الشهري",
)  # fmt: skip
# Medium too, and adjusted: where a month stands beside them they may be a segment that is not on the canvas.
UNSURE = ("متوسط", "معدل")
AROUND = " :;.,*=–—-()[]"
_NAMES, _UNSURE = ({fold(name) for name in names} for names in (NAMES, UNSURE))
_NAME = "|".join(sorted(map(re.escape, _NAMES | _UNSURE), key=len, reverse=True))
_OF = re.compile(
    rf"(?:{_NAME})\W+(?:(?:of|for|de|du|ماه|سال|شهر|{fold('سنة')}|عام)\W+)?(?P<then>.+)|(?P<before>.+?)\W+(?:{_NAME})"
)


def total(line: Line, is_segment: Callable[[str], object]) -> str:
    """What a row of totals or averages is called; "" for any other, as a segment of the canvas, whatever its name."""
    segment, month = line.cells.get("segment", ""), line.cells.get("month", "")
    if not is_segment(segment) and _is_total(segment, is_segment, _NAMES if month else _NAMES | _UNSURE):
        return segment
    return month if _is_total(month, is_segment, _NAMES | _UNSURE) else ""


def _is_total(text: str, is_segment: Callable[[str], object], names: set[str]) -> bool:
    """By the word alone, or beside what is summed: “Total 2026”, and as spreadsheets call it, “Students Total”."""
    name = fold(text[:200]).strip(AROUND)
    if name in names:
        return True
    match = _OF.fullmatch(name)
    return bool(match) and _can_be_summed(match["then"] or match["before"], is_segment)


def _can_be_summed(name: str, is_segment: Callable[[str], object]) -> bool:
    if is_segment(name) or re.fullmatch("[0-9]{4}", name):
        return True
    try:
        parse_month(name)
    except ValueError:
        return False
    return True
