"""A kept what-if is removed, and brought back by an undo."""

import pytest
from django.urls import reverse

from history.undo import undo
from record.models import Change
from relationships.models import Scenario
from tests.cast import actor
from tests.strategy import make_other_strategy


@pytest.fixture
def url(cast, strategy) -> str:
    return reverse("scenario_remove", args=[cast.team.pk, cast.canvas.pk, strategy.scenario.pk])


@pytest.mark.parametrize(
    "person, status", [("amina", 302), ("dariush", 302), ("kian", 403), ("layla", 403), ("sara", 404)]
)
def test_who_may(cast, url, person, status):
    assert cast.people[person].client.post(url).status_code == status
    assert Scenario.objects.filter(removed_at=None).count() == (0 if status == 302 else 1)


def test_it_is_undone_with_a_click(cast, url):
    response = cast.dariush.htmx.post(url)
    line = Change.objects.of(cast.team.pk).latest("seq")
    assert reverse("change_undo", args=[cast.team.pk, line.seq]) in response.content.decode()
    undo(line, actor(cast.amina))
    assert Scenario.objects.get().removed_at is None


def test_one_of_elsewhere_is_not_found(cast, strategy):
    other = make_other_strategy(cast).scenario
    assert (
        cast.dariush.client.post(reverse("scenario_remove", args=[cast.team.pk, cast.canvas.pk, other.pk])).status_code
        == 404
    )
