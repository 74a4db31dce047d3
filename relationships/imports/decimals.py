"""Which sign stands before the decimals of a table's numbers: 1,500 is fifteen hundred in Cairo and one and a half in
Tunis. The table's own numbers tell it, all together: of 12,5 and 1.022.500 there is one reading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.numbers import ascii_number, write_number
from accounts.reading import Reading

NUMBER = re.compile(
    r"[+-]?(?:[1-9][0-9]{0,2}(?P<group>[, ])[0-9]{3}(?:(?P=group)[0-9]{3})*|[0-9]+)?(?:\.(?P<decimals>[0-9]+))?"
)
OTHERWISE = str.maketrans(",.", ".,")
THEIR_OWN = frozenset("٫٬،’'")  # signs that mean one thing wherever they stand
OPEN = {";": ",.", "؛": ",.", "\t": "."}  # what can be either between these, which countries of both signs write


def decimal_sign(cells: Iterable[tuple[str, bool]]) -> str:
    """ "," or "."; "" where the cells, each with whether it is of a whole number, say nothing or both."""
    said = {sign for text, whole in cells if len(sign := "".join(_readings(text, whole))) == 1}
    return said.pop() if len(said) == 1 else ""


def with_point(text: str, sign: str, separator: str) -> str:
    """The number as it is typed here. ValueError, in the reader's language, for one that could be two."""
    readings = _readings(text)
    if sign == "," and sign in readings:
        return ascii_number(text).translate(OTHERWISE)
    if not sign and len(readings) > 1 and any(each in text for each in OPEN.get(separator, "")):
        says = _(
            "This can be {more} or {less}, and nothing else in the table tells which. Write thousands without a sign "
            "between them, and at most two decimals."
        )
        reading = Reading.current()
        less, more = (write_number(number, reading, places=3) for number in sorted(readings.values(), key=abs))
        raise ValueError(says.format(more=more, less=less))
    return text


def _readings(text: str, whole: bool = False) -> dict[str, Decimal]:
    """By the sign before its decimals, what a number with a point or comma can be. No whole number has three."""
    typed = "" if THEIR_OWN.intersection(text) else ascii_number(text)
    found = {}
    for sign, said in ((".", typed), (",", typed.translate(OTHERWISE))):
        match = NUMBER.fullmatch(said)
        if match and ("," in said or "." in said) and not (whole and len(match["decimals"] or "") == 3):
            found[sign] = Decimal(re.sub("[, ]", "", said))
    return found
