"""What the examples tell of relationships and strategy: a file each in examples/, beside the canvas's own.

{"acts": as in canvas/example.py, "figures": {"by", "since", "segments": {ref: {"skipped", "months": [[…], …]}}}}.
A month is six numbers in the order of Indicator.FIGURES, money in thousands. The first is the month that `since` falls
into, or `skipped` months later, in the calendar of the language; without `since`, the last is the month before today.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from accounts.months import month_after
from canvas.example import tells

FOLDER = Path(__file__).with_name("examples")
CALENDARS = {"en": "gregorian", "ar": "gregorian", "fa": "jalali"}
CLOSED_ON = 6  # the day of the next month on which a month's figures are known, in either calendar


@tells
def acts_of(key: str) -> list[dict]:
    """What was done, and one act more for each month of figures."""
    path = FOLDER / f"{key}.json"
    if not path.is_file():
        return []
    told = json.loads(path.read_text(encoding="utf-8"))
    return [*told["acts"], *_months(**told["figures"])]


def _months(segments: dict[str, dict], by: str = "", since: str = "") -> Iterator[dict]:
    count = max(books["skipped"] + len(books["months"]) for books in segments.values())
    for index in range(count):
        figures = {
            ref: books["months"][index - books["skipped"]]
            for ref, books in segments.items()
            if 0 <= index - books["skipped"] < len(books["months"])
        }
        fields = {"calendar": CALENDARS, "since": since, "month": index if since else index - count}
        act = {"verb": "indicator.record", "ref": "books", "by": by, "fields": {**fields, "figures": figures}}
        yield act | ({"at": _closed_at(since, index)} if since else {})


def _closed_at(since: str, index: int) -> str:
    closed = month_after(date.fromisoformat(since), "gregorian", index + 1).replace(day=CLOSED_ON)
    return datetime(closed.year, closed.month, closed.day, 7, 11, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
