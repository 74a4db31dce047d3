"""The board's block of customer relationships shows what is established, and its past what was."""

from canvas.board import Board
from history.fold import state_at
from history.past import SHOWN, board_of
from live.parts import Part, fresh, touched_by
from record.models import Change
from tests.asking import get, queries_of
from tests.cast import actor
from tests.history.driving import head_of
from tests.strategy import add_relationship


def last_of(cast) -> Change:
    return Change.objects.of(cast.team.pk).newest_first().first()


def filling(board: Board) -> list[tuple]:
    (found,) = [column.filling for column in board.columns if column.filling]
    return [(group.kind.value, [(row.text, row.segment.name) for row in group.rows]) for group in found.rows]


def section(page) -> str:
    return page.content.decode().partition('id="established"')[2].partition("</section>")[0]


def test_it_groups_what_is_established_by_kind(cast, strategy):
    for segment in reversed(cast.segments):
        add_relationship(cast.canvas, segment, "social", cast.dariush, state="established", text=segment.name)
    add_relationship(cast.canvas, cast.segments[1], "personal", cast.dariush, state="planned")
    names = [segment.name for segment in cast.segments]
    assert filling(Board.of(cast.canvas)) == [
        ("self_service", [("اپ «من»", names[0])]),
        ("social", [(name, name) for name in names]),
    ]
    shown = section(get(cast.dariush, "board", cast.team.pk, cast.canvas.pk))
    assert shown.count(names[0]) == 4 and shown.count(names[1]) == 2  # as a dot's title, and to be heard
    assert "<b>سلف‌سرویس</b>" in shown and "<b>شبکه‌های اجتماعی</b>" in shown and "دستیار شخصی" not in shown


def test_a_removed_segment_takes_its_own_along(cast, strategy):
    cast.segments[0].remove(cast.segments[0].version, actor(cast.dariush))
    assert filling(Board.of(cast.canvas)) == []


def test_a_renamed_segment_has_the_block_drawn_once(cast, strategy):
    """With the block comes what stands in it; a segment that only moved brings that alone."""
    first, second = cast.segments
    first.revise(first.version, actor(cast.dariush), name="دیگران")
    renamed = touched_by([last_of(cast)], cast.canvas.pk)
    assert Part("block", "customer_relationships") in renamed and Part("established", "") not in renamed
    first.move(second, actor(cast.dariush))
    moved = touched_by([last_of(cast)], cast.canvas.pk)
    assert Part("block", "customer_relationships") not in moved and Part("established", "") in moved
    assert fresh("strategy") in renamed and fresh("strategy") in moved


def test_the_past_has_what_there_was(cast, strategy):
    seq, was = head_of(cast.team.pk), filling(Board.of(cast.canvas))
    strategy.relationship.retire(1, actor(cast.dariush), "چون")
    assert filling(Board.of(cast.canvas)) == [] and was
    assert filling(board_of(cast.canvas, state_at(cast.canvas, seq, SHOWN))) == was
    page = cast.dariush.client.get(f"/w/{cast.team.pk}/canvases/{cast.canvas.pk}/past/?seq={seq}")
    assert "<b>سلف‌سرویس</b>" in section(page)


def test_it_costs_the_board_one_query(cast, strategy):
    before = queries_of(cast.layla, "board", cast.team.pk, cast.canvas.pk)
    assert before <= 12
    for kind in ("social", "personal", "communities"):
        add_relationship(cast.canvas, cast.segments[1], kind, cast.dariush, state="established", text="هست")
    assert queries_of(cast.layla, "board", cast.team.pk, cast.canvas.pk) == before
