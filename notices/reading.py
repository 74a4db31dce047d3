"""What notices say, written when they are read: as HTML for a page, as plain text for a mail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.dates import write_date
from accounts.reading import Reading
from accounts.text import isolate
from notices.kinds import Told, kind_of
from notices.models import Notice
from record.sentences import shorten

LONGEST_WORD, LONGEST_QUOTE = 80, 300


@dataclass(frozen=True)
class Line:
    """One notice as its reader may see it; `told` None where what it is about is not to be seen any more."""

    notice: Notice
    told: Told | None

    @property
    def html(self) -> SafeString:
        return self._write("sentence", format_html, lambda word: format_html("<bdi>{}</bdi>", word))

    @property
    def plain(self) -> str:
        return self._write("sentence", str.format, isolate)

    @property
    def subject(self) -> str:
        return self._write("subject", str.format, isolate)

    @property
    def quoted(self) -> str:
        return shorten(self.told.quoted, LONGEST_QUOTE) if self.told else ""

    def _write(self, what: str, put: Callable, fence: Callable[[str], str]) -> str:
        if self.told is None:
            return _("What this was about is not there any more, or not for you to see.")
        words = {name: _word(word) for name, word in self.told.words.items()}
        words["who"] = _word(self.notice.by or _("somebody"))
        text = str(getattr(kind_of(self.notice.kind), what))
        return put(text, **{name: fence(word) for name, word in words.items()})


def lines_of(user_id: int, notices: Iterable[Notice]) -> list[Line]:
    """In their order. They are theirs to see (`visible_to`); a few queries for each kind among them."""
    notices, by_kind, told = list(notices), defaultdict(list), {}
    for notice in notices:
        by_kind[notice.kind].append(notice)
    for code, those in by_kind.items():
        if kind := kind_of(code):
            told |= kind.tell(user_id, those)
    return [Line(notice, told.get(notice.pk)) for notice in notices]


def _word(word: object) -> str:
    if isinstance(word, date):
        return write_date(word, Reading.current(), style="day")
    return shorten(str(word), LONGEST_WORD)
