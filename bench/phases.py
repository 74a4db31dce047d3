"""What is measured of one server: paced edits, edits as fast as they go, idle pages, a flood."""

import asyncio
import time

from bench.load import Target, close, drained, open_pages, open_writers
from bench.scratch import backends
from bench.servers import MIB, database_process

WARM_UP = 10


def ranked(values, share: float) -> float:
    """The value below which this share of them lies."""
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


def ms(seconds: float) -> float:
    return round(seconds * 1000, 2)


async def paced(target: Target, listeners: int, edits: int, rate: float) -> dict:
    """Edits at a steady rate by one person: how long until the pages have them, in milliseconds."""
    pages, (writer,) = await open_pages(target, listeners), await open_writers(target, 1)
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
    close([*pages, writer])
    seen, answers = ranked(target.delays, 0.5), answers[WARM_UP:]
    return {
        "listeners": listeners,
        "p50_ms": ms(seen),
        "p99_ms": ms(ranked(target.delays, 0.99)),
        "answer_p50_ms": ms(ranked(answers, 0.5)),
        "pages_behind": behind,
    }


async def closed(target: Target, listeners: int, writers: int, seconds: float) -> dict:
    """Each writer sends its next edit when the last was answered."""
    pages, people = await open_pages(target, listeners), await open_writers(target, writers)
    await asyncio.sleep(1)
    await _write_for(people, 1)
    target.delays = target.delays[:0]
    before, began = _cpu(target), time.perf_counter()
    answers = await _write_for(people, seconds)
    took = time.perf_counter() - began
    cpu = {name: round((used - before[name]) / took, 2) for name, used in _cpu(target).items()}
    behind = await drained(pages)
    close(pages + people)
    return {
        "writers": writers,
        "listeners": listeners,
        "edits_per_s": round(len(answers) / took, 1),
        "answer_p50_ms": ms(ranked(answers, 0.5)),
        "seen_p99_ms": ms(ranked(target.delays, 0.99)),
        "stalest_ms": ms(max(target.delays)),
        "pages_behind": behind,
        "cores": cpu,
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
    close(pages)
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
        figures = await closed(target, listeners, writers, seconds)
    finally:
        watching.cancel()
    third = len(sizes) // 3
    return figures | {
        "memory_mib": round(sizes[-1] / MIB, 1),
        "memory_growth_mib": round((max(sizes[2 * third :]) - max(sizes[third : 2 * third])) / MIB, 1),
    }
