"""What was measured beside what was wanted: a table for people, JSON for the rest."""

import json
import os
import platform
import statistics
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil


@dataclass
class Figure:
    """One line of the table. `wanted` says the goal in words; `met` is None where there is none."""

    name: str
    ours: float
    floor: float | None = None
    unit: str = ""
    wanted: str = ""
    met: bool | None = None

    @property
    def ratio(self) -> float | None:
        return round(self.ours / self.floor, 2) if self.floor else None


def at_most(name: str, ours: float, limit: float, unit: str) -> Figure:
    return Figure(name, ours, None, unit, f"≤ {limit:g}", ours <= limit)


def at_least(name: str, ours: float, limit: float, unit: str) -> Figure:
    return Figure(name, ours, None, unit, f"≥ {limit:g}", ours >= limit)


def median(rounds: list[dict], key: str) -> float:
    return round(statistics.median(figures[key] for figures in rounds), 2)


def machine() -> dict:
    """Where and when this was measured."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": _processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30),
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 2),
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def show(about: dict, figures: list[Figure]) -> None:
    print("\n" + " · ".join(f"{name} {value}" for name, value in about.items()) + "\n")
    rows = [("", "ours", "floor", "ratio", "wanted", "")] + [_row(figure) for figure in figures]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    met = [figure.met for figure in figures if figure.met is not None]
    print(f"\n{sum(met)} of {len(met)} goals met")


def _row(figure: Figure) -> tuple[str, ...]:
    said = {None: "", True: "met", False: "MISSED"}[figure.met]
    ratio = f"{figure.ratio:g}" if figure.ratio else ""
    floor = f"{figure.floor:g}" if figure.floor else ""
    return (figure.name, f"{figure.ours:g} {figure.unit}".strip(), floor, ratio, figure.wanted, said)


def save(path: str, about: dict, figures: list[Figure], raw: dict) -> None:
    lines = [asdict(figure) | {"ratio": figure.ratio} for figure in figures]
    Path(path).write_text(json.dumps({"about": about, "figures": lines, "raw": raw}, indent=1, ensure_ascii=False))


def all_met(figures: list[Figure]) -> bool:
    return all(figure.met is not False for figure in figures)
