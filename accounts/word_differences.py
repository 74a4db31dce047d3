"""What differs between two texts, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import takewhile

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WORD = re.compile(r"\s+|\S+")
THIN_SPACE = "\u2009"
MOST = 60_000  # pairs of words compared; beyond that a text is shown whole, old and new
ALIKE = 3  # at least one in so many letters of the shorter text stays

Piece = tuple[str, str]  # "", "del" or "ins", and its text


def difference(before: str, after: str) -> SafeString:
    """The two texts as one, in HTML: what went in <del>, what came in <ins>."""
    pieces = pieces_of(before, after)
    return format_html_join("", "{}{}", zip(_gaps(pieces), (_marked(*piece) for piece in pieces), strict=True))


def beside(mine: str, theirs: str) -> tuple[SafeString, SafeString]:
    """Each of the two alone, in HTML: what only one has in <del> in mine, in <ins> in theirs."""
    pieces = pieces_of(mine, theirs)
    return _without("ins", pieces), _without("del", pieces)


def pieces_of(before: str, after: str) -> list[Piece]:
    """The two texts as one, in pieces; without those that came it is `before`, without those that went `after`."""
    old, new = WORD.findall(before), WORD.findall(after)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    middle = _compare(old[start : len(old) - end], new[start : len(new) - end])
    pieces = [("", "".join(new[:start])), *middle, ("", "".join(new[len(new) - end :]))]
    pieces = [(kind, text) for kind, text in pieces if text]
    return [("del", before), ("ins", after)] if _is_other(pieces, before, after) else pieces


def _is_other(pieces: list[Piece], before: str, after: str) -> bool:
    """Where two texts share but a few words here and there, neither can be read between the pieces of the other."""
    kept = sum(len(text) for kind, text in pieces if not kind)
    between = sum(not kind for kind, _text in pieces[1:-1])
    return between > 1 and kept * ALIKE < min(len(before), len(after))


def _gaps(pieces: list[Piece]) -> Iterator[str]:
    """What stands before each piece: with nothing between them, the Arabic letters of an old and a new word join."""
    for (_, text), (kind, after) in zip([("", " "), *pieces], pieces, strict=False):
        yield THIN_SPACE if kind == "ins" and not text[-1].isspace() and not after[0].isspace() else ""


def _without(other: str, pieces: list[Piece]) -> SafeString:
    return format_html_join("", "{}", ((_marked(*piece),) for piece in pieces if piece[0] != other))


def _marked(kind: str, text: str) -> str | SafeString:
    return format_html("<{0}>{1}</{0}>", kind, text) if kind else text


def _shared(old: list[str], new: list[str]) -> int:
    """How many words both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _compare(old: list[str], new: list[str]) -> Iterator[Piece]:
    """Phrases rather than single words: a mere space between two changes belongs to both."""
    if len(old) * len(new) > MOST:
        yield from (("del", "".join(old)), ("ins", "".join(new)))
        return
    went = came = ""
    for op, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, arrived = "".join(old[a:b]), "".join(new[c:d])
        if op == "equal" and not (gone.isspace() and (went or came)):
            yield from (("del", went), ("ins", came), ("", gone))
            went = came = ""
        else:
            went, came = went + gone, came + arrived
    yield from (("del", went), ("ins", came))
