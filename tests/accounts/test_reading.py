"""How choices left blank follow the language."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from accounts.reading import Reading


def person(calendar="", digits="", time_zone=""):
    return SimpleNamespace(calendar=calendar, digits=digits, time_zone=time_zone)


@pytest.mark.parametrize(
    ("language", "reading"),
    [
        ("fa", Reading("fa", "jalali", "arabext", "Asia/Tehran")),
        ("ar", Reading("ar", "gregorian", "latn", "UTC")),
        ("en", Reading("en", "gregorian", "latn", "UTC")),
        ("ar-EG", Reading("ar", "gregorian", "latn", "UTC")),
        ("FA", Reading("fa", "jalali", "arabext", "Asia/Tehran")),
        ("tlh", Reading("en", "gregorian", "latn", "UTC")),
    ],
)
def test_blanks_follow_the_language(language, reading):
    assert Reading.of(None, language) == reading == Reading.of(person(), language)


def test_choices_win():
    chosen = Reading.of(person("jalali", "arab", "Asia/Kabul"), "ar")
    assert chosen == Reading("ar", "jalali", "arab", "Asia/Kabul")
    assert str(chosen.zone) == "Asia/Kabul"


def test_what_nobody_can_choose_follows_the_language():
    assert Reading.of(person("mayan", "roman", "Moon/Sea"), "fa") == Reading.of(None, "fa")


@pytest.mark.parametrize("name", ["Asia", "../etc/passwd", "Asia/Tehran\x00", "x" * 300, "/"])
def test_a_zone_that_does_not_exist_is_no_error(name):
    assert Reading("en", "gregorian", "latn", name).zone.utcoffset(None).total_seconds() == 0


def test_readings_that_are_equal_share_what_is_rendered():
    assert len({Reading.of(None, "fa"), Reading.of(person(), "fa")}) == 1


@pytest.mark.parametrize(("language", "direction"), [("fa", "rtl"), ("ar", "rtl"), ("en", "ltr")])
def test_the_language_gives_the_direction(language, direction):
    assert Reading.of(None, language).direction == direction


def test_the_current_reading_follows_the_active_language():
    with translation.override("ar"):
        assert Reading.current().language == "ar"
    with translation.override(None):
        assert Reading.current().language == "en"
