"""One open page: who has it, how they read, and the newest of each part that is due to it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from accounts.reading import Reading
from live.parts import Part

CLOSED = b"event: closed\ndata: closed\n\n"
STILL_HERE = b": still here\n\n"


@dataclass(eq=False, slots=True)
class Page:
    key: str
    workspace_id: int
    canvas_id: int | None  # None where it follows many records: live/following.py
    user_id: int
    session_key: str
    password: str
    reading: Reading
    seq: int
    place: str | None = None  # whose editor is open on it: the id of its element
    due: dict[Part, bytes] = field(default_factory=dict)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    closed: bool = False  # may have no more
    gone: bool = False  # nobody is at the other end any more
    beat_at: float = 0.0  # when it hears next that the stream still lives, by the loop's clock
    presence: bytes = b""  # the people it was shown last

    @property
    def audience(self) -> tuple[int, Reading]:
        """What it shows and how: pages of one audience are sent the same."""
        return self.canvas_id, self.reading

    def give(self, parts: Mapping[Part, bytes], seq: int) -> None:
        """Send parts as soon as may be."""
        self.queue(parts, seq)
        self.wake.set()

    def queue(self, parts: Mapping[Part, bytes], seq: int) -> None:
        """Parts to be sent when it wakes. One that is due already is replaced: a slow page loses freshness, never order
        or memory."""
        for part in parts if self.due else ():
            self.due.pop(part, None)
        self.due.update(parts)
        self.seq = max(self.seq, seq)

    def close(self) -> None:
        self.closed = True
        self.due.clear()
        self.wake.set()

    def leave(self) -> None:
        self.gone = True
        self.wake.set()

    def take(self) -> bytes:
        """All that is due, as one server-sent event; its id is where a reconnecting page goes on from."""
        self.wake.clear()
        if self.closed:
            return CLOSED
        if not self.due:
            return STILL_HERE
        due, self.due = self.due, {}
        return b"id: %d\n%b\n" % (self.seq, b"".join(due.values()))


def as_data(html: str) -> bytes:
    """HTML as lines of a server-sent event: made once for all the pages that get it."""
    return f"data: {html}\n".replace("\r", "").replace("\n", "\ndata: ").removesuffix("data: ").encode()
