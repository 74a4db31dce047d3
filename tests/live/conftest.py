"""The hub listens to the tests' database, not to the one that the settings name."""

import pytest

from tests.cast import Cast
from tests.database import listen_url


@pytest.fixture
def crowd(committed_cast, settings) -> Cast:
    """The cast, signed in: sessions are made before the event loop runs."""
    settings.LISTEN_URL = listen_url()
    for user in committed_cast.people.values():
        assert user.client.session.session_key
    return committed_cast
