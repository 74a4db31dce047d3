"""Of a workspace that is purged, open pages end within a second: the team's, and those of whoever holds a link."""

from tests.live.streaming import Stream, db, head, play, rests, running, until
from tests.sharing.links import holder_of, make_link
from tests.sharing.test_share_link_live import SOON, SharedStream, looking
from tests.workspaces.furnished import purged


def test_pages_of_the_team_end(crowd, as_owner):
    async def scenario():
        async with running() as (hub,):
            seq = await db(head, crowd)
            board = await Stream(hub, crowd, crowd.layla, f"seq={seq}").opened()
            team = await Stream(hub, crowd, crowd.kian, f"seq={seq}", canvas=0).opened()
            await until(lambda: rests(hub, crowd.team.pk, seq))
            await db(purged, crowd, "--yes")
            await until(lambda: board.ended and team.ended, 2.0)
            assert board.text.endswith("event: closed\ndata: closed\n\n")
            assert (await Stream(hub, crowd, crowd.layla, f"seq={seq}").opened()).status == 404

    play(scenario)


def test_pages_of_holders_of_a_link_end(crowd, as_owner):
    link, token = make_link(crowd)
    client = holder_of(token)

    async def scenario():
        async with looking() as onlookers:
            page = await SharedStream(onlookers, client, link, f"seq={await db(head, crowd)}").opened()
            await db(purged, crowd, "--yes")
            await until(lambda: page.ended, SOON)
            assert page.text.endswith("event: closed\ndata: closed\n\n")

    play(scenario)
