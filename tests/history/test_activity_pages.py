"""Pages of activity neither skip nor repeat, whatever comes meanwhile."""

import random

import pytest

from canvas.blocks import Block
from history import activity
from history.activity import Page, Wish, page_of
from record.models import Change
from tests.cast import actor, add_note
from tests.history.driving import Driver, head_of


def walk(wish: dict, workspace_id: int, between=lambda: None) -> list[tuple[int, int]]:
    """(first, last) of every act, page after page; `between` happens after each page."""
    reach, before = [], activity.LAST
    while before is not None:
        page: Page = page_of(Wish(workspace_id, before=before, **wish))
        reach += [(act.first, act.last) for act in page.acts]
        before = page.older
        between()
    return reach


def test_every_line_once_while_changes_come_in(cast, monkeypatch):
    monkeypatch.setattr(activity, "ACTS", 5)
    Driver(cast.canvas, cast.dariush, 4).drive(40)
    cast.canvas.duplicate("Copy", actor(cast.dariush))
    head = head_of(cast.team.pk)
    reach = walk({}, cast.team.pk, lambda: add_note(cast.canvas, cast.amina, "channels", "meanwhile"))
    lines = [seq for first, last in reach for seq in range(last, first - 1, -1)]
    assert lines == list(range(head, 0, -1))
    monkeypatch.setattr(activity, "ACTS", len(reach))
    assert page_of(Wish(cast.team.pk, before=head + 1)).older is None, "a full page that was all leads to no empty one"


def test_an_act_longer_than_a_page_is_on_one_page(cast, monkeypatch):
    monkeypatch.setattr(activity, "LINES", 4)
    copy = cast.canvas.duplicate("Copy", actor(cast.dariush))
    first = page_of(Wish(cast.team.pk)).acts
    assert [act.count for act in first] == [1 + copy.notes.count() + copy.segments.count()]
    assert first[0].main.verb == "canvas.duplicate"
    assert page_of(Wish(cast.team.pk, canvas_id=copy.pk)).older is None, "nothing was before it was copied"
    lines = [seq for first, last in walk({}, cast.team.pk) for seq in range(last, first - 1, -1)]
    assert lines == list(range(head_of(cast.team.pk), 0, -1))
    monkeypatch.setattr(activity, "SCAN", 3)
    for block in Block:
        acts = walk({"block": block.value}, cast.team.pk)
        assert len(acts) == len(set(acts)), "though a page stopped looking in the middle of it"


@pytest.mark.parametrize("seed", [1, 2])
def test_filtered_pages_find_what_a_look_at_every_line_finds(cast, monkeypatch, seed):
    """With a page that looks at few lines, so that it goes on where it stopped looking."""
    monkeypatch.setattr(activity, "SCAN", 7)
    monkeypatch.setattr(activity, "ACTS", 3)
    monkeypatch.setattr(activity, "LINES", 6)
    Driver(cast.canvas, cast.dariush, seed).drive(60)
    lines = list(Change.objects.of(cast.team.pk).order_by("-seq"))
    for chance in range(12):
        wish = some_wish(random.Random(chance), cast)
        wanted = {line.request for line in lines if fits(line, wish)}
        acts = walk(wish, cast.team.pk)
        assert len(acts) == len(set(acts)) == len(wanted), wish
        assert acts == sorted(acts, reverse=True)


def some_wish(chance: random.Random, cast) -> dict:
    wishes = {
        "canvas_id": cast.canvas.pk,
        "actor_id": chance.choice([cast.dariush.pk, cast.kian.pk]),
        "verbs": chance.choice([("note.add",), ("note.move", "note.revise", "comment.add"), ("canvas.create",)]),
        "block": chance.choice(["channels", "customer_segments"]),
    }
    return {name: wishes[name] for name in chance.sample(sorted(wishes), chance.randint(1, 3))}


def fits(line: Change, wish: dict) -> bool:
    blocks = {row.get("block") for row in (line.before, line.after) if row}
    if line.table == "canvas_segment":
        blocks = {"customer_segments"}
    return (
        wish.get("canvas_id", line.canvas_id) == line.canvas_id
        and wish.get("actor_id", line.actor_id) == line.actor_id
        and line.verb in wish.get("verbs", (line.verb,))
        and ("block" not in wish or wish["block"] in blocks)
    )


def test_a_page_that_found_little_says_how_far_it_looked(cast, monkeypatch):
    monkeypatch.setattr(activity, "SCAN", 3)
    page = page_of(Wish(cast.team.pk, block="revenue_streams"))
    assert page.acts == [] and page.reached == page.older == head_of(cast.team.pk) - 2
