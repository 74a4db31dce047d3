"""A merge is offered only where both meant different words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.merging import merge


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("Sell to shops in Tehran", "Sell to banks in Tehran", "Sell to shops in Shiraz", "Sell to banks in Shiraz"),
        ("کتاب تا فردا می‌رسد", "کتاب تا شنبه می‌رسد", "کتاب تا فردا می‌رسد، رایگان", "کتاب تا شنبه می‌رسد، رایگان"),
        ("one\ntwo", "zero\none\ntwo", "one\ntwo\nthree", "zero\none\ntwo\nthree"),
        ("same", "other", "other", "other"),
        ("kept", "kept", "new", "new"),
    ],
)
def test_different_words_come_together(base, mine, theirs, merged):
    assert merge(base, mine, theirs) == merged


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        ("Sell to hospitals", "Sell to banks", "Sell to hospices"),
        ("$15", "$152", "$12"),
        ("قیمت ۱۵ است", "قیمت ۱۵۲ است", "قیمت ۱۲ است"),
        ("a", "a b", "a c"),
    ],
)
def test_the_same_words_are_for_people_to_choose(base, mine, theirs):
    assert merge(base, mine, theirs) is None


words = st.lists(st.sampled_from(["کتاب", "خانه", "sell", "to", "۱۵", "bank"]), max_size=8).map(" ".join)


@given(words, words)
def test_who_changed_nothing_takes_nothing_away(base, theirs):
    assert merge(base, base, theirs) == theirs
    assert merge(base, theirs, base) == theirs


@given(words, words, words)
def test_whose_words_come_first_does_not_matter(base, mine, theirs):
    assert merge(base, mine, theirs) == merge(base, theirs, mine)
