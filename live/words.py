"""Word to open pages that something they show is another now, where no line of their own record says so.

The pages ask for it themselves, as whoever has them open: nothing of what there is to see goes through here. A word may
be lost (while the database is away); a page asks again whenever its stream is opened.
"""

from collections.abc import Callable, Iterable

from django.db import connection

from accounts.reading import Reading
from live.page import Page, as_data
from live.parts import TEAM, Part, partial, render_fresh
from notices.giving import CHANNEL as NOTICES

CHANNEL = "boom_words"
BELL = {Part("bell", ""): as_data(partial("bell-word", "<i></i>", "innerHTML"))}


def tell(workspace_id: int, topic: str) -> None:
    """To the pages of a team that show no canvas. After the commit, for inside it NOTIFY takes a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{workspace_id} {topic}"])


def hear(pages: Iterable[Page], payload: str) -> None:
    home, topic = payload.split()
    shown = int(home), 0  # the team, and that it shows no canvas
    if not topic.isalpha():  # whoever may connect may say anything
        raise ValueError(topic)
    drawn = render_fresh(0, [topic])[topic](Reading.current())  # the same for every reader
    for page in pages:
        if (page.workspace_id, page.canvas_id) == shown:
            page.give({Part(TEAM, topic): as_data(drawn)}, page.seq)


def ring(pages: Iterable[Page], payload: str) -> None:
    """The number on the bell of these people is another."""
    people = set(map(int, payload.split()))
    for page in pages:
        if page.user_id in people:
            page.give(BELL, page.seq)


HEARD: dict[str, Callable[[Iterable[Page], str], None]] = {CHANNEL: hear, NOTICES: ring}
