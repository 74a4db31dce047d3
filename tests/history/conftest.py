"""What the team decided: see tests/strategy.py."""

import pytest

from tests.strategy import Strategy, make_strategy


@pytest.fixture
def strategy(cast) -> Strategy:
    return make_strategy(cast)
