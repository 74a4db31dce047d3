"""Word to the open pages of whoever was told of something, or read it, that the number on their bell is another.

The pages ask for it themselves, so nothing of what people are told goes through here.
"""

from collections.abc import Iterable

from live.page import Page, as_data
from live.parts import Part, partial

WORD = {Part("bell", ""): as_data(partial("bell-word", "<i></i>", "innerHTML"))}


def ring(pages: Iterable[Page], payload: str) -> None:
    """`payload` are the people's ids, as notices/giving.py sends them."""
    people = set(map(int, payload.split()))
    for page in pages:
        if page.user_id in people:
            page.give(WORD, page.seq)
