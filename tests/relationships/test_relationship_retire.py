"""Retiring: with a reason; what it was stays to be read."""

import pytest

from record.models import Change
from tests.asking import get, post_twice
from tests.cast import actor
from tests.relationships.cells import ask, held, place


def test_it_is_retired_for_a_reason(cast, strategy):
    assert ask(cast, "retire", version=1, reason="کسی استفاده نکرد").status_code == 302
    assert (held(cast).state, held(cast).text) == ("retired", "اپ «من»")
    line = Change.objects.of(cast.team.pk).latest("seq")
    assert (line.verb, line.reason) == ("relationship.retire", "کسی استفاده نکرد")


@pytest.mark.parametrize("fields", [{"reason": ""}, {"reason": "x" * 1001}, {"version": "x"}])
def test_without_a_reason_nothing_is_given_up(cast, strategy, fields):
    answer = ask(cast, "retire", **{"version": 1, "reason": "چون", **fields})
    assert answer.status_code == 422 and answer.context["retire"].errors.keys() == fields.keys()
    assert held(cast).state == "established"


def test_a_teammate_who_did_not_see_the_newest_is_asked(cast, strategy):
    strategy.relationship.revise(1, actor(cast.amina), text="تازه")
    answer = ask(cast, "retire", version=1, reason="چون من می‌گویم")
    assert answer.status_code == 409 and "چون من می‌گویم" in answer.content.decode()
    assert ask(cast, "retire", cast.amina, version=2, reason="حسنًا").status_code == 302


def test_what_was_emptied_meanwhile_is_asked(cast, strategy):
    strategy.relationship.remove(1, actor(cast.amina))
    assert ask(cast, "retire", version=1, reason="چون").status_code == 409


def test_a_double_click_retires_once(cast, strategy):
    first, second = post_twice(cast.dariush, "relationship_retire", *place(cast), version=1, reason="چون")
    assert first.url == second.url and held(cast).version == 2


def test_outsider_does_not_find_it(cast, strategy):
    assert ask(cast, "retire", cast.sara, version=1, reason="x").status_code == 404
    assert ask(cast, "retire", kind="social", version=1, reason="x").status_code == 404, "nothing ever stood there"


@pytest.mark.parametrize("name", ["kian", "layla"])
def test_lower_roles_may_not(cast, strategy, name):
    assert ask(cast, "retire", cast.people[name], version=1, reason="x").status_code == 403


def test_asking_is_not_retiring(cast, strategy):
    assert get(cast.dariush, "relationship_retire", *place(cast)).status_code == 405
