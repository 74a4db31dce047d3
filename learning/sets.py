"""A set: lessons, terms and the path as one JSON file, to keep, to carry to another Boom, and to take in again."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.numbers import with_numbers
from learning.document import SHAPES, Document, Unsound, checked, shown
from learning.importing import Imported, refuse, refuse_large
from learning.models.curated import Curated
from learning.models.path import NEWCOMERS
from learning.shipping import MODELS, all_items
from learning.subjects import rank

FORMAT, VERSION = "boom.lessons", 1
LISTS = {"lessons": "lesson", "terms": "term"}
MOST = {"lessons": 500, "terms": 2000}


def export_set(items: Iterable[Curated]) -> str:
    """The working copies as the text of a JSON file, in the library's order."""
    found: dict[str, list[Document]] = {"lesson": [], "term": [], "path": []}
    for item in items:
        found[item.noun].append(item.document())
    found["lesson"].sort(key=lambda lesson: (rank(lesson["about"]), lesson["position"], lesson["slug"]))
    found["term"].sort(key=lambda term: term["key"])
    whole = {"format": FORMAT, "version": VERSION, "lessons": found["lesson"], "terms": found["term"]}
    if found["path"]:
        whole["path"] = found["path"][0]
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def everything() -> list[Curated]:
    """All lessons and terms, and the path: for export_set."""
    return list(all_items().values())


def read_set(data: bytes) -> list[tuple[str, str, Document]]:
    """Noun, key and canonical document of each that a file holds. Raises Unsound."""
    whole = _parse(data)
    problems: list[str] = []
    given = [*_listed(whole, problems)]
    if "path" in whole:
        given.append(("path", "path", whole["path"]))
    read = [(noun, *_read(noun, where, document, problems)) for noun, where, document in given]
    names = [(noun, key) for noun, key, _document in read if key]
    problems += [_("{name} is there twice.").format(name=f"{n} {k}") for n, k in {*names} if names.count((n, k)) > 1]
    refuse(problems)
    return read


def import_set(data: bytes, by: User) -> Imported:
    """Add what is not there, revise what is otherwise, both as drafts; inside `all_or_nothing`. Raises Unsound."""
    done, there = Imported(), all_items()
    for noun, key, document in sorted(read_set(data), key=lambda read: read[:2]):  # one order of locks for everybody
        item = there.get((noun, key))
        if item is None:
            MODELS[noun].add(document, by)
            done.added.append((noun, key))
        elif item.document() != document:
            item.revise(document, item.number, by)
            done.revised.append((noun, key))
        else:
            done.same.append((noun, key))
    return done


def _parse(data: bytes) -> dict:
    refuse_large(len(data))
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise Unsound([_("This is not a JSON file that Boom can read.")]) from None
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise Unsound([_("This is not a set of lessons.")])
    if whole.get("version") != VERSION or isinstance(whole["version"], bool):
        raise Unsound([_("This set is of a version that this Boom does not know.")])
    if unknown := whole.keys() - {"format", "version", "path", *LISTS}:
        raise Unsound([f"{shown(name)}: {_('This field is unknown.')}" for name in sorted(unknown)[:20]])
    return whole


def _listed(whole: dict, problems: list[str]) -> Iterable[tuple[str, str, object]]:
    for name, noun in LISTS.items():
        documents = whole.get(name, [])
        if not isinstance(documents, list) or len(documents) > MOST[name]:
            problems.append(f"{name}: {with_numbers(_('This is not a list of at most {count}.'), count=MOST[name])}")
            continue
        for place, document in enumerate(documents, 1):
            yield noun, f"{name}.{place}", document


def _read(noun: str, where: str, document: object, problems: list[str]) -> tuple[str, Document]:
    """Key and canonical document; empty ones where it is unsound, and then `problems` says why."""
    try:
        taken = checked(noun, document)
    except Unsound as unsound:
        name = document.get(SHAPES[noun].key) if isinstance(document, dict) else None
        where = f"{where} ({shown(name)})" if isinstance(name, str) else where
        problems += [f"{where}: {problem}" for problem in unsound.problems]
        return "", {}
    return str(taken.get(SHAPES[noun].key, NEWCOMERS)), taken
