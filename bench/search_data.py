"""A hundred thousand notes of one workspace, in words that come as often as words do: few all the time, most seldom."""

import random
from collections.abc import Iterator

import psycopg

from accounts.models import User
from canvas.blocks import NOTE_BLOCKS
from canvas.models import Canvas, Comment, Note, Segment
from workspaces.models import Membership, Workspace
from workspaces.roles import Role

WORKSPACE, CANVASES, NOTES = 1, 250, 100_000
COMMON, KNOWN, RARE = "مشتری‌های", "اشتراک", "کتابخانهٔ"
OFTEN = {COMMON: 3, KNOWN: 100, RARE: 10_000}  # in one of so many notes
LETTERS = "ابپتجچحخدرزسشعغفقکگلمنوهی"
MOST = 2000  # of a kind, written by one statement
MODELS = (Comment, Note, Segment, Canvas, Membership, Workspace, User)


def fill(owner: psycopg.Connection) -> None:
    """Into an empty scratch database, by the role that owns the tables; nothing of it goes on the record."""
    tables = [model._meta.db_table for model in MODELS]
    for table in tables:
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    owner.execute("; ".join(f"DELETE FROM {table}" for table in tables))
    _fill_team()
    texts = _texts(random.Random(1405))
    Note.objects.bulk_create((_note(pk, next(texts)) for pk in range(1, NOTES + 1)), batch_size=MOST)
    Comment.objects.bulk_create((_comment(pk, next(texts)) for pk in range(1, NOTES // 10 + 1)), batch_size=MOST)
    owner.execute("VACUUM ANALYZE")


def _fill_team() -> None:
    user = User.objects.create(pk=1, email="1@example.com", name="نام")
    workspace = Workspace.objects.create(pk=WORKSPACE, name="نوآوران")
    Membership.objects.create(workspace=workspace, user=user, role=Role.OWNER)
    Canvas.objects.bulk_create(Canvas(pk=pk, workspace=workspace, name=f"بوم {pk}") for pk in range(1, CANVASES + 1))


def _place(pk: int) -> dict[str, object]:
    return {"pk": pk, "workspace_id": WORKSPACE, "canvas_id": 1 + pk % CANVASES, "block": NOTE_BLOCKS[pk % 8]}


def _note(pk: int, text: str) -> Note:
    return Note(**_place(pk), text=text, position=f"{pk:07}x")


def _comment(pk: int, text: str) -> Comment:
    return Comment(**_place(pk), text=text, author_id=1)


def _texts(chance: random.Random) -> Iterator[str]:
    words = ["".join(chance.choices(LETTERS, k=chance.randint(3, 8))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    while True:
        said = chance.choices(words, weights, k=chance.randint(4, 20))
        known = [word for word, often in OFTEN.items() if chance.randrange(often) == 0]
        yield " ".join([*said, *known])
