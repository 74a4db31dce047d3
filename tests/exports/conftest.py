"""What the tests of exports share."""

import pytest

from exports import limits


@pytest.fixture(autouse=True)
def one_minute(monkeypatch):
    """No minute ends within a test: the first file of each is counted with other queries than the next."""
    monkeypatch.setattr(limits, "minute", lambda: 1)
