"""What a language lacks, and what was translated from a text that has changed since."""

from learning.document import checked
from learning.translations import completeness, missing, stale
from tests.learning.writing import draft, lesson_document


def stale_of(lesson) -> dict[str, list[str]]:
    return stale("lesson", lesson.document(), type(lesson).objects.get(pk=lesson.pk).translated)


def test_what_comes_whole_is_translated_from_what_it_came_with(parisa):
    lesson = draft(parisa)
    assert stale_of(lesson) == {"en": [], "ar": [], "fa": []}


def test_source_that_changes_leaves_translations_behind_until_they_follow(parisa):
    lesson = draft(parisa)
    document = lesson.document()
    document["title"]["en"] = "Ways to reach people"
    document["questions"][0]["text"]["en"] = "Where do they live?"
    lesson.revise(document, 1, parisa)
    behind = ["title", "questions.where.text"]
    assert stale_of(lesson) == {"en": [], "ar": behind, "fa": behind}
    document["title"]["fa"] = "راه‌های رسیدن به مردم"
    lesson.revise(document, 2, parisa)
    assert stale_of(lesson) == {"en": [], "ar": behind, "fa": ["questions.where.text"]}
    lesson.confirm("fa", 3, parisa)
    assert stale_of(lesson) == {"en": [], "ar": behind, "fa": []}
    assert lesson.revisions.latest("number").verb == "lesson.confirm"


def test_restored_is_as_stale_as_it_was(parisa):
    lesson = draft(parisa)
    document = lesson.document()
    document["title"]["en"] = "Ways"
    lesson.revise(document, 1, parisa)
    document["title"]["fa"] = "راه‌ها"
    lesson.revise(document, 2, parisa)
    lesson.restore(lesson.revisions.get(number=2), 3, parisa)
    assert stale_of(lesson)["fa"] == ["title"]
    lesson.restore(lesson.revisions.get(number=1), 4, parisa)
    assert stale_of(lesson)["fa"] == []


def test_parts_that_move_are_known_by_their_key(parisa):
    lesson = draft(parisa)
    document = lesson.document()
    document["questions"][0]["text"]["en"] = "Where do they live?"
    document["questions"].reverse()
    lesson.revise(document, 1, parisa)
    assert stale_of(lesson)["ar"] == ["questions.where.text"]


def test_source_may_be_another_language(parisa):
    lesson = draft(parisa, source_language="fa")
    document = lesson.document()
    document["title"]["fa"] = "راه‌ها"
    lesson.revise(document, 1, parisa)
    assert stale_of(lesson) == {"en": ["title"], "ar": ["title"], "fa": []}


def test_what_is_missing_and_how_complete_it_is():
    document = checked("lesson", lesson_document(summary={"en": "x", "ar": "", "fa": ""}, body={}, sources=[]))
    assert missing("lesson", document) == {"en": ["body"], "ar": ["summary", "body"], "fa": ["summary", "body"]}
    assert completeness("lesson", document) == {"en": 1 - 1 / 9, "ar": 1 - 2 / 9, "fa": 1 - 2 / 9}
    empty = checked("term", {"key": "x"})
    assert completeness("term", empty) == {"en": 0, "ar": 0, "fa": 0}
