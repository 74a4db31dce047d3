"""One open page: who has it, how they read, and the newest of each part that is due to it."""

import asyncio
from dataclasses import dataclass, field

from accounts.reading import Reading
from live.parts import Part


@dataclass(eq=False, slots=True)
class Page:
    key: str
    workspace_id: int
    canvas_id: int
    user_id: int
    session_key: str
    password: str
    reading: Reading
    seq: int
    note_id: int | None = None
    due: dict[Part, str] = field(default_factory=dict)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    closed: bool = False

    def give(self, parts: dict[Part, str], seq: int) -> None:
        """Queue parts. A part that is due already is replaced: a slow page loses freshness, never order or memory."""
        for part, html in parts.items():
            self.due.pop(part, None)
            self.due[part] = html
        self.seq = max(self.seq, seq)
        self.wake.set()

    def close(self) -> None:
        self.closed = True
        self.due.clear()
        self.wake.set()

    def take(self) -> bytes:
        """All that is due, as one server-sent event; its id is where a reconnecting page goes on from."""
        self.wake.clear()
        if self.closed:
            return b"event: closed\ndata: closed\n\n"
        if not self.due:
            return b""
        data = "\n".join(self.due.values()).replace("\r", "").replace("\n", "\ndata: ")
        self.due = {}
        return f"id: {self.seq}\ndata: {data}\n\n".encode()
