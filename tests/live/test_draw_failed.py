"""What can't be drawn for open pages, for a mistake of ours, keeps back nothing else."""

import pytest

from live import catch_up, parts
from live import hub as hub_module
from tests.cast import actor
from tests.live.streaming import Stream, db, head, play, revise, running, until


@pytest.mark.parametrize("broken", ["render", "said"])
def test_what_can_not_be_drawn_keeps_back_nothing_else_and_nobody_in(crowd, monkeypatch, hasten, broken):
    """A mistake of ours in one note's rendering, or in a sentence, of which the record holds the line for ever."""
    hasten(hub_module, "SWEEP")
    draw = parts._rendered["note"]

    def fail(*asked):
        if broken == "said" or crowd.notes[0].pk in asked[1]:
            raise LookupError("no such template")
        return draw(*asked)

    if broken == "said":
        monkeypatch.setattr(catch_up, "said", fail)
    else:
        monkeypatch.setitem(parts._rendered, "note", fail)

    async def scenario():
        async with running() as (hub,):
            seq = await db(head, crowd)
            kian = await Stream(hub, crowd, crowd.kian, f"seq={seq}").opened()
            layla = await Stream(hub, crowd, crowd.layla, f"seq={seq}").opened()
            await db(revise, crowd, "یکی", 0)
            await db(revise, crowd, "دیگری", 1)
            await db(remove, crowd)
            await until(lambda: kian.ended)
            await layla.hears(f'id="note-{crowd.notes[1].pk}"')
            await until(lambda: hub.seqs[crowd.team.pk] == seq + 3)
            assert (f'id="note-{crowd.notes[0].pk}"' in layla.text) == (broken == "said")

    play(scenario)


def remove(cast) -> None:
    cast.team.members.get(user=cast.kian).remove(actor(cast.amina))
