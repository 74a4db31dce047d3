"""`python -m bench page`: goal 5 of speed, the board of 100 notes: queries, first byte, bytes, and in a browser."""

import argparse
import gzip
import re
import time
from http.client import HTTPConnection

from bench import report
from bench.load import HOST
from bench.phases import ms, ranked
from bench.report import Figure, at_most
from bench.scratch import ROOT, make_scratch


def main(arguments: list[str]) -> bool:
    """Answers whether every goal that was measured is met."""
    asked = parse(arguments)
    data = make_scratch(asked.folder)
    from bench.browser import visits
    from bench.seed import seed
    from bench.servers import our_server

    seeded, about = seed(3), report.machine()
    path = f"/w/{seeded.workspace}/canvases/{seeded.canvas}/"
    queries, page = ask(seeded, path)
    raw = {"queries": queries, "scripts": scripts_bytes(page)}
    with our_server(asked.port, data):
        raw |= first_bytes(asked.port, path, seeded.members[0].session, asked.fetches)
        raw |= visits(f"http://{HOST}:{asked.port}{path}", seeded.members[0].session)
    figures = judge(raw)
    report.show(about, figures)
    if asked.json:
        report.save(asked.json, about, figures, raw)
    return report.all_met(figures)


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench page", description=__doc__)
    parser.add_argument("--fetches", type=int, default=100)
    parser.add_argument("--port", type=int, default=8022)
    parser.add_argument("--folder", default="/var/tmp", help="where the database is made, on a real disk")
    parser.add_argument("--json", help="write every figure to this file")
    return parser.parse_args(arguments)


def ask(seeded, path: str) -> tuple[int, str]:
    """The number of queries behind the page, and the page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME=HOST)
    client.cookies["sessionid"] = seeded.members[0].session
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code == 200
    return len(captured), answer.content.decode()


def scripts_bytes(page: str) -> int:
    """Our own scripts that the page names and Chromium asks for, each compressed as it is served."""
    from config.together import joined

    def read(path: str) -> str:
        return (ROOT / "static" / path).read_text()

    texts = [read(f"js/{name}.js") for name in set(re.findall(r"/js/(\w+)\.", page)) - {"older"}]
    texts += [joined(f"{name}.js", read) for name in set(re.findall(r"/together/(\w+)\.\w+\.js", page))]
    assert texts, "the page names no scripts"
    return sum(len(gzip.compress(text.encode(), 9)) for text in texts)


def first_bytes(port: int, path: str, session: str, fetches: int) -> dict[str, float]:
    """How long until the page begins to come, warm, one at a time, and how many bytes it has."""
    connection = HTTPConnection(HOST, port)
    headers = {"Cookie": f"sessionid={session}", "Accept-Encoding": "gzip"}
    took, size = [], 0
    for _ in range(5 + fetches):
        began = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        took.append(time.perf_counter() - began)
        assert answer.status == 200
        size = len(answer.read())
    return {"first_byte_ms": ms(ranked(took[5:], 0.5)), "html_bytes": size}


def judge(raw: dict) -> list[Figure]:
    return [
        at_most("board page: queries", raw["queries"], 12, ""),
        at_most("board page: first byte, p50", raw["first_byte_ms"], 25, "ms"),
        at_most("board page: HTML, compressed", round(raw["html_bytes"] / 1000, 1), 14, "KB"),
        at_most("our scripts, compressed", round(raw["scripts"] / 1000, 1), 10, "KB"),
        at_most("first visit, with the font", round(raw["first_visit_bytes"] / 1000, 1), 160, "KB"),
        at_most("repeat visit", round(raw["repeat_visit_bytes"] / 1000, 1), 20, "KB"),
        at_most("usable at 4x slower CPU, slow 4G", raw["usable_ms"], 2000, "ms"),
    ]
