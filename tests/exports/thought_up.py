"""Canvases that Hypothesis thinks up, as the document holds them; and histories, with which anything can come."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from canvas.blocks import NOTE_BLOCKS, Block, Channel, Colour
from record.sentences import verbs
from relationships.advice import RULES as ADVICE
from relationships.kinds import Goal, Kind, State

# What people could have written: any text that a form would have taken, after its cleaning.
signs = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
letters = st.text(signs, min_size=1, max_size=60).map(lambda text: "ب" + text)
money = st.none() | st.decimals(0, 10**9, places=2, allow_nan=False).map(lambda number: f"{number.normalize():f}")
share = st.none() | st.decimals(0, 1, places=4, allow_nan=False).map(lambda number: f"{number.normalize():f}")
count = st.none() | st.integers(0, 2**40)
moments = st.datetimes(datetime(1950, 1, 1), datetime(2190, 1, 1), timezones=st.just(UTC)).map(datetime.isoformat)
RULES = sorted(ADVICE)
days = st.dates(date(1800, 1, 1), date(2299, 12, 31)).map(lambda day: day.isoformat())
SEGMENT = st.fixed_dictionaries(
    {
        "name": letters, "description": letters | st.just(""), "customers": count, "value": money, "margin": share,
        "retention": share, "colour": st.sampled_from(Colour.values),
    }
)  # fmt: skip


@st.composite
def what_ifs(draw, keys: list[str]) -> list[dict]:
    """That move the segments with these keys."""
    moves = st.fixed_dictionaries(
        {
            "segment": st.sampled_from(keys or [""]), "from": st.sampled_from(Kind.values),
            "to": st.sampled_from(Kind.values), "fixed": money.filter(bool), "each": money.filter(bool),
        }
    )  # fmt: skip
    return [
        {
            "name": draw(letters), "acquisition": 100 - first, "retention": first, "growth": 0, "exponent": "0.5",
            "low": draw(st.sampled_from(["0", "0.25", "0.5"])), "high": draw(st.sampled_from(["0.5", "0.75", "1"])),
            "moves": draw(st.lists(moves, max_size=3)) if keys else [],
        }
        for first in draw(st.lists(st.integers(0, 100), max_size=2))
    ]  # fmt: skip


@st.composite
def contents(draw) -> dict:
    segments = [{"key": f"a{n}", **row} for n, row in enumerate(draw(st.lists(SEGMENT, max_size=4)))]
    keys = [row["key"] for row in segments]
    of = st.sampled_from([None, *keys])
    notes = [
        {
            "key": f"b{n}", "block": draw(st.sampled_from(NOTE_BLOCKS)).value, "text": draw(letters),
            "segment": draw(of), "channel": draw(st.sampled_from(["", *Channel.values])),
        }
        for n in range(draw(st.integers(0, 8)))
    ]  # fmt: skip
    cells = draw(st.sets(st.tuples(st.sampled_from(keys), st.sampled_from(Kind.values)), max_size=5)) if keys else ()
    relationships = [
        {
            "segment": segment, "kind": kind, "expected": draw(st.integers(0, 3)), "fixed_cost": draw(money),
            "state": draw(st.sampled_from(State.values)), "text": draw(letters | st.just("")),
            "customer_cost": draw(money), "goals": draw(st.lists(st.sampled_from(Goal.values), unique=True)),
            "channels": draw(st.lists(st.sampled_from(Channel.values), unique=True, max_size=3)),
            "knows_customer": draw(st.booleans()), "since_on": draw(st.none() | days),
            "ties": draw(st.lists(st.sampled_from([n["key"] for n in notes]), unique=True)) if notes else [],
        }
        for segment, kind in sorted(cells)
    ]  # fmt: skip
    focus = [
        {
            "from_on": draw(days), "acquisition": first, "retention": 100 - first, "growth": 0, "reason": draw(letters),
            "evidence": draw(letters | st.just("")), "segment": draw(of),
        }
        for first in draw(st.lists(st.integers(0, 100), max_size=3))
    ]  # fmt: skip
    months = draw(st.sets(st.integers(1, 12), max_size=3)) if keys else ()
    indicators = [
        {
            "segment": keys[0], "month_on": f"2026-{month:02}-01", "active": draw(count), "new": draw(count),
            "lost": draw(count), "revenue": draw(money), "marketing_cost": draw(money), "service_cost": draw(money),
        }
        for month in sorted(months)
    ]  # fmt: skip
    return {
        "name": draw(letters), "segments": segments, "notes": notes, "relationships": relationships, "focus": focus,
        "indicators": indicators, "scenarios": draw(what_ifs(keys)),
        "dismissals": draw(dismissals(keys, sorted(cells))), "comments": draw(comments([n["key"] for n in notes])),
    }  # fmt: skip


@st.composite
def dismissals(draw, keys: list[str], cells: list[tuple[str, str]]) -> list[dict]:
    """Each about something else: the canvas, a word, a segment or a relationship."""
    abouts = [("", "", ""), ("", "", "costs"), *((key, "", "") for key in keys), *((*cell, "") for cell in cells)]
    found = st.tuples(st.sampled_from(RULES), st.sampled_from(abouts))
    return [
        {"rule": rule, "segment": segment or None, "kind": kind, "subject": subject, "reason": draw(letters)}
        for rule, (segment, kind, subject) in draw(st.lists(found, unique=True, max_size=4))
    ]


@st.composite
def comments(draw, keys: list[str]) -> list[dict]:
    return [
        {
            "note": draw(st.sampled_from([None, *keys])), "block": draw(st.sampled_from(Block)).value,
            "by": draw(letters | st.just("")), "at": draw(moments), "text": draw(letters),
            "resolved": draw(st.booleans()),
        }
        for _n in range(draw(st.integers(0, 4)))
    ]  # fmt: skip


texts = st.text(signs, max_size=40)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=4,
)
rows = st.none() | st.dictionaries(
    texts, st.none() | st.integers() | texts | st.lists(anything, max_size=2), max_size=4
)
LINE = st.fixed_dictionaries(
    {
        "seq": st.integers(0, 2**60), "at": moments, "by": texts, "verb": st.sampled_from(verbs() + ["note.sing"]),
        "reason": texts, "table": st.sampled_from(["canvas_note", "canvas_comment", "canvas_canvas", "other"]),
        "row": st.integers(0, 2**60), "op": st.sampled_from("IUD"), "before": rows, "after": rows,
        "digest": st.just("") | st.binary(min_size=32, max_size=32).map(bytes.hex),
    }
)  # fmt: skip
made = st.fixed_dictionaries({"at": moments, "by": letters})
histories = st.lists(st.fixed_dictionaries({"made": made, "lines": st.lists(LINE, max_size=3)}), max_size=3)
