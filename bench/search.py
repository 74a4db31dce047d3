"""`python -m bench search`: a search of a workspace with a hundred thousand notes, in the database."""

import argparse

from bench import report
from bench.asking import TIMES, Asked, in_database, signed_in
from bench.report import Figure
from bench.scratch import fsync_ms, make_scratch, owner_url

WITHIN = 10  # milliseconds in the database


def main(arguments: list[str]) -> bool:
    """Answers whether every search took at most WITHIN."""
    parser = argparse.ArgumentParser(prog="python -m bench search", description=__doc__)
    parser.add_argument("--folder", default="/var/tmp", help="where the database is made")
    parser.add_argument("--json", help="write every figure to this file")
    asked = parser.parse_args(arguments)
    data = make_scratch(asked.folder)
    about = report.machine() | {"fsync_ms": fsync_ms(data), "times": TIMES}
    raw = measure()
    figures = [report.at_most(name, found["p50_ms"], WITHIN, "ms") for name, found in raw.items()]
    show(about, figures, raw, asked.json)
    return report.all_met(figures)


def measure() -> dict[str, dict]:
    """What each search takes in the database: the median, the worst, the queries; and its page."""
    import psycopg

    from bench.search_data import fill

    with psycopg.connect(owner_url(), autocommit=True) as owner:
        fill(owner)
    return {name: in_database(ask) for name, ask in searches().items()}


def searches() -> dict[str, Asked]:
    from bench.search_data import COMMON, KNOWN, RARE, WORKSPACE

    client = signed_in(1)

    def ask(query: str, **more: str) -> Asked:
        fields = {"q": query, **more}

        def get() -> None:
            assert client.get(f"/w/{WORKSPACE}/search/", fields).status_code == 200, fields

        return get

    return {
        "a word of every third note": ask(COMMON),
        "its last page": ask(COMMON, of="notes", page="34"),
        "on one canvas": ask(COMMON, canvas="1", only="1"),
        "a word of one note in a hundred": ask(KNOWN),
        "a word of ten notes": ask(RARE),
        "two words": ask(f"{KNOWN} {RARE}"),
        "two letters": ask("شت"),
        "one letter": ask("ق"),
        "what is nowhere": ask("ناموجودترین"),
    }


def show(about: dict, figures: list[Figure], raw: dict, path: str | None) -> None:
    report.show(about, figures)
    for name, found in raw.items():
        print(name, found)
    if path:
        report.save(path, about, figures, raw)
