"""How the relationships hang together with the other blocks: what each is tied to, and what is tied to nothing."""

from __future__ import annotations

from dataclasses import dataclass

from canvas.blocks import NOTE_BLOCKS, Block
from canvas.models import Note
from relationships.matrix import Cell, Matrix

# A relationship is not tied to notes of its own block.
TIED_BLOCKS = [block for block in NOTE_BLOCKS if block is not Block.CUSTOMER_RELATIONSHIPS]


@dataclass
class Thread:
    """One relationship with the notes that it is tied to: those of each of the harmony's blocks."""

    cell: Cell
    notes: list[tuple[Block, list[Note]]]


@dataclass
class Harmony:
    """`blocks` are those that anything is tied to; `loose` are established and tied to nothing."""

    blocks: list[Block]
    threads: list[Thread]
    loose: list[Cell]

    @classmethod
    def of(cls, matrix: Matrix) -> Harmony:
        tied = [cell for cell in matrix.filled if cell.notes]
        used = {note.block for cell in tied for note in cell.notes}
        blocks = [block for block in TIED_BLOCKS if block in used]
        threads = [Thread(cell, [(b, [n for n in cell.notes if n.block == b]) for b in blocks]) for cell in tied]
        return cls(blocks, threads, [cell for cell in matrix.established if not cell.notes])
