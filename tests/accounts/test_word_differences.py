"""The difference of two texts, word by word."""

import re

import pytest
from django.utils.html import escape
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.word_differences import THIN_SPACE, beside, difference, pieces_of

TEXTS = st.lists(st.sampled_from(["می‌خواهد", "کتاب", "a", "b", "<b>", "\n", " ", "  ", "۱۲"]), max_size=12).map("".join)


@given(TEXTS, TEXTS)
@settings(max_examples=300)
def test_nothing_is_lost_or_invented(before, after):
    pieces = pieces_of(before, after)
    assert "".join(text for kind, text in pieces if kind != "ins") == before
    assert "".join(text for kind, text in pieces if kind != "del") == after


def test_only_changed_words_are_marked():
    assert pieces_of("one two three", "one 2 three") == [("", "one "), ("del", "two"), ("ins", "2"), ("", " three")]
    assert pieces_of("same", "same") == [("", "same")]
    assert pieces_of("", "new") == [("ins", "new")] and pieces_of("", "") == []


def test_a_changed_phrase_stays_together():
    assert pieces_of("sell old words here", "sell quite other text") == [
        ("", "sell "), ("del", "old words here"), ("ins", "quite other text"),
    ]  # fmt: skip


def test_a_text_that_became_another_is_shown_whole_old_and_new():
    before = "شریک‌های ما در تبریز و مشهد با فروشگاه‌ها قرارداد می‌بندند"
    after = "هزینهٔ سرورها در ماه و سال را ما می‌پردازیم با پولی که مشتریان پیشاپیش می‌دهند"
    assert pieces_of(before, after) == [("del", before), ("ins", after)]
    pieces = pieces_of(before, before.replace("تبریز", "شیراز").replace("فروشگاه‌ها", "مدرسه‌ها"))
    assert [kind for kind, _text in pieces] == ["", "del", "ins", "", "del", "ins", ""]


def test_a_word_with_a_joiner_is_one_word():
    assert ("del", "کتاب‌ها") in pieces_of("این کتاب‌ها خوب", "این کتاب خوب")


def test_html_is_escaped_and_arabic_words_do_not_join():
    assert difference("<i>x</i>", "<b>") == f"<del>&lt;i&gt;x&lt;/i&gt;</del>{THIN_SPACE}<ins>&lt;b&gt;</ins>"
    assert difference("قدیمی", "سال") == f"<del>قدیمی</del>{THIN_SPACE}<ins>سال</ins>"
    assert difference("a ", "b ") == f"<del>a</del>{THIN_SPACE}<ins>b</ins> "


@pytest.mark.parametrize("words", [400, 1000])
def test_long_texts_are_shown_old_and_new(words):
    before, after = " ".join(["x"] * words), " ".join(["y"] * words)
    assert pieces_of(before, after) == [("del", before), ("ins", after)]


@given(TEXTS, TEXTS)
@settings(max_examples=100)
def test_side_by_side_each_is_whole(mine, theirs):
    bare = [re.sub("</?(del|ins)>", "", side) for side in beside(mine, theirs)]
    assert bare == [escape(mine), escape(theirs)]


def test_side_by_side_only_what_one_has_is_marked():
    assert beside("books at home", "books at work") == ("books at <del>home</del>", "books at <ins>work</ins>")
    assert beside("same", "same") == ("same", "same")
