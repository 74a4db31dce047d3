"""What a shipped lesson works out comes out so, and what it says of channels is what the advice goes by."""

import re
from collections.abc import Iterator
from fractions import Fraction

import pytest
from django.utils.translation import override

from canvas.blocks import Channel
from learning.document import LANGUAGES, texts
from learning.shipping import shipped
from relationships.kinds import FITS, Fit, Kind

LESSONS = {key: document for noun, key, document in shipped() if noun == "lesson"}
LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٪", "01234567890123456789.%", "٬,")
# In a sentence, or over two cells of a table.
SUM = re.compile(r"([\d.]+(?: [×÷+−] [\d.]+)+) (?:=|\||gives|می‌شود|تعطي) ([\d.]+)(%?)")
TERM = re.compile(r"([+−]?) ?([\d.]+(?: [×÷] [\d.]+)*)")


def worked_out(said: str) -> Fraction:
    total = Fraction(0)
    for sign, factors in TERM.findall(said):
        first, *others = re.findall(r"([×÷]?) ?([\d.]+)", factors)
        term = Fraction(first[1])
        for operator, number in others:
            term *= Fraction(number) if operator == "×" else 1 / Fraction(number)
        total += -term if sign == "−" else term
    return total


def sums(text: str) -> Iterator[tuple[str, bool]]:
    """Every sum that is written with its result, and whether that is right to the last place that is written."""
    for said, result, percent in SUM.findall(text.translate(LATIN)):
        precise = worked_out(said) * (100 if percent else 1)
        places = len(result.partition(".")[2])
        yield f"{said} = {result}{percent}", abs(precise - Fraction(result)) * 2 <= Fraction(1, 10**places)


def table(text: str) -> dict[str, list[set[str]]]:
    """The rows of a lesson's tables that begin with a link to a lesson: what the other cells list."""
    rows = re.findall(r"^\| \[[^]]*\]\(lesson:([^)]*)\) \| (.*) \|$", text, re.MULTILINE)
    return {slug: [set(re.split("[،,] ", cell.casefold())) for cell in cells.split(" | ")] for slug, cells in rows}


@pytest.mark.parametrize("slug", LESSONS)
def test_sums_come_out_in_every_language(slug):
    for path, text in texts("lesson", LESSONS[slug]):
        written = {language: list(sums(text[language])) for language in LANGUAGES}
        assert [said for each in written.values() for said, right in each if not right] == [], path
        assert len({len(each) for each in written.values()}) == 1, path


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("600 ÷ 20,000 | 3%", True),
        ("1 ÷ 0.03 | 33.3", True),
        ("١٣٬٠٠٠٬٠٠٠ ÷ ٢٠٬٠٠٠ + ١٥٠ | ٨٠٠", True),
        ("۲۰٬۰۰۰ − ۸۰۰ = ۱۹٬۲۰۰", True),
        ("600 ÷ 20,000 | 0.3%", False),
        ("1 ÷ 0.03 = 33.4", False),
        ("٥٠٬٠٠٠ × ٠٫٤ | ٢٬٠٠٠", False),
    ],
)
def test_a_sum_that_does_not_come_out_is_found(text, right):
    assert [found for _said, found in sums(text)] == [right]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_channels_is_the_one_that_advice_goes_by(language):
    rows = table(LESSONS["channels-for-relationships"]["body"][language])
    named = {LESSONS[slug]["about"].removeprefix("kind:"): cells for slug, cells in rows.items()}
    assert set(named) == set(Kind.values)
    with override(language):
        for kind, cells in named.items():
            for fit, names in zip((Fit.NATURAL, Fit.WITH_CARE), cells, strict=True):
                assert names == {str(c.label).casefold() for c in Channel if FITS[kind, c.value] == fit}, (kind, fit)
