"""`python -m bench history`: pages of the record in the database, at 100,000 lines and at ten million."""

import argparse
import random
import time

from bench import report
from bench.asking import TIMES, Asked, in_database, signed_in
from bench.report import Figure
from bench.scratch import fsync_ms, make_scratch, owner_url

WITHIN = 15  # milliseconds in the database
FLAT = 3  # the longest record may cost so many times the shortest, or a millisecond
SEED = 1405


def main(arguments: list[str]) -> bool:
    """Answers whether every page took at most WITHIN, and about the same at every length."""
    asked = parse(arguments)
    data = make_scratch(asked.folder)
    about = report.machine() | {"fsync_ms": fsync_ms(data), "times": TIMES}
    raw = {lines: measure(lines) for lines in sorted(asked.lines)}
    figures = judge(raw)
    report.show(about, figures)
    if asked.json:
        report.save(asked.json, about, figures, raw)
    return report.all_met(figures)


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench history", description=__doc__)
    parser.add_argument("--lines", type=int, nargs="+", default=[100_000, 10_000_000], help="lengths of the record")
    parser.add_argument("--folder", default="/var/tmp", help="where the database is made: 2 GB for a million lines")
    parser.add_argument("--json", help="write every figure to this file")
    return parser.parse_args(arguments)


def measure(lines: int) -> dict[str, dict]:
    """A record of this length, and what each page of it takes in the database: the median, the worst, the queries."""
    import psycopg

    from bench.history_data import fill

    began = time.perf_counter()
    with psycopg.connect(owner_url(), autocommit=True) as owner:
        fill(owner, lines)
    print(f"{lines:,} lines written in {time.perf_counter() - began:.0f} s", flush=True)
    found = {}
    for name, ask in pages(lines).items():
        found[name] = in_database(ask)
        print(f"{lines:,}", name, found[name], flush=True)
    return found


def pages(lines: int) -> dict[str, Asked]:
    """What people look at, each time somewhere else in the record."""
    from bench.history_data import BEGAN_AT, BUSY, LASTS, PEOPLE, RARE, WORKSPACE
    from record.models import Change

    chance, client = random.Random(SEED), signed_in(1)
    notes = Change.objects.filter(workspace_id=WORKSPACE, canvas_id=BUSY, table="canvas_note", op="I")
    notes = list(notes.values_list("row_id", flat=True)[:50])

    def line() -> int:
        return chance.randint(lines // 20, lines)

    def day() -> str:
        return (BEGAN_AT + chance.uniform(0.1, 1) * LASTS).date().isoformat()

    def get(address: str) -> None:
        assert client.get(f"/w/{WORKSPACE}/{address}").status_code == 200, address

    return {
        "activity": lambda: get(f"activity/?before={line()}"),
        "activity of a canvas": lambda: get(f"activity/?canvas={BUSY}&before={line()}"),
        "activity of a person": lambda: get(f"activity/?person={chance.randint(1, PEOPLE)}&before={line()}"),
        "activity of one who rarely acts": lambda: get(f"activity/?person={RARE}&before={line()}"),
        "activity of a note": lambda: get(f"activity/?note={chance.choice(notes)}"),
        "activity, a rare verb": lambda: get(f"activity/?verb=member.appoint&before={line()}"),
        "activity, all that is done to notes": lambda: get(f"activity/?verb=note.&before={line()}"),
        "activity until a day": lambda: get(f"activity/?until={day()}"),
        "activity, a filter that finds nothing": lambda: get(
            f"activity/?canvas={BUSY}&verb=member.appoint&person=3&before={line()}"
        ),
        "the canvas as it was": lambda: get(f"canvases/{BUSY}/past/?seq={line()}"),
        "the canvas on a day": lambda: get(f"canvases/{BUSY}/past/?day={day()}"),
        "what differs": lambda: get(f"canvases/{BUSY}/difference/?from={line()}&to={line()}"),
    }


def judge(raw: dict[int, dict]) -> list[Figure]:
    shortest, longest = min(raw), max(raw)
    figures = []
    for name in raw[longest]:
        for lines, found in raw.items():
            figures.append(report.at_most(f"{name}, {lines:,} lines", found[name]["p50_ms"], WITHIN, "ms"))
        least, most = (raw[lines][name]["p50_ms"] for lines in (shortest, longest))
        if longest > shortest:
            flat = most <= max(FLAT * least, least + 1)
            figures.append(Figure(f"{name}, longest / shortest", round(most / least, 2), None, "x", f"≤ {FLAT}", flat))
    return figures
