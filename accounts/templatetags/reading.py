"""Numbers and dates as the reader has them: {{ note.created_at|ago:reading }}.

`reading` is in every context. Where it is left out (a mail, a page of trouble) a visitor's reading of the
active language serves. Filters rather than tags: {% if %}, {% with %} and {% blocktranslate %} can use them.
None and "" give "".
"""

from collections.abc import Callable, Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from accounts.compact import write_compact
from accounts.dates import write_ago, write_date, write_moment
from accounts.numbers import write_digits, write_number, write_percent
from accounts.reading import Reading
from accounts.text import direction, join_list
from accounts.time_zones import place_of

register = template.Library()


def _filter(name: str, write: Callable[..., str], **options: str) -> None:
    """Registers `write(value, reading, **options)` as a filter."""

    def written(value: object, reading: Reading | None = None) -> str:
        if value is None or value == "":
            return ""
        return write(value, reading or Reading.current(), **options)

    written.__doc__ = write.__doc__
    register.filter(name, written)


_filter("digits", write_digits)
_filter("number", write_number)
_filter("percent", write_percent)
_filter("compact", write_compact)
_filter("day", write_date, style="day")
_filter("day_long", write_date, style="long")
_filter("day_short", write_date, style="short")
_filter("month", write_date, style="month")
_filter("year", write_date, style="year")
_filter("moment", write_moment)
_filter("ago", write_ago)

register.filter("direction", direction)


@register.filter
def place(reading: Reading) -> str:
    """By whose clock moments are written: «تهران». For what is read elsewhere, or much later: mails."""
    return place_of(reading.zone, reading.language)


@register.filter
def listed(items: Iterable[object], reading: Reading | None = None) -> SafeString:
    """The items as one phrase of HTML, each escaped and in a <bdi>: «Sara، امینه و Kian»."""
    parts = [format_html("<bdi>{}</bdi>", item) for item in items]
    return mark_safe(join_list(parts, (reading or Reading.current()).language))  # noqa: S308 - escaped above
