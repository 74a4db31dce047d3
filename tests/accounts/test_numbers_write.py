"""Writing numbers as their reader has them."""

from decimal import Decimal

import pytest
from babel import Locale
from django.utils.translation import gettext_lazy

from accounts.compact import write_compact
from accounts.numbers import in_digits, with_numbers, write_digits, write_number, write_percent
from accounts.plurals import arabic_form
from accounts.reading import Reading

FA, AR, EN = (Reading.of(None, language) for language in ("fa", "ar", "en"))
ARAB = Reading("ar", "gregorian", "arab", "UTC")


@pytest.mark.parametrize(
    ("value", "fa", "arab", "en"),
    [
        (0, "۰", "٠", "0"),
        (1234, "۱٬۲۳۴", "١٬٢٣٤", "1,234"),
        (1234567.5, "۱٬۲۳۴٬۵۶۷٫۵", "١٬٢٣٤٬٥٦٧٫٥", "1,234,567.5"),
        (Decimal("12.50"), "۱۲٫۵", "١٢٫٥", "12.5"),
        (Decimal("100.00"), "۱۰۰", "١٠٠", "100"),
        (Decimal("1E+3"), "۱٬۰۰۰", "١٬٠٠٠", "1,000"),
        ("0.125", "۰٫۱۳", "٠٫١٣", "0.13"),
        (0.1 + 0.2, "۰٫۳", "٠٫٣", "0.3"),
        (Decimal("-0.001"), "۰", "٠", "0"),
        (-1234, "\u200e\u2212۱٬۲۳۴\u200f", "\u061c-١٬٢٣٤", "-1,234"),
        (10**20, "۱۰۰٬۰۰۰٬۰۰۰٬۰۰۰٬۰۰۰٬۰۰۰٬۰۰۰", "١٠٠٬٠٠٠٬٠٠٠٬٠٠٠٬٠٠٠٬٠٠٠٬٠٠٠", "100,000,000,000,000,000,000"),
        (float("inf"), "—", "—", "—"),
        (float("nan"), "—", "—", "—"),
    ],
)  # fmt: skip
def test_a_number_is_written_in_the_readers_digits(value, fa, arab, en):
    assert [write_number(value, reading) for reading in (FA, ARAB, EN)] == [fa, arab, en]


def test_a_long_number_keeps_all_its_digits():
    assert write_number(Decimal("123456789012345678901234567890.125"), EN).endswith(",234,567,890.13")


def test_an_arabic_reader_has_latin_digits_unless_chosen():
    assert write_number(Decimal("1234.5"), AR) == "1,234.5"
    assert write_number(-5, AR) == "\u200e-5\u200f"


def test_places_can_be_chosen():
    assert [write_number(Decimal("2.0625"), EN, places) for places in (0, 1, 3, 6)] == [
        "2",
        "2.1",
        "2.063",
        "2.0625",
    ]


@pytest.mark.parametrize(
    ("fraction", "fa", "arab", "en"),
    [
        (Decimal("0.82"), "\u061c۸۲٪", "\u061c٨٢٪", "82%"),
        (0.825, "\u061c۸۲٫۵٪", "\u061c٨٢٫٥٪", "82.5%"),
        (1, "\u061c۱۰۰٪", "\u061c١٠٠٪", "100%"),
        (0, "\u061c۰٪", "\u061c٠٪", "0%"),
    ],
)
def test_a_fraction_is_written_in_percent(fraction, fa, arab, en):
    assert [write_percent(fraction, reading) for reading in (FA, ARAB, EN)] == [fa, arab, en]
    assert write_percent(float("nan"), FA) == "—"


def test_a_message_takes_its_numbers_as_whoever_reads_it_writes_them():
    said = with_numbers(gettext_lazy("Write a number, for example {whole} or {broken}."), whole=1000, broken=12.5)
    for reading, whole, broken in ((FA, "۱٬۰۰۰", "۱۲٫۵"), (ARAB, "١٬٠٠٠", "١٢٫٥"), (AR, "1,000", "12.5")):
        with reading.active():
            assert whole in str(said) and broken in str(said)


