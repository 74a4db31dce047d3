"""The speed goals of open pages, and whether what was measured meets them."""

from bench.report import Figure, at_least, at_most, median

SEEN = {1: 3, 50: 3, 500: 2}  # by listeners: at most so many times the floor
POOLED = 20  # threads and connections that a server may keep in pools, however many pages are open
FLAT_MIB = 10


def judge(phase: str, rounds: list[dict]) -> list[Figure]:
    """The figures of one phase, the medians over its rounds."""
    return [
        figure
        for setting in rounds[0]
        for figure in JUDGES[phase](
            setting,
            [found[setting]["ours"] for found in rounds],
            [found[setting].get("floor") for found in rounds],
        )
    ]


def judge_paced(listeners: int, ours: list[dict], floor: list[dict]) -> list[Figure]:
    seen = beside(f"edit → seen, {listeners} pages, p50", "p50_ms", "ms", ours, floor)
    if listeners in SEEN:
        seen.wanted, seen.met = f"≤ {SEEN[listeners]} x floor", seen.ratio <= SEEN[listeners]
    late = beside(f"edit → seen, {listeners} pages, p99", "p99_ms", "ms", ours, floor)
    late.wanted, late.met = "≤ 3 x p50", late.ours <= 3 * seen.ours
    return [
        seen,
        late,
        beside(f"edit → answered, {listeners} pages, p50", "answer_p50_ms", "ms", ours, floor),
    ]


def judge_closed(writers: int, ours: list[dict], floor: list[dict], disk: str = "") -> list[Figure]:
    rate = beside(f"edits, {writers} writers, 50 pages{disk}", "edits_per_s", "/s", ours, floor)
    if writers == 8:
        rate.wanted, rate.met = "≥ 0.35 x floor", rate.ratio >= 0.35
    return [rate]


def judge_slow(writers: int, ours: list[dict], floor: list[dict]) -> list[Figure]:
    return judge_closed(writers, ours, floor, disk=", fsync + 2 ms")


def judge_idle(pages: int, ours: list[dict], floor: list[dict]) -> list[Figure]:
    cost = beside(f"memory of an idle page, {pages} open", "kib_per_page", "KiB", ours, floor)
    cost.wanted, cost.met = "≤ 25", cost.ours <= 25
    return [
        cost,
        at_least("idle pages alive in one process", median(ours, "alive"), pages, ""),
        at_most("threads they cost, all together", median(ours, "more_threads"), POOLED, ""),
        at_most("database connections they cost, all together", median(ours, "more_connections"), POOLED, ""),
        beside("processor while idle", "idle_cores", "cores", ours, floor),
    ]


def judge_flood(pages: int, ours: list[dict], floor: list) -> list[Figure]:
    return [
        Figure(f"flood, {pages} pages, 8 writers: edits", median(ours, "edits_per_s"), unit="/s"),
        at_most("flood: the stalest page", median(ours, "stalest_ms"), 1000, "ms"),
        at_most("flood: memory grown in its last third", median(ours, "memory_growth_mib"), FLAT_MIB, "MiB"),
        at_most("flood: pages without the last state", median(ours, "pages_behind"), 0, ""),
    ]


JUDGES = {
    "paced": judge_paced,
    "closed": judge_closed,
    "slow": judge_slow,
    "idle": judge_idle,
    "flood": judge_flood,
}


def beside(name: str, key: str, unit: str, ours: list[dict], floor: list[dict]) -> Figure:
    return Figure(name, median(ours, key), median(floor, key), unit)
