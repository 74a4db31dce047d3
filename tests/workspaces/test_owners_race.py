"""Owners who go at the same time never leave a workspace without one."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.cast import actor
from workspaces.models import LastOwner
from workspaces.roles import Role


@pytest.mark.parametrize("verb", ["leave", "appoint"])
def test_one_owner_stays(committed_cast, verb):
    cast = committed_cast
    for person in (cast.dariush, cast.kian, cast.layla):
        cast.team.members.get(user=person).appoint(Role.OWNER, actor(cast.amina))

    def go(person) -> bool:
        membership = cast.team.members.get(user=person)
        try:
            if verb == "leave":
                membership.leave(actor(person))
            else:
                membership.appoint(Role.VIEWER, actor(person))
        except LastOwner:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        went = list(pool.map(go, [cast.amina, cast.dariush, cast.kian, cast.layla]))
    assert went.count(True) == 3 and cast.team.owners().count() == 1
