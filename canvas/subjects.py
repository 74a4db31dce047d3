"""The nine blocks, as what lessons are about."""

from canvas.blocks import NOTE_BLOCKS, Block
from learning.subjects import register

for block in Block:
    register("block", block.value, block.label, takes_notes=block in NOTE_BLOCKS, style=block.short)
