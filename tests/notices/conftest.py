import pytest

from tests.programs.scene import Scene, make_scene


@pytest.fixture
def scene(cast) -> Scene:
    """The cast, and the programs that their teams take part in; nothing is reviewed yet."""
    return make_scene(cast)
