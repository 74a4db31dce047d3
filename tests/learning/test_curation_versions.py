"""Earlier versions: listed, compared in either order, and restored as a new one."""

import pytest

from learning.models import Lesson
from tests.learning.desk import come_in, get, post, save, written
from tests.learning.writing import draft


@pytest.fixture
def desk(parisa):
    return come_in(parisa)


@pytest.fixture
def lesson(parisa, desk) -> Lesson:
    """Of three versions: as it came, with another title, with another question first."""
    lesson = draft(parisa)
    save(desk, lesson, written(desk, lesson, title__fa="کانال‌های ارتباط"))
    lesson.refresh_from_db()
    document = lesson.document()
    document["questions"] = [document["questions"][1] | {"block": "key_partners"}, document["questions"][0]]
    lesson.revise(document, 2, parisa, "ترتیب بهتر")
    return lesson


def test_each_says_who_when_and_why(desk, lesson, parisa):
    page = get(desk, "history", lesson)
    assert [revision.number for revision, _label in page.context["rows"]] == [3, 2, 1]
    assert "ترتیب بهتر" in page.content.decode() and parisa.name in page.content.decode()


def test_words_that_differ_by_language(desk, lesson):
    for query in ("?from=1&to=2", "?from=2&to=1"):
        page = get(desk, "difference", lesson, query)
        (row,) = page.context["difference"].rows
        (text,) = row.texts
        assert text.language == "fa"
        assert "<h3>عنوان</h3>" in page.content.decode()
        assert "کانال‌ها" in text.marked and "<ins>" in text.marked
        assert 'lang="fa" dir="rtl"' in page.content.decode()


def test_order_and_block_differ_too(desk, lesson):
    difference = get(desk, "difference", lesson, "?from=2&to=3").context["difference"]
    assert difference.rows == []
    assert [setting.after for setting in difference.settings][1] == "key_partners"
    assert len(difference.settings) == 2


def test_the_last_two_are_compared_where_none_is_named(desk, lesson):
    page = get(desk, "difference", lesson)
    assert [revision.number for revision, _label in page.context["sides"]] == [2, 3]


@pytest.mark.parametrize("query", ["?from=9", "?to=x", "?from=-1", "?from=99999999999999999999", "?to=²"])
def test_versions_that_are_none(desk, lesson, query):
    assert get(desk, "difference", lesson, query).status_code == 404


def test_restoring_is_a_new_version(desk, lesson):
    was = lesson.revisions.get(number=1).document
    response = post(desk, "restore", lesson, {"number": 3, "reason": "بهتر بود"}, number=1)
    assert response.url.endswith("/change/")
    lesson = Lesson.objects.get()
    assert (lesson.document(), lesson.number, lesson.state) == (was, 4, "draft")
    last = lesson.revisions.get(number=4)
    assert (last.verb, last.reason) == ("lesson.restore", "بهتر بود")


def test_restoring_over_what_one_has_not_seen_is_refused(desk, lesson):
    response = post(desk, "restore", lesson, {"number": 2}, number=1)
    assert "difference" in response.url
    assert Lesson.objects.get().number == 3


def test_many_are_paged(desk, lesson, parisa):
    document = lesson.document()
    for number in range(3, 43):
        lesson.revise(document | {"position": number}, number, parisa)
    assert len(get(desk, "history", lesson).context["rows"]) == 40
    assert [r.number for r, _label in get(desk, "history", lesson, "?page=2").context["rows"]] == [3, 2, 1]
    assert get(desk, "history", lesson, "?page=x").status_code == 200


def test_a_version_that_can_be_taken_no_more_says_why(desk, lesson, monkeypatch):
    """A later Boom may know fewer blocks that take notes, say."""
    monkeypatch.setattr("learning.subjects.takes_notes", lambda block: block != "key_partners")
    Lesson.objects.get().revise(lesson.revisions.get(number=1).document, 3, lesson.author)
    response = post(desk, "restore", lesson, {"number": 4}, number=3)
    assert response.status_code == 302
    assert "questions.1.block" in desk.get(response["Location"]).content.decode()
    assert Lesson.objects.get().number == 4
