"""Reading months that people type: in any digits, by number or by name, the year telling the calendar."""

from datetime import date

import pytest

from accounts.calendar_names import MONTHS, OTHER_MONTHS
from accounts.dates import parse_date, parse_month
from accounts.reading import Reading
from accounts.text import fold

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


MASHRIQ = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني",
    "كانون الأول",
)  # fmt: skip
MAGHRIB = (
    "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip


FRENCH = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
ABBREVIATED = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip


@pytest.mark.parametrize("names", [MASHRIQ, MAGHRIB, FRENCH, ABBREVIATED])
@pytest.mark.parametrize("write", ["{} 2026", "{} ٢٠٢٦", "2026 {}", "{}-26", "{}/2026", "\u200f{}-٢٦"])
def test_months_by_the_names_that_they_have_in_arab_countries(names, write):
    read = [parse_month(write.format(name)) for name in names]
    assert read == [(date(2026, month, 1), "gregorian") for month in range(1, 13)]
    assert parse_date(f"7 {names[9]} 2026", "jalali") == date(2026, 10, 7)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("ايار 2026", 5), ("اب 2026", 8), ("ايلول 2026", 9), ("اذار 2026", 3), ("كانون الاول 2026", 12),
        ("تشرين أول 2026", 10), ("كانون الثانى 2026", 1), ("تشرين-الثاني 2026", 11), ("جويليه 2026", 7),
        ("تشرين الأول/أكتوبر 2026", 10), ("أيار (مايو) 2026", 5), ("يونيه 2026", 6), ("غشت 2026", 8),
        ("می ۲۰۲۶", 5), ("می-۲۶", 5), ("آگوست ۲۰۲۶", 8), ("Sept-26", 9),
        ("JANV. 2026", 1), ("fév-26", 2), ("fevr.-26", 2), ("Aout 2026", 8), ("dec. 2026", 12), ("janv 26", 1),
    ],
)  # fmt: skip
def test_months_as_they_are_spelled(text, month):
    assert parse_month(text) == (date(2026, month, 1), "gregorian")


def test_jalali_months_as_they_are_called_in_afghanistan():
    assert parse_month("عقرب ۱۴۰۵") == ABAN


def test_no_name_is_that_of_two_months():
    known = {}
    lines = [(calendar, names) for (calendar, _language), names in MONTHS.items()]
    lines += [(calendar, names) for calendar, several in OTHER_MONTHS.items() for names in several]
    for calendar, names in lines:
        assert len(names) == 12
        for month, name in enumerate(names, 1):
            assert name == "-" or known.setdefault(fold(name), (calendar, month)) == (calendar, month), name


@pytest.mark.parametrize(
    "text",
    ["", "آبان", "1405", "1405/13", "1405/0", "08/26", "October 1405", "آبان 2026", "1405/08/01", "999/08", "x" * 99]
    + ["تشرين 2026", "كانون 2026", "الأول 2026", "آب أيار 2026", "تشرين الأول 1405"],
)
def test_what_is_no_month(text):
    with pytest.raises(ValueError):
        parse_month(text)


@pytest.mark.parametrize("text", ["", "1405", "05/07", "26-Oct", "مهر ۰۵", "Oct 260"])
def test_what_is_written_otherwise_is_asked_for_as_a_month(text):
    with Reading.of(None, "en").active(), pytest.raises(ValueError, match="Write the month as"):
        parse_month(text)
