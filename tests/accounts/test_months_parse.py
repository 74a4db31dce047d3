"""Reading months that people type: in any digits, by number or by name, the year telling the calendar."""

from datetime import date

import pytest

from accounts.dates import parse_month
from accounts.reading import Reading

ABAN, OCTOBER = (date(2026, 10, 23), "jalali"), (date(2026, 10, 1), "gregorian")


@pytest.mark.parametrize(
    "text", ["1405/08", "۱۴۰۵/۸", "١٤٠٥-٠٨", "8/1405", "آبان ۱۴۰۵", "۱۴۰۵ آبان", "Aban 1405", "آبان 1405", " 1405 . 8 "]
)
def test_jalali(text):
    assert parse_month(text) == ABAN


@pytest.mark.parametrize(
    "text",
    ["2026-10", "10/2026", "October 2026", "oct 2026", "اکتبر ۲۰۲۶", "أكتوبر ٢٠٢٦", "Oct-26", "أكتوبر-٢٦", "اکتبر-۲۶"],
)
def test_gregorian(text):
    assert parse_month(text) == OCTOBER


@pytest.mark.parametrize(
    "text",
    ["", "آبان", "1405", "1405/13", "1405/0", "08/26", "October 1405", "آبان 2026", "1405/08/01", "999/08", "x" * 99],
)
def test_what_is_no_month(text):
    with pytest.raises(ValueError):
        parse_month(text)


@pytest.mark.parametrize("text", ["", "1405", "05/07", "26-Oct", "مهر ۰۵", "Oct 260"])
def test_what_is_written_otherwise_is_asked_for_as_a_month(text):
    with Reading.of(None, "en").active(), pytest.raises(ValueError, match="Write the month as"):
        parse_month(text)
