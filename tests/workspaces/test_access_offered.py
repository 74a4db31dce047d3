"""Nobody is offered what they would be refused: no link, and no form, on any page of a workspace."""

import pytest

from tests.stage import kept
from tests.workspaces.offering import refused
from tests.workspaces.walking import Walk, expectations, our_routes


@pytest.fixture
@kept
def walk(cast) -> Walk:
    return Walk(cast)


@pytest.mark.parametrize("who", ["viewer", "commenter", "editor"])
def test_pages_offer_nothing_that_is_refused(walk, who):
    table = expectations()
    pages = [name for (name, method), promised in table.items() if method == "GET" and promised[who] == 200]
    found = {name: refused(walk.clients[who], who, walk.url(our_routes()[name], walk.own), table) for name in pages}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
