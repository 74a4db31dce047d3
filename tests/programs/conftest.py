import pytest

from tests.live.conftest import hasten
from tests.programs.scene import Scene, make_scene
from tests.stage import kept

__all__ = ["hasten", "scene"]


@pytest.fixture
@kept
def scene(cast) -> Scene:
    """The cast, and the programs that their teams take part in."""
    return make_scene(cast)
