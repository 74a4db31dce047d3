"""What ships with Boom: loaded where it is missing, followed where nobody touched it, offered where somebody did."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as File

from django.db import transaction

from accounts.models import User
from learning.curating import curating
from learning.document import SHAPES, Document, Unsound, checked, digest
from learning.models import Lesson, NotNow, Path, State, Term
from learning.models.curated import Curated
from learning.models.path import NEWCOMERS
from learning.roles import make_groups

CONTENT = File(__file__).parent / "content"
MODELS: dict[str, type[Curated]] = {"lesson": Lesson, "term": Term, "path": Path}


@dataclass(frozen=True)
class Offer:
    """A newer shipped version of something that somebody here has edited."""

    item: Curated
    document: Document


def shipped() -> list[tuple[str, str, Document]]:
    """Noun, key and canonical document of all that ships. Raises Unsound with the file's name."""
    files = [("lesson", file) for file in sorted((CONTENT / "lessons").glob("*.json"))]
    files += [("term", CONTENT / "terms.json"), ("path", CONTENT / "path.json")]
    return [
        (noun, str(document.get(SHAPES[noun].key, NEWCOMERS)), document)
        for noun, file in files
        if file.exists()
        for document in _read(noun, file, file.stat().st_mtime_ns)
    ]


def shipped_document(item: Curated) -> Document | None:
    """What ships under the item's name; None if nothing does."""
    return next((document for noun, key, document in shipped() if (noun, key) == (item.noun, key_of(item))), None)


def key_of(item: Curated) -> str:
    return getattr(item, SHAPES[item.noun].key or "key")


def load(say: Callable[[str], object]) -> None:
    """As the owner of the tables: add what is missing, follow what nobody has touched. `say` hears of each."""
    make_groups()
    with transaction.atomic():
        for noun, key, document in sorted(shipped(), key=lambda each: each[:2]):  # locks in the order of `import_set`
            item = _locked(noun, key)
            if item is None:
                _ship(MODELS[noun](**({"key": key} if noun == "path" else {})), document)
                say(f"{noun} {key}")
            elif is_untouched(item) and digest(document) not in (item.shipped, item.ignored):
                _ship(item, document)
                say(f"{noun} {key}, as it ships now")


def is_untouched(item: Curated) -> bool:
    """Whether learners see, and curators find, exactly what was last taken from what ships."""
    return bool(item.shipped) and item.state == State.PUBLISHED and digest(item.document()) == item.shipped


def offers() -> list[Offer]:
    """What ships in a newer version than was taken or declined, of what somebody has touched."""
    items = all_items()
    found = [(items.get((noun, key)), document) for noun, key, document in shipped()]
    return [Offer(item, document) for item, document in found if item and _is_offered(item, document)]


def offer_of(item: Curated) -> Offer | None:
    """The offer for one lesson, term or path."""
    document = shipped_document(item)
    return Offer(item, document) if document and _is_offered(item, document) else None


def take(item: Curated, number: int, by: User) -> None:
    """The working copy becomes what ships, whole, in review. Raises Stale; NotNow where nothing is offered."""
    with curating(by, item, "take"):
        item.meet(number)
        document = _offered(item)
        item.state, item.shipped, item.ignored = State.REVIEW, digest(document), ""
        item.write(document)


def ignore(item: Curated, number: int, by: User) -> None:
    """Offer this version no more; a later one is offered again. Raises Stale; NotNow where nothing is offered."""
    with curating(by, item, "ignore"):
        item.meet(number)
        item.ignored = digest(_offered(item))


def _offered(item: Curated) -> Document:
    if not (offer := offer_of(item)):
        raise NotNow(item)
    return offer.document


def _is_offered(item: Curated, document: Document) -> bool:
    new = digest(document)
    return new not in (item.shipped, item.ignored) and new != digest(item.document())


def all_items() -> dict[tuple[str, str], Curated]:
    """Every lesson, term and path by noun and key, with its parts, in a fixed number of queries."""
    return {
        (noun, key_of(item)): item
        for noun, model in MODELS.items()
        for item in model.objects.prefetch_related(*SHAPES[noun].parts)
    }


def _locked(noun: str, key: str) -> Curated | None:
    """So that nobody edits it between the look whether somebody has and the load."""
    there = MODELS[noun].objects.select_for_update(no_key=True)
    return there.filter(**{SHAPES[noun].key or "key": key}).first()


def _ship(item: Curated, document: Document) -> None:
    with curating(None, item, "ship") as revision:
        item.state, item.published_id, item.shipped = State.PUBLISHED, revision, digest(document)
        item.write(document)


@lru_cache(maxsize=100)
def _read(noun: str, file: File, changed_ns: int) -> list[Document]:
    """The documents of a file as it was when it last changed."""
    said = json.loads(file.read_text(encoding="utf-8"))
    try:
        return [checked(noun, document) for document in (said if noun == "term" else [said])]
    except Unsound as unsound:
        raise Unsound([f"{file.name}: {problem}" for problem in unsound.problems]) from None
