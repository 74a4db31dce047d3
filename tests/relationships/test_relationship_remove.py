"""Emptying a cell, and bringing back what was in it."""

import pytest

from record.models import Change
from tests.asking import get
from tests.cast import actor
from tests.relationships.cells import ask, held, place


def test_emptied_and_brought_back_once(cast, strategy):
    assert ask(cast, "remove", version=1).status_code == 302
    assert held(cast).removed_at
    assert ask(cast, "remove", version=1).status_code == 409
    assert ask(cast, "restore").status_code == 302
    lines = Change.objects.of(cast.team.pk).count()
    assert ask(cast, "restore", cast.amina).status_code == 302
    assert Change.objects.of(cast.team.pk).count() == lines and held(cast).text == "اپ «من»"


def test_a_teammate_who_did_not_see_the_newest_is_asked(cast, strategy):
    strategy.relationship.revise(1, actor(cast.amina), text="تازه")
    answer = ask(cast, "remove", version=1)
    assert answer.status_code == 409 and "تازه" in answer.content.decode()
    assert not held(cast).removed_at


def test_the_answer_can_be_undone(cast, strategy):
    url = f"/w/{cast.team.pk}/canvases/{cast.canvas.pk}/relationships/{cast.segments[0].pk}/self_service/remove/"
    content = cast.dariush.htmx.post(url, {"version": 1}).content.decode()
    assert "/undo/" in content and 'data-state="none"' in content


def test_outsider_does_not_find_it(cast, strategy):
    assert ask(cast, "remove", cast.sara, version=1).status_code == 404
    assert ask(cast, "restore", cast.sara).status_code == 404
    assert ask(cast, "restore", kind="social").status_code == 404


@pytest.mark.parametrize("verb", ["remove", "restore"])
@pytest.mark.parametrize("name", ["kian", "layla"])
def test_lower_roles_may_not(cast, strategy, name, verb):
    assert ask(cast, verb, cast.people[name], version=1).status_code == 403


def test_bad_requests_are_refused(cast, strategy):
    assert ask(cast, "remove", version="x").status_code == 422
    for verb in ("remove", "restore"):
        assert get(cast.dariush, f"relationship_{verb}", *place(cast)).status_code == 405
