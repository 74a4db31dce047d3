"""What folding takes for the same, in Python and in the database, which have to agree."""

import unicodedata

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from accounts.text import fold

ALIKE = {
    "yeh": ["علی", "علي", "على", "ﻋﻠﻲ", "عَلِیّ", "عـلـی"],
    "kaf": ["کتاب", "كتاب", "ڪتاب", "ﻛﺘﺎب"],
    "teh marbuta": ["خدمه", "خدمة", "خدمۃ", "خدمە", "خدمہ"],
    "alef": ["اصدقا", "أصدقاء", "إصدقا", "آصدقا", "ٱصدقا", "ا\u0654صدقا"],
    "waw": ["مسوول", "مسؤول", "مسوءول"],
    "ezafe": ["خانه ما", "خانهٔ ما", "خانۀ ما", "خانه\u200c ما"],
    "ZWNJ": ["کتاب\u200cها", "کتابها", "کتاب ها", "كتاب  ها"],
    "plurals with endings": ["کتاب\u200cهایشان", "کتاب هایشان", "کتابهایشان"],
    "comparatives": ["بزرگ\u200cترین", "بزرگ ترین", "بزرگترین"],
    "verbs": ["می\u200cخواهد", "می خواهد", "ميخواهد", "مي\nخواهد"],
    "verbs denied": ["او نمی\u200cخواهد", "او نمي خواهد"],
    "digits": ["سال ۱۴۰۵", "سال ١٤٠٥", "سال 1405"],
    "numbers": ["۱٬۲۳۴٬۵۶۷٫۵", "١٬٢٣٤٬٥٦٧٫٥", "1,234,567.5", "1234567.5"],
    "percent": ["۸۲٪", "82%"],
    "question": ["چرا؟", "چرا?"],
    "capitals": ["SELF-Service", "self-service", "ｓｅｌｆ-service"],
    "accents": ["Café", "cafe", "cafe\u0301"],
    "Turkish and Greek": ["İΣΑΣ", "iσας"],
    "Urdu": ["پانی ہے", "پانی ھی", "پانی هے"],
    "spaces": ["a b", " a\u00a0\n b\u3000", "a\u2028b\x85"],
    "controls": ["امین", "\u202eامین\u200f", "ا\u200dمی\ufe0fن"],
    "emoji": ["❤\ufe0f", "❤"],
    "a word of the prophet's": ["﷼", "ریال"],
}
APART = [
    ("شیر", "سیر"),
    ("کتاب", "کتابه"),
    ("می", "نمی"),
    ("1,23", "123"),
    ("1,2345", "12345"),
    ("پل", "بل"),
    ("گل", "کل"),
]

MIXED = st.lists(
    st.sampled_from(
        [
            *"aÉßΣςİ1,٬٣۴۵٪ \n\tیيىئكةأآءؤۀہےں؛؟کتابهنمرـَٔ…½ﷲﻻ가й🏴",
            "می ",
            " ها",
            " هایی",
            " تر",
            " ای",
            "\u200c",
            "٬۳۴۵",
            " ه",
        ]
    ),
    max_size=12,
).map("".join)


@pytest.mark.parametrize("texts", ALIKE.values(), ids=ALIKE.keys())
def test_these_are_the_same(texts):
    assert len({fold(text) for text in texts}) == 1
    assert fold(texts[0])


@pytest.mark.parametrize(("one", "other"), APART)
def test_these_are_not(one, other):
    assert fold(one) != fold(other)


def test_a_lone_hamza_folds_to_nothing():
    assert fold(" ء ") == ""


@given(st.one_of(MIXED, st.text(max_size=40)))
@example("a ه ای")
@example(" ۀ ای")
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_a_fold_can_be_sent_to_the_database(text):
    fold(text).encode()
    assert "\x00" not in fold(text)


@pytest.mark.django_db
def test_the_database_folds_as_python_does():
    texts = [text for texts in ALIKE.values() for text in texts] + [text for pair in APART for text in pair]
    assert fold_in_database(texts) == [fold(text) for text in texts]


@pytest.mark.django_db
def test_the_database_folds_every_letter_as_python_does():
    """Each character of Unicode 3.2 below U+10000: so old that no Python or PostgreSQL differs."""
    category = unicodedata.ucd_3_2_0.category
    letters = [chr(code) for code in range(1, 0x10000) if category(chr(code)) not in ("Cn", "Cs", "Co")]
    differ = {
        letter: (theirs, fold(letter))
        for letter, theirs in zip(letters, fold_in_database(letters), strict=True)
        if theirs != fold(letter)
    }
    assert not differ


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(MIXED, max_size=30))
def test_the_database_folds_mixed_text_as_python_does(texts):
    assert fold_in_database(texts) == [fold(text) for text in texts]


@pytest.mark.django_db
def test_the_database_may_index_what_it_folds():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT provolatile, proparallel, proisstrict FROM pg_proc WHERE oid = 'boom_fold(text)'::regprocedure"
        )
        assert cursor.fetchone() == ("i", "s", True)


def fold_in_database(texts: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT boom_fold(t) FROM unnest(%s::text[]) WITH ORDINALITY AS texts (t, n) ORDER BY n", [texts]
        )
        return [folded for (folded,) in cursor]
