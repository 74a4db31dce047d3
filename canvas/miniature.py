"""A canvas in miniature: a stroke for each thing in each of its nine blocks, as far as there is room."""

from collections.abc import Mapping

from canvas.blocks import Block

# Where each block stands on a field of 200 by 84: x, y, columns of strokes, rows of strokes.
PLACES = {
    Block.KEY_PARTNERS: (0, 0, 1, 13),
    Block.KEY_ACTIVITIES: (40, 0, 1, 6),
    Block.KEY_RESOURCES: (40, 28, 1, 6),
    Block.VALUE_PROPOSITIONS: (80, 0, 1, 13),
    Block.CUSTOMER_RELATIONSHIPS: (120, 0, 1, 6),
    Block.CHANNELS: (120, 28, 1, 6),
    Block.CUSTOMER_SEGMENTS: (160, 0, 1, 13),
    Block.COST_STRUCTURE: (0, 56, 2, 6),
    Block.REVENUE_STREAMS: (100, 56, 2, 6),
}
MARGIN, WIDTH, STEP, COLUMN = 6, 28, 4, 44


def strokes(counts: Mapping[str, int]) -> str:
    """The path data of an SVG; `counts` says how many things are in each block, by its name."""
    return "".join(_strokes_in(Block(block), count) for block, count in counts.items())


def _strokes_in(block: Block, count: int) -> str:
    x, y, columns, rows = PLACES[block]
    return "".join(
        f"M{x + MARGIN + n // rows * COLUMN} {y + 4 + n % rows * STEP}h{WIDTH - n * 7 % 11}"
        for n in range(min(count, columns * rows))
    )
