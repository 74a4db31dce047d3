"""Windows that lose their connection at any moment, again and again, end as pages that are loaded anew."""

import asyncio
import contextlib
import random

from canvas.models import Note
from canvas.models.editing import Conflict
from record.models import Head
from tests.cast import actor, add_note
from tests.live.pages import Element, apply, differences
from tests.live.streaming import Stream, db, play, running, until
from tests.live.test_live_is_reload import page_of

WINDOWS, EDITS, SEED = 6, 40, 7


class Window:
    """An open page: whole messages of its stream are put into it as they come; what is cut off half-way is not."""

    def __init__(self, cast, user, chance: random.Random, page: Element, seq: int):
        self.cast, self.user, self.chance, self.page, self.seq = cast, user, chance, page, seq
        self.drops = self.came = 0

    async def live(self, hubs: list, over: asyncio.Event) -> None:
        while not over.is_set():
            stream = Stream(self.chance.choice(hubs), self.cast, self.user, f"seq={self.seq}")
            await self.hear_something(stream, over)
            self.take(stream.text[: round(len(stream.text) * self.chance.choice((1, self.chance.random())))])
            await stream.leave()
            self.drops += 1

    async def hear_something(self, stream: Stream, over: asyncio.Event) -> None:
        """Sometimes too short for anything; mostly until the first message, and a moment more for others."""
        end = asyncio.get_running_loop().time() + self.chance.choice((0.01, 2, 2))
        while not (stream.ids or over.is_set()) and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(0.005)
        await asyncio.sleep(self.chance.uniform(0, 0.1))

    async def settle(self, hub, head: int) -> None:
        """One connection that holds, until everything has come."""
        if self.seq < head:
            stream = await Stream(hub, self.cast, self.user, f"seq={self.seq}").opened()
            await until(lambda: stream.ids and stream.ids[-1] >= head, 15)
            self.take(stream.text)
            await stream.leave()

    def take(self, text: str) -> None:
        for message in text.split("\n\n")[:-1]:
            lines = message.split("\n")
            data = [line.removeprefix("data: ") for line in lines if line.startswith("data: ")]
            apply(self.page, "\n".join(data))
            self.came += bool(data)
            self.seq = max([self.seq, *(int(line[4:]) for line in lines if line.startswith("id: "))])


def edit(cast, chance: random.Random) -> None:
    """Anything to any note; where somebody was faster, nothing."""
    by, note = actor(cast.dariush), Note.objects.get(pk=chance.choice(cast.notes).pk)
    doing = (
        lambda: add_note(cast.canvas, cast.dariush, "channels", f"تازه {chance.random()}"),
        lambda: note.revise(f"{chance.random()}", note.version, by),
        lambda: note.move(chance.choice(("channels", "key_partners", "cost_structure")), None, by),
        lambda: note.recolour(chance.choice((None, *cast.segments)), by),
        lambda: note.remove(note.version, by),
        lambda: note.restore(by),
    )
    with contextlib.suppress(Conflict):
        chance.choice(doing)()


def test_windows_that_drop_and_return_show_what_a_new_one_shows(crowd):
    cast, people = crowd, (crowd.amina, crowd.dariush, crowd.kian, crowd.layla)
    seq = Head.objects.get(pk=cast.team.pk).seq
    chances = [random.Random(SEED + number) for number in range(WINDOWS)]
    windows = [
        Window(cast, people[n % 4], chance, page_of(people[n % 4], cast.canvas), seq)
        for n, chance in enumerate(chances)
    ]

    async def scenario():
        over, chance = asyncio.Event(), random.Random(SEED)
        async with running(2) as hubs:
            living = [asyncio.create_task(window.live(hubs, over)) for window in windows]
            for _ in range(EDITS):
                await db(edit, cast, chance)
                await asyncio.sleep(chance.uniform(0, 0.04))
            over.set()
            await asyncio.gather(*living)
            head = (await db(Head.objects.get, pk=cast.team.pk)).seq
            await asyncio.gather(*(window.settle(hubs[0], head) for window in windows))

    play(scenario, seconds=120)
    assert min(window.drops for window in windows) > 3
    assert sum(window.came for window in windows) > 5 * WINDOWS
    for window in windows:
        assert differences(window.page, page_of(window.user, cast.canvas)) == [], window.user.language
