"""Numbers as people type and read them: ۱۲٫۵, ١٢٫٥ and 12.5 are one number.

Values are int, float, Decimal, or a str that Decimal understands; shares are fractions (0.82 is written 82%).
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from django.utils.functional import Promise, keep_lazy_text
from django.utils.translation import gettext as _

from accounts.reading import Reading

Number = int | float | Decimal | str

LONGEST = 40  # characters of a number that people type
_EXACT = Context(prec=100, rounding=ROUND_HALF_UP)

_WRITTEN = {
    "latn": {},
    "arabext": str.maketrans("0123456789.,%", "۰۱۲۳۴۵۶۷۸۹٫٬٪"),
    "arab": str.maketrans("0123456789.,%", "٠١٢٣٤٥٦٧٨٩٫٬٪"),
}
_DIGITS = {
    digits: {code: sign for code, sign in signs.items() if chr(code).isdigit()}
    for digits, signs in _WRITTEN.items()
}
# An invisible mark keeps the sign at the number's own beginning, also after Arabic letters.
_MINUS = {"latn": "\u200e-", "arabext": "\u200e\u2212", "arab": "\u061c-"}
_CLOSE = "\u200f"
# And the percent sign on one side, whatever stands before: «۸۲٪» alone in a cell would have it on the other than in a
# sentence, and so would «94%».
_SHARE = {"latn": "\u200e", "arabext": "\u061c", "arab": "\u061c"}

# Every way to type a digit or sign; commas between digits and spaces group, marks of direction are nothing.
_TYPED = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬،’'٪\u2212\u2013\u00a0\u2009\u202f", "01234567890123456789.,,,,%--   "
) | dict.fromkeys(map(ord, "\u200b\u200c\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069"))
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?P<group>[, ])\d{3}(?:(?P=group)\d{3})*|\d+)?(?:\.\d+)?", re.ASCII)
_PLAIN = re.compile("[0-9]{1,18}")

_READ = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬٪", "01234567890123456789.,%")
_DIGIT = "[0-9٠-٩۰-۹]"
_TOLD = re.compile(
    rf"""(?<!\S)\S*(?:://|www\.|@)\S*  # an address
    | (?<![A-Za-z_]) (?<!{_DIGIT}) (?<!{_DIGIT}[.,٫٬])
      (?P<number>[%٪]?{_DIGIT}+(?:[.,٫٬]{_DIGIT}+)*(?P<share>[%٪])?)
      (?![A-Za-z_]|[.,٫٬]?{_DIGIT})""",
    re.VERBOSE,
)


def parse_number(text: str) -> Decimal:
    """The number that `text` spells in any of the three digit families; "82%" is 0.82.

    ValueError, in the reader's language, for what is no number or could be two («12,5»).
    """
    number, is_percent = _parse(text)
    return number.scaleb(-2, _EXACT) if is_percent else number


def parse_percent(text: str) -> Decimal:
    """The fraction that `text` gives in percent, with the sign or without: "82", "۸۲٪" → 0.82. ValueError."""
    return _parse(text)[0].scaleb(-2, _EXACT)


def sent_number(text: str | None) -> int:
    """The id, line or version that a page of ours wrote into an address or a form, in plain digits, as it comes back.

    0, which nothing has, for what is none; so is what has more than 18 digits, for none of ours has.
    """
    return int(text) if text and _PLAIN.fullmatch(text) else 0


def ascii_number(text: str) -> str:
    """What is typed in any digits, with ASCII digits and signs."""
    return text.translate(_TYPED).strip()


def has_percent_sign(text: str) -> bool:
    return "%" in ascii_number(text)


def _parse(text: str) -> tuple[Decimal, bool]:
    typed = ascii_number(text)
    bare = (typed[1:] if typed.startswith("%") else typed.removesuffix("%")).strip()
    if len(typed) > LONGEST or not _NUMBER.fullmatch(bare) or not bare.strip("+-"):
        raise ValueError(with_numbers(_("Write a number, for example {whole} or {broken}."), whole=250, broken=12.5))
    return Decimal(re.sub("[, ]", "", bare)), "%" in typed


def write_number(value: Number, reading: Reading, places: int = 2) -> str:
    """`value` in the reader's digits, grouped, with at most `places` decimals, halves rounded away from 0.

    «—» for what is infinite or not a number.
    """
    if type(value) is int:
        return _closed(_write(f"{value:,}", reading))
    number = to_decimal(value)
    if not number.is_finite():
        return "—"
    plain = f"{_round(number, places):,f}"
    return _closed(_write(plain.rstrip("0").rstrip(".") if "." in plain else plain, reading))


def write_percent(fraction: Number, reading: Reading, places: int = 1) -> str:
    """0.825 → «۸۲٫۵٪», "82.5%": `fraction` with at most `places` decimals of a percent."""
    number = to_decimal(fraction)
    if not number.is_finite():
        return "—"
    written = write_number(number.scaleb(2, _EXACT), reading, places).rstrip(_CLOSE) + _write("%", reading)
    return written if (reading.language, reading.digits) == ("en", "latn") else _share(written, reading.digits)


def percent_sign(reading: Reading) -> str:
    return "%".translate(_WRITTEN[reading.digits])


def write_digits(text: str, reading: Reading) -> str:
    """`text` with its ASCII digits in the reader's."""
    return text.translate(_DIGITS[reading.digits])


def in_digits(text: str, digits: str) -> str:
    """A text with its numbers in these digits, in whichever they were written. What belongs to a name ("B2B") or an
    address stays."""
    return _TOLD.sub(lambda found: _told(found, digits), text)


def _told(found: re.Match[str], digits: str) -> str:
    """Signs between digits change where they are a number's."""
    if not (number := found["number"]):
        return found[0]
    plain = number.translate(_READ)
    signs = _WRITTEN if _NUMBER.fullmatch(plain.strip("%")) else _DIGITS
    mark = _SHARE["latn"] if found["share"] and digits == "latn" and plain != number else ""
    return _closed(mark + plain.translate(signs[digits]))


@keep_lazy_text
def with_numbers(message: str | Promise, **numbers: Number) -> str:
    """`message` with these put in as its reader writes them; as lazy as it is itself."""
    reading = Reading.current()
    return str(message).format(**{name: write_number(number, reading) for name, number in numbers.items()})


def to_decimal(value: Number) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _round(number: Decimal, places: int) -> Decimal:
    if -number.as_tuple().exponent > places:
        number = number.quantize(Decimal(1).scaleb(-places), context=_EXACT)
    return _EXACT.plus(number)  # no -0


def _write(plain: str, reading: Reading) -> str:
    written = plain.translate(_WRITTEN[reading.digits])
    if plain[0] != "-" or (reading.language, reading.digits) == ("en", "latn"):
        return written
    return _MINUS[reading.digits] + written[1:]


def _share(written: str, digits: str) -> str:
    """Below 0 it has its minus's mark."""
    return _closed(written if written[0] in _SHARE.values() else _SHARE[digits] + written)


def _closed(written: str) -> str:
    """What begins with a mark for left to right ends with one for the other way: else a number that follows it would
    stand before it, and «معدل الفقد 3% = 33» be read as 33 = 3%."""
    return written + _CLOSE if written.startswith("\u200e") else written