def test_digits_of_a_text_are_written_and_its_signs_stay():
    assert [write_digits("12:30, 5.5%", reading) for reading in (FA, ARAB, EN)] == [
        "۱۲:۳۰, ۵.۵%",
        "١٢:٣٠, ٥.٥%",
        "12:30, 5.5%",
    ]


@pytest.mark.parametrize(
    ("value", "fa", "ar", "en"),
    [
        (9_999, "۹٬۹۹۹", "9,999", "9,999"),
        (12.5, "۱۲٫۵", "12.5", "12.5"),
        (10_000, "۱۰ هزار", "10 آلاف", "10 thousand"),
        (20_900, "۲۰٫۹ هزار", "20.9 ألف", "20.9 thousand"),
        (11_000, "۱۱ هزار", "11 ألفًا", "11 thousand"),
        (100_000, "۱۰۰ هزار", "100 ألف", "100 thousand"),
        (999_960, "۱ میلیون", "مليون", "1 million"),
        (1_000_000, "۱ میلیون", "مليون", "1 million"),
        (2_000_000, "۲ میلیون", "مليونان", "2 million"),
        (3_000_000, "۳ میلیون", "3 ملايين", "3 million"),
        (6_200_000, "۶٫۲ میلیون", "6.2 مليون", "6.2 million"),
        (103_000_000, "۱۰۳ میلیون", "103 ملايين", "103 million"),
        (1_500_000_000, "۱٫۵ میلیارد", "1.5 مليار", "1.5 billion"),
        (11 * 10**12, "۱۱ هزار میلیارد", "11 تريليونًا", "11 trillion"),
        (12_345 * 10**12, "۱۲٬۳۴۵ هزار میلیارد", "12,345 تريليونًا", "12,345 trillion"),
        (-6_200_000, "\u200e\u2212۶٫۲\u200f میلیون", "\u200e-6.2\u200f مليون", "-6.2 million"),
        (float("inf"), "—", "—", "—"),
    ],
)  # fmt: skip
def test_big_numbers_have_words(value, fa, ar, en):
    assert [write_compact(value, reading) for reading in (FA, AR, EN)] == [fa, ar, en]


def test_big_numbers_may_have_arabic_digits():
    assert write_compact(6_200_000, ARAB) == "٦٫٢ مليون"


def test_a_number_beyond_words_is_written_in_full():
    assert write_compact(10**24, EN) == "1" + ",000" * 8


def test_arabic_forms_are_those_of_unicode():
    forms = ["zero", "one", "two", "few", "many", "other"]
    plural = Locale("ar").plural_form
    assert [forms[arabic_form(n)] for n in range(1_000)] == [plural(n) for n in range(1_000)]


@pytest.mark.parametrize(
    ("written", "arab", "latn"),
    [
        ("٤٠٪ و۲٬۱۰۰٫۵", "٤٠٪ و٢٬١٠٠٫٥", "\u200e40%\u200f و2,100.5"),
        ("40% and 2,100.5", "٤٠٪ and ٢٬١٠٠٫٥", "40% and 2,100.5"),
        ("60,30,10; 1.2.3", "٦٠,٣٠,١٠; ١.٢.٣", "60,30,10; 1.2.3"),
        ("25/55, 10:30, ٪۵", "٢٥/٥٥, ١٠:٣٠, ٪٥", "25/55, 10:30, %5"),
        ("B2B, 12x, v2.0 5G", "B2B, 12x, v2.0 5G", "B2B, 12x, v2.0 5G"),
        ("https://x.org/4 a4@x.org 4", "https://x.org/4 a4@x.org ٤", "https://x.org/4 a4@x.org 4"),
    ],
)
def test_numbers_of_a_text_are_in_the_digits_asked_for(written, arab, latn):
    assert (in_digits(written, "arab"), in_digits(written, "latn")) == (arab, latn)
