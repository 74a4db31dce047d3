"""A lesson as people read it."""

import re

import pytest
from django.urls import reverse

from learning.models import Progress
from tests.asking import get, post, queries_of
from tests.learning.learners import make_library, publish_in_persian_only
from tests.learning.writing import draft, make_editor


@pytest.fixture
def library(cast):
    return make_library()


def page(person, slug="channels", query="") -> str:
    response = person.client.get(reverse("lesson", args=[slug]) + query)
    assert response.status_code == 200
    return response.content.decode()


def test_it_shows_all_that_belongs_to_it(cast, library):
    html = page(cast.dariush)
    for text in (
        "کانال‌ها",
        "چگونه به مردم می‌رسید.",
        "کجا هستند؟",
        "نانوایی",
        "<em>زود</em>",
        "زیاد است.",
        "کتاب (۲۰۱۰)",
    ):
        assert text in html
    assert 'href="https://example.com/book?a=1" rel="noopener noreferrer"' in html
    assert html.count("<h1") == 1


def test_its_parts_can_be_gone_to(cast, library):
    html = page(cast.dariush)
    contents = re.search(r'<nav class="contents".*?</nav>', html, re.DOTALL)[0]
    assert re.findall(r'href="#([\w-]+)"', contents) == [
        "part-1",
        "questions",
        "examples",
        "mistakes",
        "meanings",
        "sources",
    ]
    for part in ("part-1", "questions", "examples", "mistakes", "meanings", "sources"):
        assert f'id="{part}"' in html


def test_its_terms_are_explained_on_the_page(cast, library):
    html = page(cast.dariush)
    assert f'<a href="{reverse("words")}#term-segment">بخش</a>' in html
    assert re.search(r'<div id="term-segment"><dt ?>بخش</dt><dd ?>کسانی که', html)
    assert 'id="term-churn"' not in html


def test_a_text_of_another_language_says_which(cast, library):
    html = page(cast.layla, "retention")
    assert re.search(r'<h1 id="lesson-title" lang="fa" dir="rtl">حفظ مشتری</h1>', html)
    assert '<p class="lead" >كيف تصلون إلى الناس.</p>' in html


def test_a_lesson_of_another_language_says_so_in_the_readers(cast, library):
    publish_in_persian_only(make_editor("nima"))
    said = "هذا الدرس غير متاح بلغتك بعد، ويُعرض باللغة الفارسية."
    assert said in page(cast.layla, "loyalty-club")
    assert said not in page(cast.layla, "retention"), "its title alone is in another"
    assert 'role="note">این درس' not in page(cast.dariush, "loyalty-club")


def test_one_goes_on_to_the_lesson_after_it(cast, library):
    html = page(cast.dariush, "self-service")
    assert re.search(rf'rel="prev"[^>]*href="{reverse("lesson", args=["channels"])}"', html)
    assert re.search(rf'rel="next"[^>]*href="{reverse("lesson", args=["retention"])}"', html)


def test_on_the_path_one_goes_on_along_it(cast, library):
    html = page(cast.dariush, "channels", "?path")
    assert re.search(rf'rel="next"[^>]*href="{reverse("lesson", args=["retention"])}\?path"', html)
    assert 'rel="prev"' not in html
    elsewhere = page(cast.dariush, "self-service", "?path")  # it is no step of the path
    assert re.search(rf'rel="next"[^>]*href="{reverse("lesson", args=["retention"])}"', elsewhere)


def test_that_it_was_opened_is_kept_once_and_not_for_a_look_at_its_head(cast, library):
    cast.dariush.client.head(reverse("lesson", args=["channels"]))
    assert not Progress.objects.exists()
    page(cast.dariush)
    (row,) = Progress.objects.all()
    page(cast.dariush)
    (again,) = Progress.objects.all()
    assert (row.person_id, row.lesson_id, row.read_at) == (cast.dariush.pk, library["channels"].pk, None)
    assert again.opened_at == row.opened_at


def test_drafts_and_withdrawn_lessons_are_not_found(cast, library, parisa):
    draft(parisa, "secret", about="topic")
    assert get(cast.dariush, "lesson", "secret").status_code == 404
    assert get(cast.omar, "lesson", "secret").status_code == 404
    library["channels"].withdraw(library["channels"].number, make_editor("nima"), "Once more.")
    response = get(cast.dariush, "lesson", "channels")
    assert (response.status_code, response.templates[0].name) == (404, "learning/no_lesson.html")
    assert f'href="{reverse("library")}"' in response.content.decode()
    assert post(cast.dariush, "lesson_read", "secret").status_code == 404


def test_its_queries_are_fixed(cast, library):
    page(cast.dariush)
    before = queries_of(cast.dariush, "lesson", "channels")
    post(cast.dariush, "lesson_read", "channels")
    assert queries_of(cast.dariush, "lesson", "channels") == before <= 9
