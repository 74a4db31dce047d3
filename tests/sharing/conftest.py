"""The hub listens to the tests' database, and is let hurry, as in tests/live."""

from tests.live.conftest import crowd, hasten

__all__ = ["crowd", "hasten"]
