"""Every formula against the worked figures, and what it says where data is missing."""

from decimal import Decimal as D

import pytest

from relationships import economics
from relationships.economics import Lack

CHURN = D("0.03")


def test_worked_figures():
    assert economics.churn(600, 20_000) == CHURN
    assert economics.retention(CHURN) == D("0.97")
    assert round(economics.expected_life(CHURN), 1) == D("33.3")
    assert economics.acquisition_cost(90_000_000, 1_500) == 60_000
    assert economics.revenue_per_customer(1_022_500_000, 20_000, 20_900) == 50_000
    assert economics.margin_per_customer(50_000, D("0.4")) == 20_000
    assert round(economics.lifetime_value(20_000, CHURN)) == 666_667
    assert round(economics.value_to_cost(economics.lifetime_value(20_000, CHURN), 60_000), 1) == D("11.1")
    assert economics.discounted_lifetime_value(20_000, D("0.97"), D("0.01")) == 485_000
    assert round(economics.discounted_lifetime_value(1, D("0.8"), D("0.1")), 3) == D("2.667")
    assert economics.payback(60_000, 20_000) == 3
    assert economics.relationship_cost(13_000_000, 150, 20_000) == 800
    assert economics.cost_to_serve([D(800), D(0)]) == 800
    assert economics.contribution(20_000, 800) == 19_200


@pytest.mark.parametrize(
    "figure, why",
    [
        (economics.churn(5, 0), Lack.NO_ACTIVE),
        (economics.churn(None, 10), Lack.UNKNOWN),
        (economics.expected_life(D(0)), Lack.NO_CHURN),
        (economics.lifetime_value(20_000, D(0)), Lack.NO_CHURN),
        (economics.lifetime_value(20_000, Lack.NO_ACTIVE), Lack.NO_ACTIVE),
        (economics.acquisition_cost(5, 0), Lack.NO_NEW),
        (economics.revenue_per_customer(5, 0, 0), Lack.NO_ACTIVE),
        (economics.value_to_cost(5, D(0)), Lack.NO_COST),
        (economics.payback(5, D(0)), Lack.NO_MARGIN),
        (economics.payback(5, D(-2)), Lack.NO_MARGIN),
        (economics.relationship_cost(5, 0, 0), Lack.NO_ACTIVE),
        (economics.discounted_lifetime_value(5, D(1), D(0)), Lack.NO_CHURN),
        (economics.cost_to_serve([D(5), Lack.NO_ACTIVE]), Lack.NO_ACTIVE),
    ],
)
def test_missing_data_is_said_and_never_a_number(figure, why):
    assert figure is why
    assert not economics.is_known(figure)


def test_nothing_to_add_up_is_nothing():
    assert economics.total([]) == 0
    assert economics.relationship_cost(0, 150, 0) == 150
