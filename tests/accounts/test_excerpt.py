"""What is shown of a text that was found: the part around the match, in the text's own letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.excerpt import excerpt, places
from accounts.text import fold


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("خانهٔ كِتاب ها", ["کتاب"], "خانهٔ <mark>كِتاب</mark> ها"),
        ("<b>x</b>", ["b"], "&lt;<mark>b</mark>&gt;x&lt;/<mark>b</mark>&gt;"),
        ("no such", ["zz"], "no such"),
        ("نرخ ریزش و ارزش مشتری", ["مشتری", "ریزش"], "نرخ <mark>ریزش</mark> و ارزش <mark>مشتری</mark>"),
        ("می‌رسد", ["میرسد"], "<mark>می‌رسد</mark>"),
        ("تا می خواهد بداند", ["میخواهد"], "تا <mark>می خواهد</mark> بداند"),
        ("در ۱۲٬۴۰۰ خانه", ["12400"], "در <mark>۱۲٬۴۰۰</mark> خانه"),
        ("قالَ كتابُ", ["کتاب"], "قالَ <mark>كتابُ</mark>"),
        ("abab", ["aba", "bab"], "<mark>aba</mark>b"),
        ("کتاب  تا فردا", ["تا فردا"], "کتاب  <mark>تا فردا</mark>"),
    ],
)
def test_matches_are_marked_in_their_own_letters(text, words, shown):
    assert excerpt(text, words) == shown


def test_a_long_text_is_cut_on_both_sides_of_the_first_match():
    shown = excerpt("الف " * 100 + "کتاب" + " پایانی" * 100, ["کتاب"])
    assert "<mark>کتاب</mark>" in shown and len(shown) < 250
    assert shown.startswith("…الف ") and shown.endswith(" پایانی…"), "it begins and ends with whole words"


def test_a_text_without_a_match_is_cut_after_a_word():
    assert excerpt("شرائح " * 100, ["zz"]) == "شرائح " * 19 + "شرائح…"
    assert excerpt("xyz" * 100, ["zz"]) == "xyz" * 40 + "…"


def test_a_text_without_spaces_is_cut_where_it_is():
    shown = excerpt("x" * 200 + "کتاب", ["کتاب"])
    assert shown == f"…{'x' * 60}<mark>کتاب</mark>"


def test_what_is_cut_off_is_shown_by_no_later_match():
    shown = excerpt("کتاب " + "الف " * 100 + "کتاب", ["کتاب"])
    assert shown.count("<mark>") == 1 and len(shown) < 150


def test_marks_that_folding_brings_into_order_are_no_trouble():
    text = "\u05d0\u05bc\u05b7 کتاب ها"
    assert excerpt(text, ["کتاب"]) == "\u05d0\u05bc\u05b7 <mark>کتاب</mark> ها"


@given(st.text(max_size=60), st.lists(st.text(max_size=6), max_size=3))
def test_places_are_always_inside_the_text_and_apart(text, words):
    last = 0
    for start, end in places(text, [fold(word) for word in words]):
        assert last <= start < end <= len(text)
        last = end
