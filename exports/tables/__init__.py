"""A canvas as tables, for spreadsheets: what there is, and how a table is made. Headings and words in the reader's
language; numbers as numbers, days as days, texts exactly as they were written."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exports.tables.table import Table
from exports.tables.team import changes, focuses, indicators
from exports.tables.whole import notes, relationships, segments

TABLES = {
    "notes": notes,
    "segments": segments,
    "relationships": relationships,
    "focus": focuses,
    "indicators": indicators,
    "changes": changes,
}

NAMES = {
    "notes": pgettext_lazy("table", "Notes"),
    "segments": _("Customer segments"),
    "relationships": pgettext_lazy("table", "Relationships"),
    "focus": pgettext_lazy("table", "Focus"),
    "indicators": pgettext_lazy("table", "Numbers"),
    "changes": pgettext_lazy("table", "Changes"),
}

__all__ = ["NAMES", "TABLES", "Table"]
