"""What the tests of exports share."""

import pytest

from exports import limits


@pytest.fixture(autouse=True)
def one_minute(monkeypatch):
    """No minute ends within a test: the first file of each is counted with other queries than the next."""
    monkeypatch.setattr(limits, "minute", lambda: 1)


@pytest.fixture
def boundless(monkeypatch):
    """As many files within this minute as a test takes."""
    monkeypatch.setattr(limits, "MOST", {"import": 1000, "file": 1000})
