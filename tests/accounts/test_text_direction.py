"""Which way a text runs, and putting texts into sentences whichever way they run."""

import pytest

from accounts.text import direction, isolate, join_list


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("سلام", "rtl"),
        ("hello سلام", "ltr"),
        ("سلام hello", "rtl"),
        ("  «۱۲ علی", "rtl"),
        ("(2026) Iran", "ltr"),
        ("🚀 پرتاب", "rtl"),
        ("שלום", "rtl"),
        ("क", "ltr"),
        ("", "ltr"),
        ("۱۲٫۵ ٪", "ltr"),
    ],
)
def test_a_text_runs_as_its_first_letter(text, runs):
    assert direction(text) == runs


def test_a_text_without_letters_runs_as_it_is_told():
    assert direction("12 🚀", otherwise="rtl") == "rtl"


def test_an_isolated_text_cannot_turn_the_sentence():
    assert isolate("Sara") == "\u2068Sara\u2069"
    assert isolate("\u2069\u202eSara") == "\u2068Sara\u2069"


@pytest.mark.parametrize(
    ("language", "one", "two", "three"),
    [
        ("fa", "الف", "الف و ب", "الف، ب و پ"),
        ("ar", "الف", "الف وب", "الف، ب وپ"),
        ("en", "الف", "الف and ب", "الف, ب and پ"),
    ],
)
def test_a_list_is_joined_as_its_language_does(language, one, two, three):
    assert join_list([], language) == ""
    assert join_list(iter(["الف"]), language) == one
    assert join_list(["الف", "ب"], language) == two
    assert join_list(["الف", "ب", "پ"], language) == three
