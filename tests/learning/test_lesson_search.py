"""Searching lessons and terms: however it is typed, and with what was found marked."""

import pytest

from learning.search import plain
from tests.asking import get, queries_of
from tests.learning.writing import make_editor, published, published_term


@pytest.fixture
def library(cast):
    by = make_editor()
    published(
        by,
        "care",
        about="topic",
        title={"en": "Care", "ar": "العناية", "fa": "رسیدگی به مشتری"},
        summary={"en": "", "ar": "", "fa": "مشتری کتاب‌هایش را می‌گیرد."},
        body={
            "en": "Only **English** here",
            "ar": "القيمة المُقترَحة لـ ١٢٣٤ عميلًا",
            "fa": "قیمت ۱۲۳۴ تومان، [علی](term:segment) و کریم",
        },
    )
    published_term(by, "churn", name={"en": "Churn", "ar": "معدل الفقد", "fa": "ریزش"})
    return by


def search(person, query):
    return person.client.get("/learn/search/", {"q": query})


@pytest.mark.parametrize(
    "query", ["می گیرد", "میگیرد", "كتاب هایش", "1234", "١٢٣٤", "علي كريم", "رسيدگي", "رسیدگی کریم"]
)
def test_it_is_found_however_it_is_typed(cast, library, query):
    assert [hit.found.lesson.slug for hit in search(cast.dariush, query).context["hits"]] == ["care"]


@pytest.mark.parametrize("query", ["المقترحه", "1234", "العنايه"])
def test_in_arabic_too(cast, library, query):
    assert len(search(cast.layla, query).context["hits"]) == 1


def test_every_word_must_be_there(cast, library):
    assert search(cast.dariush, "کریم نیست").context["count"] == 0


def test_what_was_found_is_marked(cast, library):
    html = search(cast.dariush, "مشتری علي").content.decode()
    assert "رسیدگی به <mark>مشتری</mark>" in html
    html = search(cast.dariush, "كريم").content.decode()
    assert "علی و <mark>کریم</mark>" in html
    assert "term:segment" not in html


def test_terms_are_found_by_name_and_by_meaning(cast, library):
    assert [hit.found.said.key for hit in search(cast.dariush, "ريزش").context["terms"]] == ["churn"]
    html = search(cast.dariush, "نیازشان").content.decode()
    assert "<mark>نیازشان</mark>" in html
    assert 'href="/learn/words/#term-churn"' in html


def test_titles_come_before_summaries_before_bodies(cast):
    by = make_editor()
    for slug, field in (("in-body", "body"), ("in-title", "title"), ("in-summary", "summary")):
        published(by, slug, about="topic", **{field: {"en": "", "ar": "", "fa": "زعفران"}})
    hits = search(cast.dariush, "زعفران").context["hits"]
    assert [hit.found.lesson.slug for hit in hits] == ["in-title", "in-summary", "in-body"]


def test_what_a_reader_falls_back_to_is_found_in_its_own_language(cast, library):
    make = published(make_editor("zahra"), "english", about="topic", body={"en": "saffron", "ar": "", "fa": ""})
    html = search(cast.dariush, "SAFFRON").content.decode()
    assert make.slug in html
    assert 'lang="en" dir="ltr"' in html


@pytest.mark.parametrize("query", ["", " ", "zzzz", "%a", "a_", "\\0", "<b>", "(x", "[1]", "*a*"])
def test_nothing_found_or_nothing_asked_is_a_page(cast, library, query):
    assert search(cast.dariush, query).status_code == 200


@pytest.mark.parametrize("query", ["x" * 101, "\u202e\u200b", "%", "؟", "ً"])
def test_senseless_queries_are_told(cast, library, query):
    response = search(cast.dariush, query)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'aria-invalid="true" aria-describedby="q-error"' in page and '<p class="errors" id="q-error"' in page


def test_markdown_is_read_as_people_read_it():
    text = "## A **wor**d\n\n- [one](term:churn)\n\n| a | b |\n|---|---|\n| c | d |"
    assert plain(text) == "A word one a b c d"


def test_its_queries_are_fixed(cast, library):
    url = "lesson_search"
    get(cast.dariush, url)
    search(cast.dariush, "مشتری")
    assert queries_of(cast.dariush, url) <= 3
