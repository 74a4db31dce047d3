"""The hub listens to the tests' database, not to the one that the settings name; and what it does from time to time, a
test lets it do all the time."""

from types import ModuleType

import pytest

from tests.cast import Cast
from tests.database import listen_url

MOMENT = 0.02  # seconds


@pytest.fixture
def hasten(monkeypatch):
    """hasten(hub_module, "SWEEP"): nobody waits for the clock where this pace of a module is not what is tried."""

    def hasten(module: ModuleType, *paces: str) -> None:
        for pace in paces:
            monkeypatch.setattr(module, pace, MOMENT)

    return hasten


@pytest.fixture
def crowd(committed_cast, settings) -> Cast:
    """The cast, signed in: sessions are made before the event loop runs."""
    settings.LISTEN_URL = listen_url()
    for user in committed_cast.people.values():
        assert user.client.session.session_key
    return committed_cast
