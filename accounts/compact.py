"""Big numbers in words: ۶٫۲ میلیون, ٦٫٢ مليون, 6.2 million."""

from decimal import Decimal

from accounts.numbers import Number, to_decimal, write_number
from accounts.plurals import arabic_form
from accounts.reading import Reading

SMALLEST, LARGEST = 10_000, 10**24  # outside them a number is written in full

# The words for 10^3 to 10^12; in Arabic for one, two, few, many and other (fractions too) of each.
_WORDS = {
    "fa": ("هزار", "میلیون", "میلیارد", "هزار میلیارد"),
    "en": ("thousand", "million", "billion", "trillion"),
    "ar": (
        ("ألف", "ألفان", "آلاف", "ألفًا", "ألف"),
        ("مليون", "مليونان", "ملايين", "مليونًا", "مليون"),
        ("مليار", "ملياران", "مليارات", "مليارًا", "مليار"),
        ("تريليون", "تريليونان", "تريليونات", "تريليونًا", "تريليون"),
    ),
}


def write_compact(value: Number, reading: Reading, places: int | None = None) -> str:
    """`value` to about three digits and a word, or with so many decimal places, from 10,000 on; else as
    `write_number`."""
    number = to_decimal(value)
    if not number.is_finite() or not SMALLEST <= abs(number) < LARGEST:
        return write_number(number, reading)
    amount, power = _scale(number, places)
    figure = write_number(amount, reading, places or 1)
    if reading.language == "ar":
        return _write_arabic(amount, figure, _WORDS["ar"][power - 1])
    return f"{figure} {_WORDS[reading.language][power - 1]}"


def power_of(number: Decimal) -> int:
    """Of how many thousands times each other its word is, where it has one."""
    return min(number.adjusted() // 3, 4)


def _scale(number: Decimal, places: int | None) -> tuple[Decimal, int]:
    """`number` as so many thousands to a power of 1 to 4; 999,960 is a million, not 1,000 thousand."""
    power = power_of(number)
    amount = number.scaleb(-3 * power)
    if places is None:
        places = 0 if abs(amount) >= 100 else 1
    amount = round(amount, places)
    return (round(amount / 1000, 1), power + 1) if abs(amount) >= 1000 and power < 4 else (amount, power)


def _write_arabic(amount: Decimal, figure: str, words: tuple[str, ...]) -> str:
    """One and two of a thing are its word alone: «مليونان»."""
    if amount in (1, 2):
        return words[int(amount) - 1]
    whole = amount == amount.to_integral_value()
    word = words[arabic_form(abs(int(amount))) - 1] if whole else words[-1]
    return f"{figure} {word}"
