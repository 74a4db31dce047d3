"""The lesson beside a canvas, and questions that are answered there."""

import re
import uuid

import pytest
from django.urls import reverse

from canvas.models import Note
from tests.asking import get, post, queries_of
from tests.cast import actor
from tests.learning.writing import make_editor, published

TEXTAREA = re.compile(r'<textarea id="answer-text-([\w-]+)"')


@pytest.fixture
def lesson(cast):
    return published(make_editor())


def beside(person, cast, about="block:channels"):
    return person.htmx.get(reverse("lesson_beside", args=[cast.team.pk, cast.canvas.pk, about]))


def answer(person, cast, text="در بازار", **fields):
    url = reverse("note_add", args=[cast.team.pk, cast.canvas.pk])
    return person.htmx.post(url, {"question": "where", "block": "channels", "text": text, **fields})


def test_it_shows_the_summary_the_questions_and_one_example(cast, lesson):
    html = beside(cast.dariush, cast).content.decode()
    for text in ("کانال‌ها", "چگونه به مردم می‌رسید.", "کجا هستند؟", "کیستند؟", "نانوایی", "<em>زود</em>"):
        assert text in html
    assert f'href="{reverse("lesson", args=["channels"])}"' in html
    assert html.startswith('<div class="beside-lesson" data-about="block:channels">')


def test_only_a_question_that_has_a_block_can_be_answered(cast, lesson):
    assert TEXTAREA.findall(beside(cast.dariush, cast).content.decode()) == ["where"]


@pytest.mark.parametrize("who", ["layla", "kian"])
def test_who_may_not_edit_reads_the_questions(cast, lesson, who):
    html = beside(getattr(cast, who), cast).content.decode()
    assert html.count('class="question"') == 2
    assert "<form" not in html


def test_in_an_archived_canvas_nothing_is_answered(cast, lesson):
    cast.canvas.archive(actor(cast.dariush))
    assert "<form" not in beside(cast.dariush, cast).content.decode()
    assert answer(cast.dariush, cast).status_code == 409


def test_without_a_lesson_it_says_so(cast):
    html = beside(cast.dariush, cast, "goal:growth").content.decode()
    assert 'href="/learn/"' in html
    assert "<form" not in html


@pytest.mark.parametrize("about", ["block:no", "topic", "channels", "kind:", ":"])
def test_what_a_canvas_does_not_have_is_not_found(cast, lesson, about):
    assert beside(cast.dariush, cast, about).status_code == 404


def test_without_htmx_it_is_a_page_with_a_way_back(cast, lesson):
    html = get(cast.dariush, "lesson_beside", cast.team.pk, cast.canvas.pk, "block:channels").content.decode()
    assert html.lstrip().startswith("<!DOCTYPE html>")
    assert f'href="{reverse("board", args=[cast.team.pk, cast.canvas.pk])}" data-close' in html


def test_an_answer_becomes_a_note_and_is_shown_under_its_question(cast, lesson):
    response = answer(cast.dariush, cast, "در بازار")
    assert response.status_code == 200
    note = Note.objects.latest("pk")
    assert (note.block, note.text) == ("channels", "در بازار")
    html = response.content.decode()
    assert 'hx-target="#list-channels"' in html or 'id="list-channels"' in html
    shown = re.search(
        r'<hx-partial hx-target="#answered-where" hx-swap="beforeend">(.*?)</hx-partial>', html, re.DOTALL
    )
    assert "در بازار" in shown[1] and "کانال‌ها" in shown[1]
    again = re.search(r'<hx-partial hx-target="#answer-where" hx-swap="outerHTML">(.*?)</hx-partial>', html, re.DOTALL)
    assert re.search(r"<textarea[^>]*></textarea>", again[1])


def test_sent_twice_it_is_added_once_and_answered_alike(cast, lesson):
    before, request = Note.objects.count(), str(uuid.uuid4())
    first, second = (answer(cast.dariush, cast, request=request).content.decode() for _ in range(2))
    assert Note.objects.count() == before + 1
    assert "answered-where" in first and "answered-where" in second


@pytest.mark.parametrize("text", ["", "   ", "ب" * 2001])
def test_what_can_not_be_a_note_comes_back_with_the_reason(cast, lesson, text):
    before = Note.objects.count()
    response = answer(cast.dariush, cast, text)
    html = response.content.decode()
    assert response.status_code == 422
    assert Note.objects.count() == before
    assert 'id="answer-where"' in html and 'role="alert"' in html
    assert text.strip() in html


def test_without_htmx_an_answer_leads_to_the_board_or_to_a_page_with_what_was_typed(cast, lesson):
    fields = {"question": "where", "block": "channels"}
    asked = (cast.dariush, "note_add", cast.team.pk, cast.canvas.pk)
    assert post(*asked, **fields, text="در بازار").url == reverse("board", args=asked[2:])
    response = post(*asked, **fields, text="ب" * 2001)
    assert response.status_code == 422
    assert response.content.decode().lstrip().startswith("<!DOCTYPE html>")
    assert "ب" * 2001 in response.content.decode()


@pytest.mark.parametrize("question", ["#x", "a b", '"><script>', "ب"])
def test_a_question_of_no_such_name_is_an_ordinary_note(cast, lesson, question):
    response = answer(cast.dariush, cast, question=question)
    assert response.status_code == 200
    assert "answered" not in response.content.decode()


@pytest.mark.parametrize(("who", "status"), [("sara", 404), ("layla", 403), ("kian", 403)])
def test_others_may_not_answer(cast, lesson, who, status):
    assert answer(getattr(cast, who), cast).status_code == status


def test_an_outsider_does_not_find_it(cast, lesson):
    assert beside(cast.sara, cast).status_code == 404


def test_its_queries_are_fixed(cast, lesson):
    asked = (cast.dariush, "lesson_beside", cast.team.pk, cast.canvas.pk, "block:channels")
    get(*asked)
    assert queries_of(*asked) <= 8


@pytest.mark.parametrize(
    ("page", "about"),
    [("board", "block:channels"), ("matrix", "kind:communities"), ("strategy", "goal:retention")],
)
def test_the_pages_of_a_canvas_open_it(cast, page, about):
    html = get(cast.layla, page, cast.team.pk, cast.canvas.pk).content.decode()
    url = reverse("lesson_beside", args=[cast.team.pk, cast.canvas.pk, about])
    assert re.search(rf'<a class="learn" href="{url}"[^>]* aria-label="[^"]+"></a>', html)
