"""The hub listens to the tests' database, as in tests/live."""

from tests.live.conftest import crowd

__all__ = ["crowd"]
