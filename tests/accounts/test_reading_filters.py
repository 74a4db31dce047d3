"""The template filters, with a reading in the context, and without one."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from accounts.reading import Reading

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
READINGS = {language: Reading.of(None, language) for language in ("fa", "ar", "en")}


def rendered(source: str, reading: Reading | None, **values: object) -> str:
    return Template(source).render(Context({**values, "reading": reading}))


@pytest.mark.parametrize(
    ("name", "value", "fa", "ar", "en"),
    [
        ("number", 1234, "۱٬۲۳۴", "1,234", "1,234"),
        ("percent", Decimal("0.82"), "\u061c۸۲٪", "\u200e82%\u200f", "82%"),
        ("compact", 6_200_000, "۶٫۲ میلیون", "6.2 مليون", "6.2 million"),
        ("day", NOON, "۱ آذر ۱۴۰۵", "22 نوفمبر 2026", "22 November 2026"),
        ("day_long", NOON, "یکشنبه ۱ آذر ۱۴۰۵", "الأحد، 22 نوفمبر 2026", "Sunday, 22 November 2026"),
        ("day_short", NOON, "۱۴۰۵/۰۹/۰۱", "2026/11/22", "2026-11-22"),
        ("month", NOON, "آذر ۱۴۰۵", "نوفمبر 2026", "November 2026"),
        ("year", NOON, "۱۴۰۵", "2026", "2026"),
        ("moment", NOON, "۱ آذر ۱۴۰۵، ساعت ۱۵:۳۰", "22 نوفمبر 2026، 12:00", "22 November 2026, 12:00"),
    ],
)  # fmt: skip
def test_a_value_is_written_as_its_reader_has_it(name, value, fa, ar, en):
    source = f"{{{{ v|{name}:reading }}}}"
    assert [rendered(source, reading, v=value) for reading in READINGS.values()] == [fa, ar, en]


def test_tags_can_use_what_is_written():
    source = "{% blocktranslate with n=v|number:reading %}{{ n }}{% endblocktranslate %}"
    assert rendered("{% if v|number:reading == '۵' %}" + source + "{% endif %}", READINGS["fa"], v=5) == "۵"


def test_how_long_ago_is_counted_from_now():
    then = datetime.now(UTC) - timedelta(days=2, minutes=1)
    assert rendered("{{ v|ago:reading }}", READINGS["ar"], v=then) == "منذ يومين"


@pytest.mark.parametrize("name", ["number", "percent", "compact", "day", "moment", "ago"])
@pytest.mark.parametrize("value", [None, ""])
def test_nothing_is_written_for_nothing(name, value):
    assert rendered(f"[{{{{ v|{name}:reading }}}}]", READINGS["fa"], v=value) == "[]"


def test_zero_is_not_nothing():
    assert rendered("{{ v|number:reading }}", READINGS["fa"], v=0) == "۰"


def test_without_a_reading_the_active_language_serves():
    with translation.override("fa"):
        assert rendered("{{ v|number }}", None, v=12) == "۱۲"
    with READINGS["fa"].active():
        assert rendered("{{ v|number }}", None, v=12) == "۱۲"


def test_a_list_of_names_is_isolated_and_escaped():
    html = rendered("{{ v|listed:reading }}", READINGS["fa"], v=["Sara", "<b>", "کیان"])
    assert html == "<bdi>Sara</bdi>، <bdi>&lt;b&gt;</bdi> و <bdi>کیان</bdi>"
    assert rendered("{{ v|listed }}", None, v=["Sara"]) == "<bdi>Sara</bdi>"


def test_a_text_tells_its_direction():
    assert rendered("{{ v|direction }}", None, v="سلام B2B") == "rtl"
