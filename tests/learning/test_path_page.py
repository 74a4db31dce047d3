"""The path for newcomers, and where one stands on it."""

import re

from tests.asking import get, post, queries_of
from tests.learning.learners import make_library
from tests.learning.writing import make_editor, path_document, published, published_path


def way(person):
    return get(person, "path").context["way"]


def test_its_steps_are_the_published_lessons_in_its_own_order(cast):
    make_library()
    assert [(stop.entry.lesson.slug, stop.minutes) for stop in way(cast.dariush).stops] == [
        ("channels", 6),
        ("retention", 9),
    ]
    html = get(cast.dariush, "path").content.decode()
    assert "نخستین بوم شما" in html
    assert "گام ۱ از ۲" in html and "۱۵ دقیقه" in html


def test_one_stands_at_the_first_step_that_is_not_read(cast):
    make_library()
    post(cast.dariush, "lesson_read", "channels")
    html = get(cast.dariush, "path").content.decode()
    assert len(re.findall(r'aria-current="step"', html)) == 1
    assert re.search(r'data-mark="new" aria-current="step"', html)
    assert 'class="button" href="/"' in html, "what the step says is done on one's own canvas"
    assert (way(cast.dariush).turn, way(cast.dariush).minutes_left, way(cast.dariush).share) == (2, 9, 50)
    assert way(cast.kian).turn == 1


def test_a_step_may_be_read_out_of_turn(cast):
    make_library()
    post(cast.dariush, "lesson_read", "retention")
    assert (way(cast.dariush).turn, way(cast.dariush).done) == (1, 1)


def test_at_its_end_it_leads_to_the_canvases(cast):
    make_library()
    for slug in ("channels", "retention"):
        post(cast.dariush, "lesson_read", slug)
    assert way(cast.dariush).is_done
    html = get(cast.dariush, "path").content.decode()
    assert 'aria-current="step"' not in html
    assert 'class="button primary" href="/"' in html


def test_without_a_path_the_library_is_offered(cast):
    html = get(cast.dariush, "path").content.decode()
    assert 'class="blank"' in html
    assert 'class="button primary" href="/learn/"' in html and "<h1>برای تازه‌واردها</h1>" in html


def test_a_path_of_which_no_lesson_is_published_is_none_rather_than_done(cast):
    editor = make_editor()
    published(editor, "channels")
    published_path(editor, steps=[path_document()["steps"][0] | {"lesson": "no-lesson"}])
    assert way(cast.dariush) is None
    assert "همهٔ گام‌ها" not in get(cast.dariush, "library").content.decode()


def test_its_queries_are_fixed(cast):
    make_library()
    get(cast.dariush, "path")
    assert queries_of(cast.dariush, "path") <= 6
