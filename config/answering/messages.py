"""What is said between the server's front and the processes that answer pages: Python's own values, each after its
length, over a pair of sockets that nobody else holds."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, NamedTuple

LENGTH = struct.Struct("!Q")
READY, ANSWERED, BROKEN = "ready", "answered", "broken"  # what a process says, besides what its pages tell the hub
Headers = list[tuple[bytes, bytes]]


def encoded(headers: Iterable[tuple[str, str]]) -> Headers:
    """As ASGI has them."""
    return [(name.lower().encode("latin-1"), text.encode("latin-1")) for name, text in headers]


class Asked(NamedTuple):
    """A request: of its ASGI scope what a page may ask for, its body (None: too long to be read), and who has pages of
    its workspace open (live/hub.py: audiences)."""

    scope: dict
    body: bytes | None
    audiences: dict


class Answer(NamedTuple):
    status: int
    headers: Headers
    content: bytes


def packed(value: Any) -> bytes:
    content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(content)) + content


def unpacked(stream: BinaryIO) -> Any:
    """The next value, when it is there. Raises EOFError when nobody is at the other end any more."""
    if not stream.read(LENGTH.size):
        raise EOFError
    return pickle.load(stream)  # noqa: S301  (both ends are ours)


class Pieces:
    """Bytes as they come in, and the values that they make up."""

    def __init__(self) -> None:
        self.kept = bytearray()

    def add(self, piece: bytes) -> Iterator[Any]:
        self.kept += piece
        while len(self.kept) >= LENGTH.size:
            end = LENGTH.size + LENGTH.unpack_from(self.kept)[0]
            if len(self.kept) < end:
                return
            content = bytes(self.kept[LENGTH.size : end])
            del self.kept[:end]
            yield pickle.loads(content)  # noqa: S301
