"""A document that comes in: cleaned, bounded, complete; what is wrong with it is said, all of it."""

import pytest
from hypothesis import HealthCheck, given, settings

from learning.document import TAKEN, Unsound, checked, digest, texts
from learning.urls import urlpatterns
from tests.learning.documents import documents
from tests.learning.writing import lesson_document, path_document, term_document

DEEP: dict = {}
for _level in range(2000):
    DEEP = {"x": DEEP}


def test_canonical_is_complete_and_equal_documents_have_equal_digests():
    lean = {"slug": "a", "about": "topic", "title": {"fa": "الف"}}
    full = checked("lesson", lean)
    assert full["title"] == {"en": "", "ar": "", "fa": "الف"} and full["questions"] == []
    assert (full["source_language"], full["position"]) == ("en", 0)
    assert checked("lesson", full) == full
    assert digest(full) == digest(checked("lesson", dict(reversed(full.items()))))
    assert digest(full) != digest(checked("lesson", lean | {"title": {"fa": "ب"}}))


def test_texts_are_cleaned():
    given = lesson_document(
        title={"en": " A\u202e title\n of two ", "ar": "", "fa": "می\u200c\u200cخواهیم"},
        body={"en": "a\r\nb\u2028c\u200b\u0085", "ar": "", "fa": "ك"},
    )
    taken = checked("lesson", given)
    assert taken["title"] == {"en": "A title of two", "ar": "", "fa": "می\u200cخواهیم"}
    assert taken["body"]["en"] == "a\nb\nc"


@pytest.mark.parametrize(
    "wrong, where",
    [
        ({"slug": "Not A Slug"}, "slug"),
        ({"slug": "a--b"}, "slug"),
        ({"slug": "x" * 61}, "slug"),
        ({"slug": 3}, "slug"),
        ({"slug": None}, "slug"),
        ({"about": "block:nowhere"}, "about"),
        ({"about": ["topic"]}, "about"),
        ({"source_language": "de"}, "source_language"),
        ({"position": -1}, "position"),
        ({"position": True}, "position"),
        ({"position": 10**30}, "position"),
        ({"position": "1"}, "position"),
        ({"title": "text"}, "title"),
        ({"title": {"de": "x"}}, "title"),
        ({"title": {"fa": 3}}, "title.fa"),
        ({"title": {"fa": "x" * 161}}, "title.fa"),
        ({"title": {"fa": "\u202e" * 10**6}}, "title.fa"),
        ({"body": {"en": "x\x00y"}}, "body.en"),
        ({"body": {"en": "x\ud800y"}}, "body.en"),
        ({"body": {"ar": "ب" * 20_001}}, "body.ar"),
        ({"questions": "none"}, "questions"),
        ({"questions": [3]}, "questions.1."),
        ({"questions": [{"key": "a", "block": "customer_segments", "text": {}}]}, "questions.1.block"),
        ({"questions": [{"key": "a", "text": {}}] * 2}, "questions"),
        ({"examples": [{"key": str(n)} for n in range(21)]}, "examples"),
        ({"sources": [{"key": "a", "url": "javascript:alert(1)"}]}, "sources.1.url"),
        ({"sources": [{"key": "a", "url": "https://a b"}]}, "sources.1.url"),
        ({"unknown": 1}, "unknown"),
        ({"x" * 500: 1}, "xxx"),
        ({"title": DEEP}, "title"),
    ],
)
def test_what_is_wrong_is_said_where_it_is(wrong, where):
    with pytest.raises(Unsound) as unsound:
        checked("lesson", lesson_document() | wrong)
    assert any(problem.startswith(where) for problem in unsound.value.problems), unsound.value.problems
    assert all(len(problem) < 300 for problem in unsound.value.problems)


@pytest.mark.parametrize("given", [None, 3, "text", [], [{}], True])
@pytest.mark.parametrize("noun", ["lesson", "term", "path"])
def test_what_is_no_document_at_all(noun, given):
    with pytest.raises(Unsound):
        checked(noun, given)


def test_everything_that_is_wrong_is_said_at_once():
    with pytest.raises(Unsound) as unsound:
        checked("lesson", {"slug": "A", "about": "", "title": 1})
    assert len(unsound.value.problems) == 3


def test_texts_have_paths_in_reading_order():
    paths = [path for path, _text in texts("lesson", checked("lesson", lesson_document()))]
    assert paths == [
        "title", "summary", "body", "questions.where.text", "questions.who.text", "examples.bakery.title",
        "examples.bakery.text", "mistakes.all.title", "mistakes.all.text", "sources.book.text",
    ]  # fmt: skip
    assert [path for path, _ in texts("path", checked("path", path_document()))] == [
        "title", "intro", "steps.channels.why",
    ]  # fmt: skip
    assert [path for path, _ in texts("term", checked("term", term_document()))] == ["name", "meaning"]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(documents("lesson"))
def test_checking_twice_changes_nothing_more(document):
    once = checked("lesson", document)
    assert checked("lesson", once) == once


def test_a_lesson_can_not_take_the_name_of_a_page():
    """Every page beside the lessons is in the list, so that each lesson that is taken can be reached."""
    pages = {str(entry.pattern).strip("/") for entry in urlpatterns} - {""}
    assert {page for page in pages if "<" not in page} == set(TAKEN)
    for slug in TAKEN:
        with pytest.raises(Unsound, match="^slug: "):
            checked("lesson", lesson_document(slug))
    assert checked("lesson", lesson_document("pathways"))["slug"] == "pathways"
