"""A what-if is kept when asked, under a name, and opens again as it was."""

from decimal import Decimal

import pytest
from django.urls import reverse

from relationships.facts import Facts
from relationships.forms.scenario import query_of
from relationships.models import Scenario
from tests.cast import actor
from tests.relationships.test_facts import TODAY

STRENGTH = {"exponent": "0.4", "low": "0.35", "high": "0.8"}
OTHER = {"acquisition": "30", "retention": "60", "growth": "10", **STRENGTH, "name": "اگر نگه داریم"}


@pytest.fixture
def url(cast, strategy) -> str:
    return reverse("scenario_keep", args=[cast.team.pk, cast.canvas.pk])


@pytest.mark.parametrize(
    "person, status", [("amina", 302), ("dariush", 302), ("kian", 403), ("layla", 403), ("sara", 404)]
)
def test_who_may(cast, url, person, status):
    assert cast.people[person].client.post(url, OTHER).status_code == status
    assert Scenario.objects.count() == (2 if status == 302 else 1)


def test_it_opens_again_as_it_was(cast, url, strategy):
    moved = {"move0-relationship": strategy.relationship.pk, "move0-to": "personal", "move0-each": "۹"}
    assert cast.dariush.htmx.post(url, {**OTHER, **moved}).status_code == 200
    row = Scenario.objects.latest("pk")
    assert (row.name, row.retention, row.exponent) == ("اگر نگه داریم", 60, Decimal("0.4"))
    assert row.moves == [
        {"segment": cast.segments[0].pk, "from": "self_service", "to": "personal", "fixed": "0", "each": "9"}
    ]
    query = query_of(row, Facts.of(cast.canvas, TODAY))
    page = cast.layla.client.get(reverse("what_if", args=[cast.team.pk, cast.canvas.pk]), query)
    assert page.status_code == 200
    form = page.context["form"]
    assert (form.weights["retention"], form.exponents) == (60, [*map(Decimal, STRENGTH.values())])
    assert form.moves[0].relationship == strategy.relationship

    strategy.relationship.retire(1, actor(cast.dariush))
    query = query_of(row, Facts.of(cast.canvas, TODAY))
    assert "move0-to" not in query


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "\u200c"}, {"growth": "20"}, {"name": "x" * 121}])
def test_what_cant_be_kept_is_refused_in_words(cast, url, wrong):
    for client in (cast.dariush.htmx, cast.dariush.client):
        response = client.post(url, {**OTHER, **wrong})
        assert response.status_code == 422
        assert "errors" in response.content.decode()
    assert Scenario.objects.count() == 1
