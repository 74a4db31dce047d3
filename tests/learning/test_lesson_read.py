"""Marking a lesson as read, and taking the mark back."""

import pytest
from django.urls import reverse

from learning.models import Progress
from tests.asking import get, post
from tests.learning.learners import make_library


@pytest.fixture(autouse=True)
def library(cast):
    return make_library()


def test_it_is_marked_and_the_first_time_is_kept(cast):
    response = post(cast.layla, "lesson_read", "channels")
    assert response.status_code == 302
    assert response.url == reverse("lesson", args=["channels"]) + "#done"
    first = Progress.objects.get().read_at
    post(cast.layla, "lesson_read", "channels")
    assert Progress.objects.get().read_at == first is not None


def test_the_mark_is_taken_back_and_that_it_was_opened_stays(cast):
    post(cast.layla, "lesson_read", "channels")
    post(cast.layla, "lesson_unread", "channels")
    assert Progress.objects.get().read_at is None
    assert 'data-mark="opened"' in get(cast.layla, "lesson", "channels").content.decode()


def test_nobody_marks_it_for_another(cast):
    post(cast.layla, "lesson_read", "channels")
    post(cast.dariush, "lesson_unread", "channels")
    assert Progress.objects.get(person=cast.layla).read_at


def test_with_htmx_the_part_comes_back(cast):
    response = cast.layla.htmx.post(reverse("lesson_read", args=["channels"]) + "?path")
    html = response.content.decode()
    assert html.startswith('<section class="done" id="done" data-mark="read"')
    assert reverse("lesson_unread", args=["channels"]) + "?path" in html


def test_on_the_path_one_comes_back_to_the_path(cast):
    response = cast.layla.client.post(reverse("lesson_read", args=["channels"]) + "?path")
    assert response.url == reverse("lesson", args=["channels"]) + "?path#done"


@pytest.mark.parametrize("url", ["lesson_read", "lesson_unread"])
def test_it_is_no_page_and_not_for_visitors(cast, client, url):
    assert get(cast.layla, url, "channels").status_code == 405
    assert client.post(reverse(url, args=["channels"])).status_code == 302
    assert post(cast.layla, url, "no-lesson").status_code == 404
    assert not Progress.objects.exists()
