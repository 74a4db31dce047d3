"""What cleaning takes away, what it keeps, and that doing it twice changes nothing more."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.text import clean_body, clean_line, is_storable

ZWNJ, ZWJ = "\u200c", "\u200d"
INVISIBLE = [
    *(ZWNJ, ZWJ, "\ufe0f", "\ufe0e", "\u202e", "\u200f", "\u2069", "\u3164", "\ufeff", "\u00ad", "\u2028", "\ufffe"),
    *("\ud800", "\udc00", "\U000e0067", "\U000e007f", "\u180b", "\ufe00", "\U000e0100"),
]
MARKS = ["\u0301", "\u0654", "\u20e3", "\u0338", "\u0323\u0301" * 6, "\u0344" * 6, "َ" * 9]
SEEN = "aé1_ #\n\r\t\x00\x0b\x85یکتَ،۱अ्क中ᠠ❤👩👨🏽♂🏴〈\u2329゙가ᄀ\U0001f1ee"
TRICKY = st.lists(st.sampled_from([*SEEN, *INVISIBLE, *MARKS]), max_size=14).map("".join)

KEPT = {
    "a prefix": "می\u200cخواهد",
    "a ZWNJ after vowel marks": "کتابِ\u200cها",
    "a ZWNJ after a Latin word": "PDF\u200cها",
    "a ZWNJ after a number": "۱۳۸۰\u200cها",
    "a ZWJ of an abbreviation": "ه\u200d.ش",
    "a ZWJ at the end": "ه\u200d",
    "Urdu": "پاکستان کے شہر، ۓ ۂ ڑ ں",
    "Kurdish": "زمانی کوردی ێ ۆ ڵ",
    "a Devanagari ZWJ": "क्\u200dष",
    "a Devanagari ZWNJ": "क्\u200cष",
    "a Malayalam chillu": "അവന്\u200d",
    "vowel marks": "عَلِيٌّ",
    "two directions": "بازار B2B در ایران (2026)",
    "an emoji family": "👨\u200d👩\u200d👧",
    "a heart on fire": "❤\ufe0f\u200d🔥",
    "a skin tone": "👩🏽\u200d🚀",
    "a nod": "🙂\u200d\u2194\ufe0f",
    "an emoji newer than this Python": "\U0001fae8\u200d↔\ufe0f",
    "the flag of Iran": "🇮🇷",
    "the flag of Scotland": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "a pirate flag": "🏴\u200d☠\ufe0f",
    "a keycap": "1\ufe0f\u20e3",
    "a text-style sign": "☎\ufe0e",
    "an ideograph's variant": "葛\U000e0100",
    "a Mongolian variant": "ᠠ\u180b",
    "a tab": "a\tb",
    "line breaks": "یک\n\nدو\nthree",
}

CLEANED = {
    "an override": ("ali\u202eevil", "alievil"),
    "a leading mark": ("\u200fعلی", "علی"),
    "isolates": ("\u2067x\u2069", "x"),
    "deprecated controls": ("a\u206ab\u206f", "ab"),
    "a ZWNJ before a space": ("سلام\u200c ", "سلام"),
    "a ZWNJ before a comma": ("سلام\u200c، خوبی", "سلام، خوبی"),
    "a ZWNJ between Latin letters": ("a\u200cb", "ab"),
    "a ZWJ between Latin letters": ("a\u200db", "ab"),
    "many ZWNJs": ("کتاب\u200c\u200c\u200cها", "کتاب\u200cها"),
    "a ZWNJ behind a control": ("می\u200f\u200cخواهد", "می\u200cخواهد"),
    "NUL": ("a\x00b", "ab"),
    "controls": ("a\x07\x1b\x9fb", "ab"),
    "a lone surrogate": ("a\ud83db", "ab"),
    "no characters": ("a\ufffe\U0010ffff\ufdd0b", "ab"),
    "fillers": ("a\u3164\u115f\uffa0\u034f\ufeff\u200b\u2060b", "ab"),
    "an interlinear note": ("a\ufff9b\ufffa\ufffb", "ab"),
    "hidden tags": ("a\U000e0068\U000e0069\U000e007f", "a"),
    "tags without an end": ("🏴\U000e0067\U000e0062", "🏴"),
    "a look for a letter": ("a\ufe0fb", "ab"),
    "a look on a look": ("❤\ufe0f\ufe0f", "❤\ufe0f"),
    "a ZWJ after an emoji": ("👩\u200d", "👩"),
    "a letter in two parts": ("e\u0301", "é"),
    "parts that a filler held apart": ("e\u200b\u0301", "é"),
    "hamza in two parts": ("ا\u0654", "أ"),
    "line ends of Windows": ("a\r\nb", "a\nb"),
    "line ends of old": ("a\rb\x0bc\x0cd\x85e\u2028f\u2029g", "a\nb\nc\nd\ne\nf\ng"),
    "bare ends": ("\n\u200f  a\n\n", "a"),
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
def test_it_keeps(text):
    assert clean_body(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(("text", "cleaned"), CLEANED.values(), ids=CLEANED.keys())
def test_it_cleans(text, cleaned):
    assert clean_body(text) == cleaned


@given(TRICKY)
def test_cleaning_twice_changes_nothing_more(text):
    once = clean_body(text)
    assert clean_body(once) == once == unicodedata.normalize("NFC", once)


@given(st.text(max_size=60))
def test_what_is_cleaned_can_be_stored_and_runs_one_way(text):
    cleaned = clean_body(text)
    assert is_storable(cleaned)
    cleaned.encode()
    assert not {unicodedata.bidirectional(character) for character in cleaned} & {
        "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"
    }  # fmt: skip


@given(TRICKY)
def test_a_name_is_one_line_and_stays_itself(text):
    try:
        name = clean_line(text)
    except ValueError:
        return
    assert "\n" not in name and name == name.strip() and clean_line(name) == name


def test_a_name_has_single_spaces():
    assert clean_line(" علی\u00a0 \n رضا\t2 ") == "علی رضا 2"


@pytest.mark.parametrize(
    "name", ["", "  ", ZWNJ * 2, " \u202e ", "\u2066\u2069", "\u3164", "\u2800", "…", "\u0301", "🚀"]
)
def test_a_name_that_shows_no_letter_is_refused(name):
    with pytest.raises(ValueError, match="at least one letter or digit"):
        clean_line(name)


@pytest.mark.parametrize(
    ("text", "storable"), [("علی\n", True), ("👩\u200d🚀", True), ("a\x00", False), ("\udcff", False)]
)
def test_what_can_be_stored(text, storable):
    assert is_storable(text) is storable


def test_a_heap_of_marks_is_cut_to_ten():
    assert len(clean_body("ن" + "\u0301\u0323" * 20)) == 11
    assert clean_body("ن" + "\u064e" * 10 + "\u200cا").endswith("\u200cا")


@pytest.mark.parametrize(
    "text", ["یک e\u0301 ❤\ufe0f ", ZWNJ, "\u202e", "\u0301\u0323", "ا\u0654\u200d", "🏴\U000e0067"]
)
def test_a_flood_is_cleaned_in_time(text):
    """Only to normalise 100,000 marks that are out of order would take eight seconds."""
    began = time.process_time()
    clean_body(text * (100_000 // len(text)))
    assert time.process_time() - began < 1.0
