"""What of a text is shown to who searched for something in it: the part around the first match, matches marked."""

from collections.abc import Iterable
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.text import fold

AROUND = 60  # letters shown before a match

Letters = list[tuple[str, int, int]]  # each with where in the text it begins and ends


def excerpt(text: str, words: Iterable[str]) -> SafeString:
    """The part of `text` around the first of the folded `words`, each of them marked in it; the beginning of the text
    where none can be placed."""
    spans = places(text, words)
    first, end = spans[0] if spans else (0, 0)
    start, stop = _from_a_word(text, first), _to_a_word(text, end)
    dots = ("…" if start else "", "…" if len(text) > stop else "")
    return format_html("{}{}{}", dots[0], marked(text, spans, start, stop), dots[1])


def _from_a_word(text: str, first: int) -> int:
    """Where the shown part begins: with a word, if one begins there."""
    start = max(0, first - AROUND)
    return text.find(" ", start, first) + 1 if start and " " in text[start:first] else start


def _to_a_word(text: str, end: int) -> int:
    """Where the shown part ends: with a word, if one ends there."""
    stop = end + 2 * AROUND
    space = text.rfind(" ", end, stop + 1) if len(text) > stop else -1
    return stop if space < 0 else space


def marked(text: str, spans: list[tuple[int, int]], start: int = 0, stop: int | None = None) -> SafeString:
    """`text` from `start` to `stop`, with what lies in one of the `spans` (in their order, and apart) marked."""
    stop = len(text) if stop is None else min(stop, len(text))
    pieces, at = [], start
    for begin, end in spans:
        if end > stop:
            break
        pieces += [(text[at:begin], text[begin:end])]
        at = end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[at:stop])


def places(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where in `text` each of the folded `words` stands, in order and without overlaps."""
    letters = folded(text)
    line = "".join(letter for letter, *_place in letters)
    found: list[tuple[int, int]] = []
    for word in words:
        start = line.find(word) if word else -1
        while start >= 0:
            found.append((letters[start][1], letters[start + len(word) - 1][2]))
            start = line.find(word, start + len(word))
    apart: list[tuple[int, int]] = []
    for begin, end in sorted(found):
        if not apart or begin >= apart[-1][1]:
            apart.append((begin, end))
    return apart


def folded(text: str) -> Letters:
    """What folding makes of it, letter by letter. Of what each comes to alone, the whole lacks spaces and commas; where
    it can't be followed, it is what each comes to."""
    alone, whole = each_folded(text), fold(text)
    rest = iter(alone)
    kept = [found for letter in whole if (found := next((each for each in rest if each[0] == letter), None))]
    return kept if len(kept) == len(whole) else alone


def each_folded(text: str) -> Letters:
    """What each letter comes to alone, whatever stands beside it: no words are joined."""
    letters: Letters = []
    for at, character in enumerate(text):
        seen = _letters(character)
        if letters and not seen:  # a mark on the last one
            letters[-1] = (*letters[-1][:2], at + 1)
        letters += [(letter, at, at + 1) for letter in seen]
    return letters


@lru_cache(maxsize=4096)
def _letters(character: str) -> str:
    return fold(character) or (" " if character.isspace() else "")
