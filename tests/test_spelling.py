"""The editor of the examples' texts marks what is wrong."""

import pytest

from tests.spelling import faults_of


@pytest.mark.parametrize(
    ("language", "text", "fault"),
    [
        ("fa", "مشتري", "an Arabic letter"),
        ("fa", "شبكه", "an Arabic letter"),
        ("fa", "خانة", "an Arabic letter"),
        ("fa", "مشتری می رود", "a prefix cut off its verb"),
        ("fa", "نمی ماند", "a prefix cut off its verb"),
        ("fa", "کتاب ها", "a plural cut off its noun"),
        ("fa", "ارزان تر", "a suffix cut off its word"),
        ("fa", "این\u200cجا", "a word spelt two ways"),
        ("fa", "خانه\u200cی ما", "a word spelt two ways"),
        ("fa", "٤٠ فروشگاه", "a digit of another script"),
        ("fa", "مشتری\u200c رفت", "a joiner that joins nothing"),
        ("ar", "الى السوق", "a hamza left out"),
        ("ar", "العملاء یغادرون", "a Persian letter"),
        ("ar", "العملاء و القنوات", "an «and» cut off its word"),
        ("ar", "40 متجرًا", "a digit of another script"),
        ("ar", "سعر\u202e", "a control character"),
        ("en", "a  line", "a stray space"),
        ("en", "line ۴", "a letter or digit of another script"),
    ],
)
def test_the_editor_marks_what_is_wrong(language, text, fault):
    assert fault in faults_of(language, text)
