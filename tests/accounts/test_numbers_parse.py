"""Reading numbers that people type in any of three digit families."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.numbers import (
    has_percent_sign,
    parse_number,
    parse_percent,
    sent_number,
    write_number,
    write_percent,
)
from accounts.reading import DIGITS, LANGUAGES, Reading

READINGS = [Reading(language, "gregorian", digits, "UTC") for language in LANGUAGES for digits in DIGITS]
DECIMALS = st.decimals(min_value=-(10**18), max_value=10**18, places=4)

SPELLED = {
    "12.5": ["۱۲٫۵", "١٢٫٥", "12.5", "۱۲.۵", " +12.50 ", "\u200e۱۲٫۵\u200f", "۱2٫٥", "\u206712.5\u2069"],
    "1234": ["۱٬۲۳۴", "١٬٢٣٤", "1,234", "1234", "۱۲۳۴", "۱،۲۳۴", "1 234", "1\u00a0234", "01234"],
    "1234567.5": ["۱٬۲۳۴٬۵۶۷٫۵", "1,234,567.5", "1\u202f234\u202f567.5", "1’234’567.5"],
    "-5": ["-5", "\u2212۵", "\u200e\u2212۵", "\u061c-٥", "–5"],
    "0.5": [".5", "٫۵", "0.5"],
    "0": ["0", "۰", "-0", "0.00"],
    "0.82": ["82%", "۸۲٪", "٨٢٪", "82 %", "%82", "٪۸۲"],
    "0.001": ["0.1%"],
}  # fmt: skip
REFUSED = [
    *(
        "",
        " ",
        "-",
        ".",
        "%",
        "abc",
        "12,5",
        "1,23",
        "1,2345",
        "1234,567",
        "1,234 567",
        "1.234,5",
        "1.2.3",
        "12.",
    ),
    *("1 2", "5-", "--5", "1e9", "1e999999999", "NaN", "Infinity", "٫", "0x10", "1_000", "²", "½", "①", "१२"),
    *("%5%", "5%%", "$5", "1" * 41, "12\n34", "\x00", "\ud800"),
]


@pytest.mark.parametrize(("number", "text"), [(n, text) for n, texts in SPELLED.items() for text in texts])
def test_all_spellings_of_a_number_are_one(number, text):
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_number_or_could_be_two_is_refused(text):
    for parse in (parse_number, parse_percent):
        with pytest.raises(ValueError, match="Write a number"):
            parse(text)


@pytest.mark.parametrize("text", ["82", "۸۲", "82%", "۸۲٪", "82.00"])
def test_a_percent_needs_no_sign(text):
    assert parse_percent(text) == Decimal("0.82")


def test_a_percent_sign_is_seen_in_any_script():
    assert [has_percent_sign(text) for text in ("5%", "۵٪", "5")] == [True, True, False]


@settings(max_examples=500)
@given(st.sampled_from(READINGS), DECIMALS)
def test_what_is_written_reads_the_same(reading, number):
    assert parse_number(write_number(number, reading, 4)) == number
    assert parse_number(write_percent(number, reading, 2)) == number


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_a_clear_error(text):
    try:
        assert parse_number(text).is_finite()
    except ValueError as error:
        assert "Write a number" in str(error)


@pytest.mark.parametrize("text", [None, "", "0", "-1", "1.5", " 7", "7\n", "x", "²", "۷", "1" * 19, "1" * 5000])
def test_what_comes_back_as_no_number_of_ours_is_0(text):
    assert sent_number(text) == 0


def test_a_number_that_we_sent_comes_back():
    assert [sent_number(text) for text in ("7", "9" * 18)] == [7, 10**18 - 1]
