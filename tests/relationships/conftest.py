"""What the team decided: see tests/strategy.py."""

import pytest

from tests.stage import kept
from tests.strategy import Strategy, make_strategy


@pytest.fixture
@kept
def strategy(cast) -> Strategy:
    return make_strategy(cast)
