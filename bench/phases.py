"""What is measured of one server: paced edits, edits as fast as they go, idle pages, a flood."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from bench.load import Target, close, drained, open_pages, open_writers
from bench.scratch import backends
from bench.servers import MIB, database_process

WARM_UP = 10
TURN = 2.0  # seconds


def ranked(values, share: float) -> float:
    """The value below which this share of them lies."""
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


def ms(seconds: float) -> float:
    return round(seconds * 1000, 2)


async def paced(target: Target, listeners: int, edits: int, rate: float) -> dict:
    """Edits at a steady rate by one person: how long until the pages have them, in milliseconds."""
    pages, (writer,) = await open_pages(target, listeners), open_writers(target, 1)
    await asyncio.sleep(1)
    answers = []
    due = time.perf_counter()
    for i in range(WARM_UP + edits):
        if i == WARM_UP:
            await drained(pages)
            target.delays = target.delays[:0]
        due = max(due + 1 / rate, time.perf_counter())
        await asyncio.sleep(due - time.perf_counter())
        answers.append(await writer.write())
    behind = await drained(pages)
    await close(pages, [writer])
    seen, answers = ranked(target.delays, 0.5), answers[WARM_UP:]
    return {
        "listeners": listeners,
        "p50_ms": ms(seen),
        "p99_ms": ms(ranked(target.delays, 0.99)),
        "answer_p50_ms": ms(ranked(answers, 0.5)),
        "pages_behind": behind,
    }


async def closed(targets: Sequence[Target], listeners: int, writers: int, seconds: float) -> dict[str, dict]:
    """Each writer sends its next edit when the last was answered: so many seconds for each of these servers, a few at a
    time, in turns, since the speed of a machine may change within seconds. By the servers' names."""
    runs = [await Closed.begin(target, listeners, writers) for target in targets]
    turns = max(1, round(seconds / TURN))
    for _ in range(turns):
        for run in runs:
            await run.turn(seconds / turns)
    return {run.target.name: await run.end() for run in runs}


@dataclass
class Closed:
    """Open pages and writers of one server, and what came of them so far."""

    target: Target
    pages: list
    people: list
    answers: list[float] = field(default_factory=list)
    took: float = 0.0
    used: Counter = field(default_factory=Counter)  # processor seconds

    @classmethod
    async def begin(cls, target: Target, listeners: int, writers: int) -> Self:
        run = cls(target, await open_pages(target, listeners), open_writers(target, writers))
        await asyncio.sleep(1)
        await _write_for(run.people, 1)
        await drained(run.pages)
        target.delays = target.delays[:0]
        return run

    async def turn(self, seconds: float) -> None:
        before, began = _cpu(self.target), time.perf_counter()
        self.answers += await _write_for(self.people, seconds)
        self.took += time.perf_counter() - began
        self.used.update(_cpu(self.target))
        self.used.subtract(before)

    async def end(self) -> dict:
        behind = await drained(self.pages)
        await close(self.pages, self.people)
        return {
            "writers": len(self.people),
            "listeners": len(self.pages),
            "edits_per_s": round(len(self.answers) / self.took, 1),
            "answer_p50_ms": ms(ranked(self.answers, 0.5)),
            "seen_p99_ms": ms(ranked(self.target.delays, 0.99)),
            "stalest_ms": ms(max(self.target.delays)),
            "pages_behind": behind,
            "cores": {name: round(used / self.took, 2) for name, used in self.used.items()},
        }


async def _write_for(people: list, seconds: float) -> list[float]:
    until = time.perf_counter() + seconds

    async def keep_writing(writer) -> list[float]:
        took = []
        while time.perf_counter() < until:
            took.append(await writer.write())
        return took

    return [took for each in await asyncio.gather(*map(keep_writing, people)) for took in each]


def _cpu(target: Target) -> dict[str, float]:
    """Processor seconds so far of the server, of the database and of this load generator."""
    database = database_process().cpu()
    return {"server": target.server.cpu(), "database": database, "generator": time.process_time()}


async def idle(target: Target, count: int) -> dict:
    """Open pages that nothing happens to: what each costs the server."""
    server = target.server
    before = (server.memory(), server.threads(), await asyncio.to_thread(backends))
    began = time.perf_counter()
    pages = await open_pages(target, count)
    opened = time.perf_counter() - began
    await asyncio.sleep(5)
    used, held = server.cpu(), time.perf_counter()
    await asyncio.sleep(10)
    busy = (server.cpu() - used) / (time.perf_counter() - held)
    after = (server.memory(), server.threads(), await asyncio.to_thread(backends))
    alive = sum(page.transport is not None for page in pages)
    await close(pages)
    await asyncio.sleep(2)
    return {
        "pages": count,
        "alive": alive,
        "kib_per_page": round((after[0] - before[0]) / 1024 / count, 1),
        "more_threads": after[1] - before[1],
        "more_connections": after[2] - before[2],
        "opened_per_s": round(count / opened),
        "idle_cores": round(busy, 3),
    }


async def flood(target: Target, listeners: int, writers: int, seconds: float) -> dict:
    """As `closed`, watching the server's memory while it lasts."""
    sizes: list[int] = []

    async def watch() -> None:
        while True:
            await asyncio.sleep(1)
            sizes.append(await asyncio.to_thread(target.server.memory))

    watching = asyncio.create_task(watch())
    try:
        figures = (await closed([target], listeners, writers, seconds))[target.name]
    finally:
        watching.cancel()
    third = len(sizes) // 3
    return figures | {
        "memory_mib": round(sizes[-1] / MIB, 1),
        "memory_growth_mib": round((max(sizes[2 * third :]) - max(sizes[third : 2 * third])) / MIB, 1),
    }
