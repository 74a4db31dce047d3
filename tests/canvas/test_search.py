"""Searching a workspace: letters, digits and joins that readers hold equal are found; nothing of elsewhere is."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from canvas.models import Canvas
from tests.asking import get
from tests.cast import actor, add_note, add_segment


def search(cast, query, person=None):
    return (person or cast.layla).client.get(reverse("search", args=[cast.team.pk]), {"q": query})


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("کتاب تا فردا می‌رسد", "میرسد"),
        ("کتاب تا فردا می‌رسد", "می رسد"),
        ("القيمة المُقترَحة", "المقترحه"),
        ("قیمت ۱۲۳۴ تومان", "1234"),
        ("قیمت ۱٬۲۳۴ تومان", "١٢٣٤"),
        ("علي و كريم", "علی و کریم"),
        ("Free Returns", "free returns"),
        ("صد در صد ۱۰۰% تضمین", "100%"),
        ("a_b", "a_b"),
    ],
)
def test_it_is_found_however_it_is_typed(cast, text, query):
    note = add_note(cast.canvas, cast.dariush, "channels", text)
    assert note.pk in [row.pk for row in search(cast, query).context["results"]["notes"].rows]


@pytest.mark.parametrize("query", ["a%b", "a_b", "a\\b"])
def test_signs_of_patterns_mean_themselves(cast, query):
    for text in ("axb", "ab", "a-x-b", "a%b", "a_b", "a\\b"):
        add_note(cast.canvas, cast.dariush, "channels", text)
    assert [row.text for row in search(cast, query).context["results"]["notes"].rows] == [query]


def test_the_newest_comes_first(cast):
    notes = [add_note(cast.canvas, cast.dariush, "channels", f"سفارش پستی {n}") for n in (1, 2)]
    assert search(cast, "پستی").context["results"]["notes"].rows == notes[::-1]


def test_however_many_there_are_each_can_be_found(cast):
    notes = [add_note(cast.canvas, cast.dariush, "channels", f"سفارش پستی {n}") for n in range(65)]
    first = search(cast, "پستی")
    assert first.context["count"] == 65 and first.context["results"]["notes"].rows == notes[:-31:-1]
    assert "&amp;of=notes" in first.content.decode()
    found, address = [], "?q=پستی&of=notes"
    while address:
        page = cast.layla.client.get(reverse("search", args=[cast.team.pk]) + address).context
        assert page["count"] == 65
        found, address = found + page["results"]["notes"].rows, page["older"]
    assert found == notes[::-1]


def test_of_what_a_common_word_finds_so_many_are_counted_and_listed(cast, monkeypatch):
    """To count it all would be to read it all."""
    monkeypatch.setattr("canvas.search.COUNTED", 40)
    monkeypatch.setattr("canvas.views.search.COUNTED", 40)
    for n in range(40):
        add_note(cast.canvas, cast.dariush, "channels", f"سفارش پستی {n}")
    page = search(cast, "پستی", cast.dariush)
    assert page.context["count"] == 40 and not page.context["are_more"]
    add_note(cast.canvas, cast.dariush, "channels", "سفارش پستی")
    assert "بیش از ۴۰ نتیجه" in search(cast, "پستی", cast.dariush).content.decode()
    address = reverse("search", args=[cast.team.pk]) + "?q=پستی&of=notes&page="
    pages = [cast.dariush.client.get(address + number).context for number in "12"]
    assert [(bool(page["older"]), len(page["results"]["notes"].rows)) for page in pages] == [(True, 30), (False, 11)]


@pytest.mark.parametrize("more", ["of=notes&page=9", "of=notes&page=" + "9" * 18, "of=x&page=x", "page=2"])
def test_a_page_that_is_not_there_is_no_trouble(cast, more):
    address = reverse("search", args=[cast.team.pk])
    assert cast.layla.client.get(f"{address}?q=کتاب&{more}").status_code == 200


def test_from_a_canvas_one_may_stay_on_it(cast):
    here = add_note(cast.canvas, cast.dariush, "channels", "سفارش پستی")
    elsewhere = add_note(Canvas.objects.create_in(cast.team, "دیگر", actor(cast.amina)), cast.amina, "channels", "پستی")
    board = get(cast.layla, "board", cast.team.pk, cast.canvas.pk).content.decode()
    assert f'name="canvas" value="{cast.canvas.pk}"' in board
    for asked, notes in (("", [elsewhere, here]), ("&only=1", [here])):
        address = f"{reverse('search', args=[cast.team.pk])}?q=پستی&canvas={cast.canvas.pk}{asked}"
        assert cast.layla.client.get(address).context["results"]["notes"].rows == notes
    of_others = f"{reverse('search', args=[cast.team.pk])}?q=secret&canvas={cast.other_canvas.pk}&only=1"
    assert not cast.layla.client.get(of_others).context["count"]


def test_canvases_are_found_by_their_names(cast):
    page = search(cast, "كتابفروشي")
    assert page.context["results"]["canvases"].rows == [cast.canvas]
    assert f'href="{reverse("board", args=[cast.team.pk, cast.canvas.pk])}"' in page.content.decode()
    cast.canvas.archive(actor(cast.dariush))
    assert not search(cast, "كتابفروشي").context["count"]
    assert not search(cast, "Not yours").context["count"]


def test_segments_and_comments_are_found_too(cast):
    assert search(cast, "طلاب").context["results"]["segments"].rows == [cast.segments[1]]
    assert search(cast, "چرا فردا").context["results"]["comments"].rows == [cast.comment]


def test_a_segment_found_by_its_description_shows_it(cast):
    add_segment(cast.canvas, cast.dariush, name="مدرسه‌ها", description="سفارش سالانه با تسویهٔ شصت‌روزه")
    response = search(cast, "شصتروزه")
    assert "مدرسه‌ها: سفارش سالانه با تسویهٔ <mark>شصت‌روزه</mark>" in response.content.decode()
    by_name = search(cast, "مدرسه ها").content.decode()
    assert "<mark>مدرسه‌ها</mark>" in by_name and "سفارش سالانه" not in by_name


def test_what_is_removed_or_archived_or_elsewhere_is_not(cast):
    cast.notes[0].remove(1, actor(cast.dariush))
    assert not search(cast, "کتاب تا فردا").context["count"]
    assert not search(cast, "secret of elsewhere").context["count"]
    cast.canvas.archive(actor(cast.dariush))
    assert not search(cast, "متجر").context["count"]


def test_nothing_found_says_so(cast):
    assert search(cast, "zzzz").status_code == 200
    assert search(cast, "").status_code == 200


@pytest.mark.parametrize("query", ["x" * 101, "\u202e\u200b"])
def test_senseless_queries_are_told(cast, query):
    response = search(cast, query)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'aria-invalid="true" aria-describedby="q-error"' in page and '<p class="errors" id="q-error"' in page


def test_an_outsider_does_not_find_it(cast):
    assert search(cast, "کتاب", cast.sara).status_code == 404


def test_queries_do_not_grow_with_the_results(cast):
    url = reverse("search", args=[cast.team.pk]) + "?q=کتاب"
    for n in range(20):
        add_note(cast.canvas, cast.dariush, "channels", f"کتاب {n}")
    cast.layla.client.get(url)  # signs her in, which is not the page's doing
    with CaptureQueriesContext(connection) as asked:
        assert len(cast.layla.client.get(url).context["results"]["notes"].rows) > 20
    cast.notes[0].remove(1, actor(cast.dariush))
    with CaptureQueriesContext(connection) as again:
        cast.layla.client.get(url)
    assert len(again) <= len(asked) <= 14


def test_boxes_take_no_more_than_is_searched_for(cast):
    for page in (search(cast, "x"), get(cast.layla, "board", cast.team.pk, cast.canvas.pk)):
        assert re.findall(r'name="q"[^>]* maxlength="(\d+)"', page.content.decode()) == ["100"]
    assert search(cast, "x" * 101).status_code == 422
