"""The picture of a canvas in its tile: a stroke for each thing, within its block."""

import re

import pytest

from canvas.blocks import Block
from canvas.miniature import PLACES, strokes

STROKE = re.compile(r"M(\d+) (\d+)h(\d+)")


@pytest.mark.parametrize("block", Block)
def test_strokes_stay_in_their_block(block):
    x, y, columns, rows = PLACES[block]
    drawn = [tuple(map(int, stroke)) for stroke in STROKE.findall(strokes({block: 1000}))]
    assert len(drawn) == columns * rows == len(set(drawn))
    width, height = (100, 28) if columns == 2 else (40, 56 if rows > 6 else 28)
    assert all(x < left and left + length < x + width and y < top < y + height for left, top, length in drawn)


def test_one_stroke_for_each_thing():
    assert len(STROKE.findall(strokes({Block.CHANNELS: 2, Block.KEY_PARTNERS: 3}))) == 5
    assert strokes({}) == ""
