"""What the examples tell of strategy, as its readers get it: in order, and rightly spelled in three languages."""

from datetime import date, datetime

import pytest

from canvas.blocks import Channel
from canvas.example import _read, example
from relationships.example import FOLDER, acts_of
from relationships.kinds import Goal, Kind, State, Strength
from relationships.models.focus import LONGEST_REASON
from relationships.models.relationship import LONGEST_TEXT
from tests.spelling import LANGUAGES, faults_of, texts_of

KEYS = ("bookshop", "operator")
WEIGHTS = [goal.value for goal in Goal]
FIELDS = {
    "segment", "kind", "expected", "state", "text", "fixed_cost", "customer_cost", "goals", "channels",
    "knows_customer", "owner", "since_on",
}  # fmt: skip
SHAPES = {
    "relationship.add": ({"segment", "kind", "expected", "state", "text"}, FIELDS),
    "relationship.revise": (set(), FIELDS - {"segment", "kind"}),
    "relationship.retire": (set(), set()),
    "relationship.tie": ({"notes"}, {"notes"}),
    "relationship.untie": ({"notes"}, {"notes"}),
    "focus.decide": ({*WEIGHTS}, {*WEIGHTS, "from_on", "evidence", "segment"}),
    "focus.withdraw": (set(), set()),
    "indicator.record": (*[{"calendar", "since", "month", "figures"}] * 2,),
}


def check_act(act: dict) -> None:
    fields, (least, most) = act.get("fields", {}), SHAPES[act["verb"]]
    assert least <= set(fields) <= most, act
    assert set(fields.get("goals", [])) <= set(WEIGHTS) and set(fields.get("channels", [])) <= set(Channel.values)
    assert fields.get("state", "none") in State.values and fields.get("expected", 0) in Strength.values
    assert all(isinstance(fields.get(cost, 0), int) for cost in ("fixed_cost", "customer_cost"))
    for day in ("since_on", "from_on"):
        assert date.fromisoformat(fields.get(day, "2018-03-22")) >= date(2018, 3, 22)
    if act["verb"] == "focus.decide":
        assert sum(fields[goal] for goal in WEIGHTS) == 100 and min(fields[goal] for goal in WEIGHTS) > 0
    if act["verb"].startswith("focus."):
        assert all(act["reason"][language] for language in LANGUAGES), "a decision has its reason"


def check_course(acts: list[dict], people: set[str]) -> None:
    """Every act finds what it speaks of: rows that were added before it and are still there."""
    live: set[str | None] = {None}
    for act in acts:
        fields, (kind, verb) = act.get("fields", {}), act["verb"].split(".")
        if verb in ("add", "decide", "restore"):
            live.add(act["ref"])
        assert kind == "indicator" or act["ref"] in live, act
        if kind == "relationship":
            assert {fields.get("segment"), *fields.get("notes", [])} <= live, act
            assert fields.get("kind", "personal") in Kind.values and fields.get("owner") in {None, *people}
        if kind in ("focus", "indicator"):
            assert {fields.get("segment"), *fields.get("figures", {})} <= live, act
        if verb in ("remove", "withdraw"):
            live.remove(act["ref"])


@pytest.fixture(params=KEYS)
def key(request: pytest.FixtureRequest) -> str:
    return request.param


def test_each_text_is_there_in_three_languages_and_rightly_spelled(key):
    found = [text for act in acts_of(key) for text in texts_of(act) if not text[0].endswith(".calendar")]
    assert len(found) >= 12
    for path, text in found:
        assert tuple(text) == LANGUAGES, path
        assert len({words.strip() for words in text.values()}) == 3 and all(text.values()), path
        faults = {language: faults_of(language, text[language]) for language in LANGUAGES}
        assert not any(faults.values()), (text, faults)


def test_texts_fit_their_fields(key):
    for act in acts_of(key):
        for path, text in texts_of(act):
            longest = 100 if path.endswith(".text") else LONGEST_REASON
            assert max(map(len, text.values())) <= longest <= max(LONGEST_TEXT, LONGEST_REASON), act["ref"]


def test_every_act_could_have_happened(key):
    told = _read(key)
    for act in acts_of(key):
        check_act(act)
    check_course(told["acts"], set(told["people"]))


def test_operators_acts_are_each_at_their_own_time():
    times = [act.at for act in example("operator", "en").acts]
    assert times == sorted(set(times)) and all(isinstance(at, datetime) for at in times)


def test_bookshop_is_told_without_days():
    assert not any("at" in act for act in acts_of("bookshop"))


def test_every_example_of_the_canvas_has_its_strategy():
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == sorted(KEYS)


@pytest.mark.parametrize(
    "spoil",
    [
        {"verb": "relationship.tie", "ref": "prepaid.personal", "fields": {"notes": ["no_such_note"]}},
        {"verb": "relationship.retire", "ref": "prepaid.social"},
        {"verb": "focus.withdraw", "ref": "slip"},
        {"verb": "relationship.revise", "ref": "prepaid.personal", "fields": {"owner": "stranger"}},
    ],
)
def test_a_spoiled_course_is_refused(spoil):
    told = _read("operator")
    with pytest.raises(AssertionError):
        check_course([*told["acts"], spoil], set(told["people"]))
