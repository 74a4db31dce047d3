"""The library's page: what there is by what it is about, and how far one has come."""

import re

from django.urls import reverse

from learning.models import Progress
from tests.asking import get, post, queries_of
from tests.learning.learners import make_library, publish_in_persian_only
from tests.learning.writing import draft, make_editor


def page(person) -> str:
    return get(person, "library").content.decode()


def test_lessons_stand_by_what_they_are_about(cast):
    make_library()
    html = page(cast.dariush)
    shelves = get(cast.dariush, "library").context["shelves"]
    assert [entry.lesson.slug for entry in shelves.entries] == ["channels", "self-service", "retention"]
    assert len(re.findall(r'<li class="\w\w"><span class="turn"', html)) == 9
    assert html.count('class="no-lesson"') == 8
    assert '<li class="ret">' in html


def test_every_block_is_in_its_place_in_the_order_of_teaching(cast):
    make_library()
    order = re.findall(r'<li class="(\w\w)"><span class="turn"', page(cast.dariush))
    assert order == ["cs", "vp", "ch", "cr", "rv", "kr", "ka", "kp", "co"]


def test_what_is_read_is_counted_for_each_person_alone(cast):
    make_library()
    post(cast.dariush, "lesson_read", "channels")
    get(cast.dariush, "lesson", "retention")
    html = page(cast.dariush)
    assert "۱ از ۳" in html
    assert html.count('data-mark="read"') == html.count('data-mark="opened"') == 1
    assert 'width="33"' in html
    assert "۰ از ۳" in page(cast.kian)


def test_what_comes_next_is_on_the_path_while_there_is_one(cast):
    make_library()
    post(cast.dariush, "lesson_read", "channels")
    assert get(cast.dariush, "library").context["next"].lesson.slug == "retention"
    post(cast.dariush, "lesson_read", "retention")
    assert get(cast.dariush, "library").context["next"].lesson.slug == "self-service"


def test_a_lesson_of_another_language_is_marked(cast):
    make_library()
    publish_in_persian_only(make_editor("nima"))
    assert page(cast.layla).count('<span class="chip">باللغة الفارسية</span>') == 1
    assert "باللغة" not in page(cast.dariush) and "به فارسی" not in page(cast.dariush)


def test_drafts_are_not_shown_and_an_empty_library_says_so(cast, parisa):
    draft(parisa)
    html = page(cast.dariush)
    assert 'class="blank"' in html and 'class="button primary" href="/"' in html
    assert "کانال‌ها" not in html


def test_a_visitor_signs_in_first(cast, client):
    response = client.get(reverse("library"))
    assert response.status_code == 302
    assert response.url.endswith(f"?next={reverse('library')}")


def test_queries_do_not_grow_with_the_lessons_read(cast):
    make_library()
    get(cast.dariush, "library")
    before = queries_of(cast.dariush, "library")
    for slug in ("channels", "retention"):
        post(cast.dariush, "lesson_read", slug)
    assert queries_of(cast.dariush, "library") == before <= 6
    assert Progress.objects.count() == 2


def test_every_page_leads_to_it(cast):
    assert f'href="{reverse("library")}"' in get(cast.layla, "workspace", cast.team.pk).content.decode()


def test_an_empty_canvas_suggests_the_path(cast):
    from canvas.models import Canvas
    from tests.cast import actor, add_note

    fresh = Canvas.objects.create_in(cast.team, "تازه", actor(cast.dariush))
    asked = (cast.dariush, "board", cast.team.pk, fresh.pk)
    assert f'href="{reverse("path")}"' in get(*asked).content.decode()
    add_note(fresh, cast.dariush, "channels", "وب‌سایت")
    assert f'href="{reverse("path")}"' not in get(*asked).content.decode()
