"""A new canvas, blank or from an example: for editors."""

import pytest
from django.urls import reverse

from canvas.example import keys
from canvas.models import Canvas
from record.models import Change
from tests.asking import get, post, post_twice


def test_editor_creates_a_blank_one(cast):
    answer = post(cast.dariush, "canvas_create", cast.team.pk, name=" بوم  تازه ")
    canvas = cast.team.canvases.get(name="بوم تازه")
    assert answer.url == reverse("board", args=[cast.team.pk, canvas.pk])
    assert not canvas.notes.exists()
    change = Change.objects.of(cast.team.pk).newest_first()[0]
    assert (change.verb, change.actor_id) == ("canvas.create", cast.dariush.pk)


@pytest.mark.parametrize("key", keys())
@pytest.mark.parametrize(("name", "language"), [("amina", "ar"), ("dariush", "fa")])
def test_from_an_example_in_ones_own_language(cast, key, name, language):
    answer = post(cast.people[name], "canvas_load", cast.team.pk, key)
    canvas = cast.team.canvases.latest("pk")
    assert answer.url == reverse("board", args=[cast.team.pk, canvas.pk])
    assert canvas.notes.present().count() > 20 and canvas.segments.present().count() > 2
    assert get(cast.people[name], "canvas_new", cast.team.pk).content.decode().count(canvas.name) >= 1
    assert not Change.objects.of(cast.team.pk).filter(canvas_id=canvas.pk, imported=True).exists()


def test_page_offers_the_examples(cast):
    page = get(cast.dariush, "canvas_new", cast.team.pk)
    assert [example.key for example in page.context["examples"]] == keys()


@pytest.mark.parametrize(("verb", "more"), [("canvas_create", []), ("canvas_load", ["bookshop"])])
class TestBoth:
    def test_outsider_does_not_find_it(self, cast, verb, more):
        assert post(cast.sara, verb, cast.team.pk, *more, name="X").status_code == 404

    @pytest.mark.parametrize("name", ["kian", "layla"])
    def test_lower_roles_may_not(self, cast, verb, more, name):
        assert post(cast.people[name], verb, cast.team.pk, *more, name="X").status_code == 403
        assert cast.team.canvases.count() == 1

    def test_asking_is_not_creating(self, cast, verb, more):
        assert get(cast.dariush, verb, cast.team.pk, *more).status_code == 405

    def test_double_click_creates_one(self, cast, verb, more):
        first, second = post_twice(cast.dariush, verb, cast.team.pk, *more, name="Once")
        assert first.url == second.url and cast.team.canvases.count() == 2


@pytest.mark.parametrize("name", ["", "\u200b", "x" * 121])
def test_bad_name_is_told(cast, name):
    page = post(cast.dariush, "canvas_create", cast.team.pk, name=name)
    assert page.status_code == 422 and b"errorlist" in page.content and Canvas.objects.count() == 2


def test_unknown_example_is_not_found(cast):
    assert post(cast.dariush, "canvas_load", cast.team.pk, "nothing").status_code == 404
