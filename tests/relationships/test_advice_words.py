"""Advice is said in three languages, never breaks on what is missing, and is quick to reckon."""

import re
import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.reading import LANGUAGES, Reading
from canvas.blocks import Channel
from relationships.advice import RULES, Advice, advise
from relationships.facts import Facts
from relationships.kinds import Goal, Kind, State
from tests.relationships.facts_of import facts_of, focus, months, relationship, segment, tie

LIMIT_MS = 50
BLOCKS = ("channels", "cost_structure")
maybe = st.none() | st.integers(0, 2_000)
fraction = st.none() | st.integers(0, 100).map(lambda n: Decimal(n) / 100)


@st.composite
def segments_of(draw, pk: int) -> list:
    rows = [segment(pk, name="‎<b>{x}</b> & «Ⅲ»", customers=draw(maybe), value=draw(maybe),
                    margin=draw(fraction), retention=draw(fraction))]  # fmt: skip
    for kind in draw(st.lists(st.sampled_from(Kind.values), unique=True)):
        row = relationship(
            pk, kind, state=draw(st.sampled_from(State.values)), expected=draw(st.integers(0, 3)),
            fixed_cost=draw(maybe), customer_cost=draw(maybe), knows_customer=draw(st.booleans()),
            goals=draw(st.lists(st.sampled_from(Goal.values), unique=True)), text=draw(st.sampled_from(["", "{0} %s"])),
            channels=draw(st.lists(st.sampled_from(Channel.values), max_size=2, unique=True)),
        )  # fmt: skip
        rows += [
            row,
            *(tie(row, block, "sms") for block in draw(st.sets(st.sampled_from(["channels", "cost_structure"])))),
        ]
    count = draw(st.integers(0, 7))
    figures = ("active", "new", "lost", "revenue", "marketing_cost")
    return rows + (months(pk, **{name: [draw(maybe) for _ in range(count)] for name in figures}) if count else [])


@st.composite
def any_facts(draw) -> Facts:
    rows = [row for pk in range(1, draw(st.integers(1, 5))) for row in draw(segments_of(pk))]
    for segment_id in draw(st.lists(st.sampled_from([None, 1, 2]), max_size=3)):
        acquisition = draw(st.integers(0, 100))
        retention = draw(st.integers(0, 100 - acquisition))
        weights = (acquisition, retention, 100 - acquisition - retention)
        rows.append(focus(weights, draw(st.dates(date(2025, 1, 1), date(2027, 1, 1))), segment_id))
    return facts_of(rows)


@settings(max_examples=150, deadline=None)
@given(any_facts())
def test_whatever_is_missing_advice_is_given_and_said(facts):
    found = advise(facts)
    assert len({finding.key for finding in found}) == len(found), "each is told apart from every other"
    for language in LANGUAGES:
        with Reading.of(None, language).active():
            for finding in found:
                for said in (finding.sentence, finding.counsel, *finding.plain(Reading.of(None, language))):
                    assert said and not re.search(r"\{(?!x\}|0\})|%\(", said), said
                    assert "Lack." not in said and "not enough data" not in said
                for row in finding.behind:
                    assert row.shown_label and row.shown_value
                    assert "NaN" not in row.shown_value and "None" not in row.shown_value
    for again, finding in zip(advise(facts), found, strict=True):
        assert again.facts == finding.facts


def everything() -> Facts:
    """A canvas that has something to say under nearly every rule."""
    falling = {"new": [400, 300, 200, 100], "lost": [150] * 4, "active": [2_000, 2_150, 2_200, 2_150]}
    rows = [
        segment(1, "کتاب‌خوان‌ها", margin=0.4), months(1, **falling, marketing_cost=[9_000] * 4, revenue=[20_000] * 4),
        segment(2, "Students", customers=50, value=9_000, margin=1, retention=0.8),
        segment(3, "الشركات", customers=10, value=1, margin=0.5, retention=0.99),
        [segment(n, f"s{n}", customers=10, value=100, margin=1) for n in (4, 5, 6, 7)],
        [relationship(n, "personal", fixed_cost=5, channels=["sms"]) for n in (4, 5, 6)],
        relationship(1, "communities", channels=["broadcast_channel"], expected=0, fixed_cost=900, goals=["growth"]),
        relationship(1, "personal", state="none", expected=3), relationship(1, "automated", knows_customer=True),
        relationship(2, "self_service", channels=[]), relationship(3, "dedicated", customer_cost=5),
        focus((80, 20, 0), date(2026, 1, 1)),
    ]  # fmt: skip
    return facts_of(*rows)


def test_it_reads_well_in_english():
    said = {finding.rule: finding.plain(Reading.of(None, "en"))[0] for finding in advise(everything())}
    bare = {rule: re.sub("[\u2066-\u2069]", "", text) for rule, text in said.items()}
    assert bare["gap"] == "“کتاب‌خوان‌ها” expects personal assistance, and does not get it."
    assert bare["time-to-retain"].startswith("New customers have been getting fewer for 3 months,")
    assert bare["one-size"] == "s4, s5 and s6 all get the same single relationship: personal assistance."
    assert bare["butterflies"] == "Customers of “Students” bring much and leave soon."
    assert len(said) >= 13


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_what_we_say_is_in_the_reader_s_language_alone(language):
    reading = Reading.of(None, language)
    for finding in advise(everything()):
        if finding.about & {2, 4, 5, 6, 7}:  # they have Latin names
            continue
        for said in finding.plain(reading):
            assert not re.search("[a-z]{2}", said), said


def test_a_digest_is_of_the_facts_and_not_of_their_names():
    def digest(**fields) -> str:
        facts = facts_of(segment(1, **fields), focus((60, 30, 10)))
        return next(RULES["leaky-bucket"](facts)).facts

    assert digest(retention=0.9, name="یکم") == digest(retention=0.9, name="دوم") == digest(retention=0.901)
    assert digest(retention=0.9) != digest(retention=0.88)


def big() -> Facts:
    kinds = Kind.values
    rows = []
    for n in range(1, 31):
        figures = {"new": [90] * 24, "lost": [40 + n] * 24, "active": [1_000] * 24, "marketing_cost": [5_000] * 24}
        rows += [segment(n, margin=0.3), months(n, **figures, revenue=[9_000 * n] * 24)]
    for n in range(200):
        state = ("established", "none", "planned")[n % 3]
        row = relationship(1 + n % 30, kinds[n // 30], state=state, fixed_cost=n, customer_cost=n % 7, channels=[])
        rows += [row, tie(row, "channels", "sms"), tie(row, "cost_structure")]
    return facts_of(rows, [focus((50, 30, 20), date(2020 + n, 1, 1), n if n > 3 else None) for n in range(7)])


def test_a_big_canvas_is_read_in_a_moment():
    """30 segments with two years of months, 200 relationships, 400 ties; the processor's time, not the clock's."""
    took = []
    for _ in range(5):
        facts = big()
        begun = time.process_time()
        found = advise(facts)
        took.append((time.process_time() - begun) * 1_000)
    assert len(found) > 30
    assert min(took) < LIMIT_MS, took
    assert sum(len(bunch.first) for _s, bunches in Advice.of(facts).by_severity for bunch in bunches) <= 3 * len(RULES)
