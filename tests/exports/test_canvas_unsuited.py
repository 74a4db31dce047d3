"""A canvas's document in which one value does not suit: refused with a path, or taken. Nothing breaks on it."""

import json
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from exports.document.checking import Unsound
from exports.document.placing import import_canvas
from exports.document.taking import Content, checked
from exports.document.writing import document_of
from tests.cast import Cast, actor
from tests.exports.sending import send
from tests.strategy import make_strategy

NUMBERS = (2**63 - 1, "0e999999999")
UNSUITED = (
    None, True, *NUMBERS, 2**70, 1.5, "a", "1e999999", "0001-01-01", "9999-12-31", ["a"], [[]], {"a": 1},
)  # fmt: skip
Path = tuple[str | int, ...]


def test_every_value_in_turn(cast):
    """What is taken is also written where it is a number, of which the database has bounds of its own."""
    whole, broken = small(cast), []
    for path in paths(whole):
        for value in UNSUITED:
            try:
                content = taken(replaced(whole, path, value))
                if content and value in NUMBERS and "history" not in path:
                    come_in(cast, content)
            except Exception as error:
                broken.append((path, value, repr(error)))
    assert not broken


def test_how_many_moves_a_what_if_may_have_is_said_in_the_readers_digits(cast):
    whole = small(cast)
    whole["canvas"]["scenarios"][0]["moves"] = [{}] * 6
    answer = send(cast.dariush, cast, json.dumps(whole, default=str))
    assert "این فهرستی با حداکثر ۵ مورد نیست" in answer.content.decode()


def small(cast: Cast) -> dict:
    """One row of everything."""
    make_strategy(cast)
    whole = document_of(cast.canvas, timezone.now(), cast.amina, history=True)
    content = {name: rows[:1] if isinstance(rows, list) else rows for name, rows in whole["canvas"].items()}
    content["relationships"][0]["ties"] = [content["notes"][0]["key"]]
    assert all(content.values())
    (chapter,) = whole["history"]
    return whole | {"canvas": content, "history": [chapter | {"lines": chapter["lines"][:1]}]}


def paths(value: object, path: Path = ()) -> Iterator[Path]:
    """To everything but what the rows of the history hold, which can be anything."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        if path[-1:] not in (("before",), ("after",)):
            yield from paths(each, (*path, key))


def replaced(whole: object, path: Path, value: object) -> object:
    if not path:
        return value
    copy = whole.copy()
    copy[path[0]] = replaced(whole[path[0]], path[1:], value)
    return copy


def taken(whole: object) -> Content | None:
    try:
        return checked(json.dumps(whole).encode())
    except Unsound as unsound:
        assert unsound.problems and all(path and says for path, says in unsound.problems), unsound.problems
        return None


def come_in(cast: Cast, content: Content) -> None:
    with transaction.atomic():
        import_canvas(content, cast.team, actor(cast.dariush))
        transaction.set_rollback(True)
