"""How long papers take: `python -m bench export`. The same canvas again, and one in which every note changed."""

from __future__ import annotations

import argparse
import copy
import os
import statistics
import time

GOAL_MS = 60  # a canvas on A4, from a process that has made one before
NOTES = 45
TEXTS = ("کتاب تا فردا می‌رسد، هر جای شهر که باشید", "توصية من قارئ مثلك كل أسبوع", "Free returns for ۳۰ days")


def main(arguments: list[str]) -> bool:
    parser = argparse.ArgumentParser(prog="python -m bench export", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args(arguments).rounds
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    again, changed = (milliseconds(rounds, change) for change in (False, True))
    print(f"canvas of {NOTES} notes on A4: again {again:.0f} ms, with every note changed {changed:.0f} ms")
    return again <= GOAL_MS


def milliseconds(rounds: int, change: bool) -> float:
    """The median of a PDF, the first two not counted."""
    from exports.typesetting import typeset

    taken = []
    for number in range(rounds + 2):
        data = sample(f"{number} " if change else "")
        began = time.perf_counter()
        typeset("board", data)
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken[2:])


def sample(mark: str) -> dict:
    """What the template is given of a canvas that is well filled."""
    from accounts.reading import Reading
    from canvas.blocks import Block
    from exports.sheets import SHEETS, Paper
    from exports.words import continued, words

    reading = Reading.of(None, "fa")
    notes = [words(f"{mark}{TEXTS[n % 3]}", reading, meta="", colour="teal", bold=False) for n in range(NOTES)]
    blocks = list(Block)
    return {
        "lang": "fa", "dir": "rtl", "paper": SHEETS[Paper.A4].for_reader(reading), "title": words("کتاب‌فروشی", reading),
        "author": "Boom", "keywords": [], "foot": [words("Boom", reading)], "words": {"kind": "بوم", **continued()},
        "order": [block.short for block in blocks],
        "blocks": {
            block.short: {"title": str(block.label), "notes": copy.deepcopy(notes[place::9])}
            for place, block in enumerate(blocks)
        },
    }  # fmt: skip
