"""`python -m bench live`: goals 1-4 of speed, ours beside the floor, each measured right after the other."""

import argparse
import asyncio
from contextlib import ExitStack
from pathlib import Path

import uvloop

from bench import phases, report
from bench.goals import judge
from bench.load import Target
from bench.scratch import fsync_ms, make_scratch, slow_disk

PHASES = ("paced", "closed", "slow", "idle", "flood")
SLOW_MS = 2
MEMBERS = 130  # one person may have 40 pages open


def main(arguments: list[str]) -> bool:
    """Answers whether every goal that was measured is met."""
    asked = parse(arguments)
    data = make_scratch(asked.folder)
    about = report.machine() | {"fsync_ms": fsync_ms(data), "processes": asked.processes}
    floor, ours, stop = start(asked, data)
    with stop:
        raw = uvloop.run(measure(asked, floor, ours))
    figures = [figure for phase in asked.only for figure in judge(phase, raw[phase])]
    report.show(about, figures)
    if asked.json:
        report.save(asked.json, about, figures, raw)
    return report.all_met(figures)


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench live", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=PHASES, default=PHASES)
    parser.add_argument("--rounds", type=int, default=1, help="measure so often, and take the medians")
    parser.add_argument("--edits", type=int, default=150, help="paced edits for each number of listeners")
    parser.add_argument("--rate", type=float, default=10, help="paced edits a second")
    parser.add_argument("--listeners", type=int, nargs="+", default=[1, 50, 500])
    parser.add_argument("--seconds", type=float, default=12, help="of edits as fast as they go")
    parser.add_argument("--pages", type=int, default=5000, help="idle pages")
    parser.add_argument("--processes", type=int, default=1, help="of our server")
    parser.add_argument("--port", type=int, default=8020, help="the floor's; ours is the next")
    parser.add_argument("--folder", default="/var/tmp", help="where the database is made; must be on a real disk")
    parser.add_argument("--json", help="write every figure to this file")
    return parser.parse_args(arguments)


def start(asked: argparse.Namespace, data: Path) -> tuple[Target, Target, ExitStack]:
    """Both servers, up until the returned stack is closed."""
    from bench.seed import seed
    from bench.servers import floor_server, our_server
    from bench.targets import floor_target, our_target

    seeded = seed(MEMBERS)
    stop = ExitStack()
    floor = stop.enter_context(floor_server(asked.port, data))
    ours = stop.enter_context(our_server(asked.port + 1, data, asked.processes))
    return floor_target(floor), our_target(ours, seeded), stop


async def measure(asked: argparse.Namespace, floor: Target, ours: Target) -> dict:
    """By phase: what each round found, as {"floor": …, "ours": …} for each setting."""
    raw: dict = {phase: [] for phase in asked.only}
    for _ in range(asked.rounds):
        for phase in asked.only:
            raw[phase].append(await MEASURE[phase](asked, floor, ours))
    return raw


async def measure_paced(asked, floor: Target, ours: Target) -> dict:
    found = {}
    for listeners in asked.listeners:
        found[listeners] = await each(phases.paced, (listeners, asked.edits, asked.rate), floor, ours)
    return found


async def measure_closed(asked, floor: Target, ours: Target) -> dict:
    return {n: await in_turns(n, asked, floor, ours) for n in (1, 8)}


async def measure_slow(asked, floor: Target, ours: Target) -> dict:
    await asyncio.to_thread(slow_disk, SLOW_MS)
    try:
        return {8: await in_turns(8, asked, floor, ours)}
    finally:
        await asyncio.to_thread(slow_disk, 0)


async def measure_idle(asked, floor: Target, ours: Target) -> dict:
    return {asked.pages: await each(phases.idle, (asked.pages,), floor, ours)}


async def measure_flood(asked, floor: Target, ours: Target) -> dict:
    return {500: await each(phases.flood, (500, 8, asked.seconds * 1.5), ours)}


async def each(phase, settings: tuple, *targets: Target) -> dict:
    found = {}
    for target in targets:
        found[target.name] = await phase(target, *settings)
        print(target.name, found[target.name], flush=True)
    return found


async def in_turns(writers: int, asked, *targets: Target) -> dict:
    found = await phases.closed(targets, 50, writers, asked.seconds)
    for name, figures in found.items():
        print(name, figures, flush=True)
    return found


MEASURE = {
    "paced": measure_paced,
    "closed": measure_closed,
    "slow": measure_slow,
    "idle": measure_idle,
    "flood": measure_flood,
}
