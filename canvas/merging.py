"""A word-level merge of two revisions of one text: offered to people, never made for them."""

import re
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|[^\s]+")
Edit = tuple[int, int, list[str]]


def merge(base: str, mine: str, theirs: str) -> str | None:
    """Both revisions of `base` in one text; None where they touch the same words, for there people must choose."""
    words = WORD.findall(base)
    edits = sorted(_edits(words, WORD.findall(mine)) + _edits(words, WORD.findall(theirs)), key=lambda e: e[:2])
    kept: list[Edit] = []
    for edit in edits:
        if kept and edit == kept[-1]:
            continue
        if kept and edit[0] <= kept[-1][1]:
            return None
        kept.append(edit)
    for start, end, new in reversed(kept):
        words[start:end] = new
    return "".join(words)


def _edits(old: list[str], new: list[str]) -> list[Edit]:
    """What turns `old` into `new`: (start, end, words) in the places of `old`."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(i, j, new[k:m]) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"]
