"""Two write at once: both texts are shown, what only one of them touched is put together, and nothing is lost."""

import pytest

from learning.curation.merging import merge
from learning.document import checked
from learning.models import Lesson
from tests.learning.desk import come_in, form_of, save, written
from tests.learning.writing import draft, lesson_document


@pytest.fixture
def lesson(parisa) -> Lesson:
    return draft(parisa)


def test_both_texts_are_shown_and_mine_stands_in_the_form(lesson, parisa, edris):
    mine, theirs = come_in(parisa), come_in(edris)
    sent = written(mine, lesson, summary__fa="نوشتهٔ من", title__fa="عنوان من")
    save(theirs, lesson, written(theirs, lesson, summary__fa="نوشتهٔ او", body__fa="## متن او"))
    response = save(mine, lesson, sent)
    assert response.status_code == 409
    page, form = response.content.decode(), form_of(response)
    assert "نوشتهٔ <ins>او</ins>" in page and "نوشتهٔ <del>من</del>" in page and edris.name in page
    assert (form["summary.fa"], form["title.fa"], form["body.fa"]) == (["نوشتهٔ من"], ["عنوان من"], ["## متن او"])
    assert form["number"] == ["2"]
    assert save(mine, lesson, form).status_code == 302
    document = Lesson.objects.get().document()
    assert [document[name]["fa"] for name in ("summary", "title", "body")] == ["نوشتهٔ من", "عنوان من", "## متن او"]


def test_what_is_sent_again_is_saved_already(lesson, parisa):
    desk = come_in(parisa)
    sent = written(desk, lesson, title__fa="تازه")
    first, again = save(desk, lesson, sent), save(desk, lesson, sent)
    assert first.url == again.url
    submits = written(desk, lesson, title__fa="تازه‌تر") | {"then": ["submit"]}
    assert [save(desk, lesson, submits).status_code for _time in "12"] == [302, 302]
    lesson.refresh_from_db()
    assert (lesson.number, lesson.state, lesson.title_fa) == (4, "review", "تازه‌تر")


def test_theirs_is_taken_without_saving_yet(lesson, parisa, edris):
    mine, theirs = come_in(parisa), come_in(edris)
    sent = written(mine, lesson, summary__fa="نوشتهٔ من")
    save(theirs, lesson, written(theirs, lesson, summary__fa="نوشتهٔ او"))
    form = form_of(save(mine, lesson, sent)) | {"arrange": "theirs:summary:fa"}
    response = save(mine, lesson, form)
    assert (response.status_code, form_of(response)["summary.fa"]) == (200, ["نوشتهٔ او"])


@pytest.mark.parametrize("number", ["", "x", "99999999999999999999", "0", "7"])
def test_a_form_that_does_not_say_where_it_began(lesson, parisa, number):
    mine = come_in(parisa)
    response = save(mine, lesson, written(mine, lesson, title__fa="تازه") | {"number": [number]})
    assert response.status_code == 409
    assert form_of(response)["title.fa"] == ["تازه"]


def document(**fields) -> dict:
    return checked("lesson", lesson_document(**fields))


def test_items_that_either_added_or_removed():
    base = document()
    first, second = base["questions"]
    third, fourth = ({"key": key, "block": "", "text": {"en": key, "ar": "", "fa": ""}} for key in ("third", "fourth"))
    mine, theirs = document(questions=[first, second, third]), document(questions=[second, fourth])
    merged = merge("lesson", base, mine, theirs)
    assert [question["key"] for question in merged.document["questions"]] == ["who", "third", "fourth"]
    assert merged.clashes == []


def test_an_item_that_they_removed_and_i_changed_stays():
    base = document()
    changed = base["questions"][0] | {"text": {"en": "Where else?", "ar": "", "fa": ""}}
    merged = merge(
        "lesson", base, document(questions=[changed, base["questions"][1]]), document(questions=base["questions"][1:])
    )
    assert [question["text"]["en"] for question in merged.document["questions"]] == ["Where else?", "Who are they?"]


def test_what_is_no_text_follows_whoever_changed_it():
    base = document()
    where, who = base["questions"]
    source = base["sources"][0]
    mine = document(questions=[where | {"block": ""}, who], title={"en": "Mine", "ar": "", "fa": ""})
    theirs = document(
        questions=[where | {"block": "key_partners"}, who | {"block": "channels"}],
        sources=[source | {"url": "https://example.com/theirs"}],
    )
    merged = merge("lesson", base, mine, theirs).document
    assert [question["block"] for question in merged["questions"]] == ["", "channels"]
    assert merged["sources"][0]["url"] == "https://example.com/theirs"


def test_the_same_change_by_both_is_no_clash():
    changed = document(title={"en": "x", "ar": "y", "fa": "z"})
    merged = merge("lesson", document(), changed, changed)
    assert (merged.clashes, merged.taken, merged.document) == ([], [], changed)
