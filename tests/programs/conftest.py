import pytest

from tests.programs.scene import Scene, make_scene
from tests.stage import kept


@pytest.fixture
@kept
def scene(cast) -> Scene:
    """The cast, and the programs that their teams take part in."""
    return make_scene(cast)
