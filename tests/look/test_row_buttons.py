"""Of buttons that say the same, each is described by what it is about: by keys one hears the button, not its row."""

import re

import pytest

from tests.asking import get, post
from tests.cast import add_note
from tests.programs.scene import make_scene
from tests.sharing.links import make_link

BUTTON = re.compile("<button([^>]*)>(.*?)</button>", re.DOTALL)


def undescribed(page: str) -> list[str]:
    """The words of buttons that stand on the page more than once and are neither named nor described apart."""
    ids = re.findall(r' id="([^"]+)"', page)
    told: dict[str, list[str]] = {}
    main = page.partition("<main")[2].partition("</main>")[0]
    for attributes, words in BUTTON.findall(re.sub('<div class="menu" popover.*?</div>', "", main, flags=re.DOTALL)):
        if "aria-label=" not in attributes and "name=" not in attributes:
            about = re.search('aria-describedby="([^"]+)"', attributes)
            assert not about or ids.count(about[1]) == 1
            told.setdefault(words, []).append(about[1] if about else "")
    return [words for words, about in told.items() if len(about) != len(set(about))]


@pytest.fixture
def busy(cast):
    """Two of each that has a button."""
    for number in (1, 2):
        make_link(cast)
        add_note(cast.canvas, cast.amina, "channels", f"{number}")
        sent = {"role": 20, "way": "link", "email": "", "language": "fa", "days": "7"}
        assert post(cast.amina, "invitation_create", cast.team.pk, **sent).status_code == 200
    return cast


def test_of_a_team(busy):
    place = [busy.team.pk]
    for page, more in (("members", []), ("share_links", [busy.canvas.pk]), ("activity", [])):
        shown = get(busy.amina, page, *place, *more).content.decode()
        assert shown.count("<button") > 4 and undescribed(shown) == [], page


def test_of_a_program_s_staff(cast):
    side = make_scene(cast).own
    assert undescribed(get(side.manager, "staff", side.program.pk).content.decode()) == []
