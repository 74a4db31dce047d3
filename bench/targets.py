"""How each server under measurement is spoken to: the requests that a browser would send."""

import uuid
from functools import partial

from bench.load import HOST, Edit, Target, text_of
from bench.seed import Seeded
from bench.servers import Server

TOKEN = "b" * 32  # a CSRF secret of the browser's, in its cookie and in the header


def floor_target(server: Server) -> Target:
    def edit(writer: int, note: int, n: int) -> Edit:
        return Edit(f"/notes/{note}/edit", {"text": text_of(note, n)})

    return Target("floor", server, list(range(1, 101)), lambda page, seq: get("/canvas/1/live", {}), edit)


def our_target(server: Server, seeded: Seeded) -> Target:
    board = f"/w/{seeded.workspace}/canvases/{seeded.canvas}/"

    def stream(page: int, seq: int) -> bytes:
        at = f"{board}live/?seq={seq}&page={page_key(page)}"
        return get(at, cookies(seeded, page) | {"Accept": "text/event-stream"})

    def edit(writer: int, note: int, n: int) -> Edit:
        head = {
            "X-CSRFToken": TOKEN,
            "HX-Request": "true",
            "Boom-Request": str(uuid.uuid4()),
            "Boom-Page": str(page_key(writer)),
        }
        form = {"text": text_of(note, n), "version": n}
        return Edit(f"{board}notes/{note}/revise/", form, cookies(seeded, writer) | head)

    return Target("ours", server, seeded.notes, stream, edit, partial(last_seq, seeded.workspace))


def page_key(number: int) -> uuid.UUID:
    return uuid.UUID(int=number + 1)


def cookies(seeded: Seeded, number: int) -> dict[str, str]:
    member = seeded.members[number % len(seeded.members)]
    return {"Cookie": f"sessionid={member.session}; csrftoken={TOKEN}"}


def last_seq(workspace: int) -> int:
    """Where the record stands, which a page that opens now says in its stream's address."""
    from record.models import Head

    return Head.seq_of(workspace)


def get(path: str, headers: dict[str, str]) -> bytes:
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: {HOST}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode()
