"""Looking at papers: their words, where these stand, how a page looks."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

GOLDEN = Path(__file__).with_name("golden")
MOST_APART = 0.004  # of the dots: a newer rasteriser may soften an edge differently, a word elsewhere is ten times that

BRACKETS = str.maketrans(")]}>", "([{<")  # which way one opens depends on the line's direction


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, in the order in which it is read aloud; without breaks that were put into long words."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return [text.replace("\u200b", "").replace("\ufffe", "").replace("\r\n", "\n") for text in texts]


def packed(text: str) -> str:
    """Letters and signs alone: how lines are broken, and which marks join or fence off, is another matter."""
    shown = (sign for sign in text if not sign.isspace() and unicodedata.category(sign) not in ("Cf", "Mn"))
    return "".join(shown).translate(BRACKETS)


def lacking(pdf: bytes, *texts: str) -> Counter:
    """Which letters of the texts are not in the PDF, each as often as it is written. Letters, not words: a reader of
    PDFs puts those of a line from right to left together as it sees fit."""
    there = Counter(packed("".join(pages_of(pdf))))
    return Counter(packed("".join(texts))) - there


def picture_of(pdf: bytes, page: int = 0, scale: float = 0.75) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[page].render(scale=scale).to_pil().convert("L")


def apart(one: Image.Image, other: Image.Image) -> float:
    """The share of dots that differ clearly, once both pictures are a little blurred."""
    if one.size != other.size:
        return 1.0
    soft = [image.filter(ImageFilter.GaussianBlur(1.5)) for image in (one, other)]
    differing = ImageChops.difference(*soft).histogram()
    return sum(differing[40:]) / (one.width * one.height)


def apart_from_golden(pdf: bytes, name: str) -> float:
    """How far the first page is from the golden picture of this name. Where there is none, it is made, and the test
    fails this once: it wants to be looked at, and committed."""
    path, now = GOLDEN / f"{name}.png", picture_of(pdf)
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        now.quantize(16).save(path, optimize=True)
        return 1.0
    return apart(Image.open(path).convert("L"), now)


def place_of(pdf: bytes, word: str, page: int = 0) -> tuple[float, float]:
    """Where a word begins on the page, as shares of its width and height from the left and the bottom."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[page].get_textpage()
        found = text.search(word).get_next()
        assert found, f"{word!r} is not on the page"
        left, bottom, right, top = text.get_charbox(found[0])
        width, height = document[page].get_size()
    return (left + right) / 2 / width, (bottom + top) / 2 / height
