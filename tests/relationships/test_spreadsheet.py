"""What spreadsheets open holds no formulas, and comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.spreadsheet import guard, unguard

RISKY = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1", "\uff1d1", "'=1", "\ttext"]


@pytest.mark.parametrize("text", RISKY)
def test_what_a_spreadsheet_could_reckon_is_marked(text):
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "کتاب‌خوان‌ها", "1 = 1", "a@b.example", " ", "طلاب"])
def test_other_text_is_left_alone(text):
    assert guard(text) == text


@given(st.text(max_size=8) | st.text("'=+-@ \t\uff1d", max_size=6))
def test_it_comes_back(text):
    assert unguard(guard(text)) == text
