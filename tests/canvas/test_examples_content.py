"""The example canvases as their readers get them: whole, in order, and rightly spelled in three languages."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import pytest

from tests.spelling import LANGUAGES, faults_of, texts_of

FOLDER = Path(__file__).resolve().parents[2] / "canvas" / "examples"
NOTE_BLOCKS = {
    "value_propositions", "channels", "customer_relationships", "revenue_streams",
    "key_resources", "key_activities", "key_partners", "cost_structure",
}  # fmt: skip
BLOCKS = NOTE_BLOCKS | {"customer_segments"}
CHANNELS = {
    "shop", "phone", "website", "app", "email", "sms", "messaging_group", "broadcast_channel",
    "social_network", "marketplace", "event", "post", "kiosk",
}  # fmt: skip
COLOURS = {"blue", "green", "ochre", "plum", "teal", "rose", "slate", "moss"}
SHAPES = {
    "segment.add": [{"name", "description", "customers", "value", "margin", "retention", "colour"}],
    "note.add": [{"block", "text", "segment", "channel"}],
    "note.revise": [{"text"}],
    "note.move": [{"block", "after"}],
    "note.recolour": [{"segment"}],
    "note.channel": [{"channel"}],
    "comment.add": [{"note", "text"}, {"block", "text"}],
}
RETENTION, GROWTH = "2022-06-01", "2025-09-23"  # the days on which the operator's second and third era begin


def load(key: str) -> dict:
    return json.loads((FOLDER / f"{key}.json").read_text(encoding="utf-8"))


class Board:
    """A canvas while its acts are played on it; an act that could not have happened is an AssertionError."""

    def __init__(self, acts: Iterable[dict]) -> None:
        self.rows: dict[str, dict] = {}
        for act in acts:
            self.play(act)

    def play(self, act: dict) -> None:
        """Find the row that the act is about, check its fields against the rules, and write them."""
        kind, verb = act["verb"].split(".")
        ref, fields = act["ref"], act.get("fields", {})
        assert set(fields) in SHAPES.get(act["verb"], [set()]) or (act["verb"] == "segment.revise" and fields)
        if verb == "add":
            assert ref not in self.rows, f"{ref} is added twice"
            self.rows[ref] = {"kind": kind, "live": True, "open": True}
        row = self.rows[ref]
        assert row["kind"] == kind, f"{ref} is a {row['kind']}"
        assert row["live"] == (verb != "restore"), f"{act['verb']} of {ref}"
        after = fields.get("after")
        assert not after or (after != ref and self.live("note")[after]["block"] == fields["block"])
        row |= fields | {"live": verb != "remove"}
        getattr(self, f"check_{kind}")(row, verb)

    def live(self, kind: str) -> dict[str, dict]:
        return {ref: row for ref, row in self.rows.items() if row["kind"] == kind and row["live"]}

    def check_segment(self, row: dict, verb: str) -> None:
        colours = [segment["colour"] for segment in self.live("segment").values()]
        assert set(colours) <= COLOURS and len(colours) == len(set(colours))
        assert isinstance(row["customers"], int) and row["customers"] >= 0 and row["value"] > 0
        assert 0 < row["margin"] < 1 and 0 < row["retention"] < 1
        assert {note["segment"] for note in self.live("note").values()} <= {None, *self.live("segment")}

    def check_note(self, row: dict, verb: str) -> None:
        assert row["block"] in NOTE_BLOCKS
        assert row["channel"] in (CHANNELS if row["block"] == "channels" else {None})
        assert row["segment"] is None or row["segment"] in self.live("segment")

    def check_comment(self, row: dict, verb: str) -> None:
        assert row["block"] in BLOCKS if "block" in row else row["note"] in self.live("note")
        assert row["open"] == (verb in ("add", "resolve"))
        row["open"] = verb != "resolve"


def board_of(canvas: dict, until: str = "9999") -> Board:
    return Board(act for act in canvas["acts"] if act.get("at", "") < until)


def check_authors(canvas: dict) -> None:
    assert {act["by"] for act in canvas["acts"] if "by" in act} == set(canvas["people"])


def check_times(canvas: dict) -> None:
    times = [act["at"] for act in canvas["acts"]]
    assert times == sorted(set(times)), "two acts at one time, or out of order"
    for at in times:
        datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ")


def era_of(act: dict) -> str:
    return "expansion" if act["at"] < RETENTION else "retention" if act["at"] < GROWTH else "growth"


@pytest.fixture(params=["bookshop", "operator"])
def canvas(request: pytest.FixtureRequest) -> dict:
    return load(request.param)


def test_each_text_is_there_in_three_languages(canvas):
    found = list(texts_of(canvas))
    assert len(found) > 45
    for path, text in found:
        assert tuple(text) == LANGUAGES, path
        assert all(text[language].strip() for language in LANGUAGES), path
        same = len(set(text.values())) < len(LANGUAGES)
        assert not same or path.startswith(".people."), f"{path} is not translated"


def test_each_text_is_rightly_spelled(canvas):
    marks = [
        (path, language, faults, text[language])
        for path, text in texts_of(canvas)
        for language in LANGUAGES
        if (faults := faults_of(language, text[language]))
    ]
    assert marks == []


def test_notes_are_short(canvas):
    for act in canvas["acts"]:
        if act["verb"] in ("note.add", "note.revise"):
            assert max(len(t) for t in act["fields"]["text"].values()) <= 100, act["ref"]


def test_every_act_could_have_happened(canvas):
    board = board_of(canvas)
    notes, segments = board.live("note").values(), board.live("segment")
    blocks = Counter(note["block"] for note in notes)
    assert set(blocks) == NOTE_BLOCKS and min(blocks.values()) >= 3, blocks
    assert 3 <= len(segments) <= 6
    assert {note["segment"] for note in notes} >= set(segments)
    assert {comment["open"] for comment in board.live("comment").values()} == {True, False}
    check_authors(canvas)


def test_bookshop_has_no_dates_and_names_only_those_who_comment():
    acts = load("bookshop")["acts"]
    assert not any("at" in act for act in acts)
    assert {act["verb"].split(".")[0] for act in acts if "by" in act} == {"comment"}
    assert all("by" in act for act in acts if act["verb"].startswith("comment."))
    notes = Counter(act["fields"]["block"] for act in acts if act["verb"] == "note.add")
    assert max(notes.values()) <= 6


def test_operator_tells_eight_years_in_three_eras():
    acts = load("operator")["acts"]
    check_times(load("operator"))
    assert acts[0]["at"] == "2018-03-22T08:00:00Z" and acts[-1]["at"] > "2026-09-22"
    assert min(Counter(act["at"][:4] for act in acts).values()) >= 10
    eras = Counter(era_of(act) for act in acts)
    assert 120 <= eras.total() <= 170 and min(eras.values()) >= 25, eras
    for era in eras:
        verbs = {act["verb"] for act in acts if era_of(act) == era}
        assert verbs >= {"note.add", "note.revise", "note.remove", "note.move", "segment.revise"}, era
        assert sum("reason" in act for act in acts if era_of(act) == era) * 3 > eras[era], era


def test_operator_figures_turn_where_its_story_turns():
    canvas = load("operator")

    def figures(day: str) -> tuple[int, float]:
        rows = board_of(canvas, day).live("segment").values()
        customers = sum(row["customers"] for row in rows)
        return customers, sum(row["customers"] * (1 - row["retention"]) for row in rows) / customers

    start, turn, second, today = map(figures, ("2019-01-01", RETENTION, GROWTH, "2027-01-01"))
    assert start[0] * 4 < turn[0] and start[1] < 0.015, "expansion: four times as many, few leave at first"
    assert 0.029 < turn[1] < 0.032, "three in a hundred leave each month when retention takes the lead"
    assert second[0] < turn[0] and second[1] < 0.016, "retention: no more customers, but they stay"
    assert today[0] > second[0] * 1.08 and today[1] < second[1], "growth: the loyal bring others"
    assert board_of(canvas).rows["invited"]["customers"] > 100_000


def act_on(canvas: dict, ref: str) -> dict:
    return next(act for act in canvas["acts"] if act["ref"] == ref)


SPOILS: dict[str, Callable[[dict], object]] = {
    "added twice": lambda canvas: canvas["acts"].append(canvas["acts"][0]),
    "revised before it is added": lambda canvas: canvas["acts"].remove(act_on(canvas, "towers")),
    "removed twice": lambda canvas: canvas["acts"].append({"verb": "note.remove", "ref": "gift"}),
    "resolved twice": lambda canvas: canvas["acts"].append({"verb": "comment.resolve", "ref": "c_gift"}),
    "no such channel": lambda canvas: act_on(canvas, "shops")["fields"].update(channel="pigeon"),
    "no such block": lambda canvas: act_on(canvas, "price")["fields"].update(block="prices"),
    "no such colour": lambda canvas: act_on(canvas, "prepaid")["fields"].update(colour="gold"),
    "no such segment": lambda canvas: act_on(canvas, "price")["fields"].update(segment="nobody"),
    "a percentage for a fraction": lambda canvas: act_on(canvas, "prepaid")["fields"].update(retention=98.5),
    "out of order": lambda canvas: canvas["acts"].insert(2, canvas["acts"].pop(3)),
    "by a stranger": lambda canvas: canvas["people"].pop("yusuf"),
}


@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS)
def test_a_spoiled_history_is_refused(spoil):
    canvas = load("operator")
    spoil(canvas)
    with pytest.raises((AssertionError, KeyError)):
        board_of(canvas)
        check_times(canvas)
        check_authors(canvas)
