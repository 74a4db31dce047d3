"""The glossary, in the alphabet of whoever reads it."""

import re

import pytest

from tests.asking import get, queries_of
from tests.learning.learners import make_library
from tests.learning.writing import make_editor, published, published_term


def name(persian: str, arabic: str) -> dict[str, str]:
    return {"en": "x", "fa": persian, "ar": arabic}


@pytest.fixture
def terms(cast):
    by = make_editor()
    for key, persian, arabic in (
        ("value", "ارزش", "القيمة"), ("experiment", "آزمایش", "تجربة"), ("churn", "ریزش", "معدل الفقد"),
        ("group", "گروه", "مجموعة"), ("goal", "هدف", "هدف"), ("loyalty", "وفاداری", "الولاء"),
    ):  # fmt: skip
        published_term(by, key, name=name(persian, arabic))
    return by


def letters(person) -> list[str]:
    return [letter for letter, _terms in get(person, "words").context["letters"]]


def names(person) -> list[str]:
    return [term.said.name.text for _letter, terms in get(person, "words").context["letters"] for term in terms]


def test_persian_order(cast, terms):
    assert names(cast.dariush) == ["آزمایش", "ارزش", "ریزش", "گروه", "وفاداری", "هدف"]
    assert letters(cast.dariush) == ["آ", "ا", "ر", "گ", "و", "ه"]


def test_arabic_order_without_the_article(cast, terms):
    assert names(cast.layla) == ["تجربة", "القيمة", "مجموعة", "معدل الفقد", "هدف", "الولاء"]
    assert letters(cast.layla) == ["ت", "ق", "م", "ه", "و"]


def test_each_term_has_a_place_and_the_lessons_that_use_it(cast):
    make_library()
    html = get(cast.dariush, "words").content.decode()
    place = re.search(r'<div id="term-segment">.*?</div>', html, re.DOTALL)[0]
    assert 'href="/learn/channels/"' in place
    assert "In the lessons" not in re.search(r'<div id="term-churn">.*?</div>', html, re.DOTALL)[0]


def test_a_lesson_that_is_not_in_the_reader_s_language_is_marked(cast):
    make_library()
    published_term(make_editor("hoda"), "retention")
    published(make_editor("nima"), "keeping", body={"en": "See [retention](term:retention).", "ar": "", "fa": ""},
              title={"en": "Keeping", "ar": "", "fa": ""})  # fmt: skip
    html = get(cast.dariush, "words").content.decode()
    assert '<a href="/learn/keeping/" lang="en" dir="ltr">Keeping</a>' in html


def test_none_yet_is_said(cast):
    assert 'class="blank"' in get(cast.dariush, "words").content.decode()


def test_its_queries_are_fixed(cast, terms):
    get(cast.dariush, "words")
    before = queries_of(cast.dariush, "words")
    published_term(terms, "one-more", name=name("پل", "جسر"))
    get(cast.dariush, "words")
    assert queries_of(cast.dariush, "words") == before <= 6
