"""The sheets that things are set on, in points (a 72nd of an inch), and the sizes of type on them."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import models

from accounts.reading import Reading


class Paper(models.TextChoices):
    A4 = "a4", "A4"
    A3 = "a3", "A3"


@dataclass(frozen=True)
class Sheet:
    """`sizes` are those of a note's text: the largest with which everything has room is
    taken, and the last is the smallest that can still be read."""

    width: float
    height: float
    margin: float
    sizes: tuple[float, ...]
    title: float
    small: float
    columns: int  # of a page with what had no room
    text: float = 9  # of what is read line by line
    screen: bool = False

    def for_reader(self, reading: Reading) -> dict:
        """As the templates take it."""
        return asdict(self) | {"digits": ONE[reading.digits]}


ONE = {"latn": "1", "arab": "\u0661", "arabext": "\u06f1"}  # how a page's number is counted

SHEETS = {
    Paper.A4: Sheet(841.89, 595.28, 26, (9, 8.5, 8, 7.5, 7, 6.5, 6), 17, 7, 4),
    Paper.A3: Sheet(1190.55, 841.89, 34, (11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7), 22, 8.5, 5),
}
AUDIT = {  # standing, to be read
    Paper.A4: Sheet(595.28, 841.89, 48, (9,), 20, 7.5, 2),
    Paper.A3: Sheet(841.89, 1190.55, 64, (12,), 27, 10, 2, text=12.5),
}
SLIDE = Sheet(960, 540, 26, (9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6, 5.5, 5), 18, 7.5, 5, screen=True)
