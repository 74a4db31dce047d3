"""What a change says, written when it is read, in the reader's language. Apps register their verbs."""

from collections.abc import Callable, Iterable, Mapping
from html import escape

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from record.models import Change

Words = Callable[[Change], Mapping[str, object]]
_registered: dict[tuple[str, str], tuple[Promise, Words]] = {}

SHORT = 60


class Person(int):
    """A word that is somebody, given by id and shown by name."""


def register(verb: str, sentence: Promise, words: Words = lambda change: {}, table: str = "") -> None:
    """`sentence` has {who} and what `words` answers for a change; each is isolated from the text around it.

    Where one verb writes rows of several tables, `table` tells whose lines the sentence is for.
    """
    _registered[verb, table] = (sentence, words)


def name(change: Change) -> dict[str, object]:
    """The words of a sentence about a row that has a name."""
    return {"name": change.row["name"]}


def renamed(change: Change) -> dict[str, object]:
    return {"old": (change.before or change.row)["name"], "new": change.row["name"]}


def verbs() -> list[str]:
    return sorted({verb for verb, _table in _registered})


def people_of(changes: Iterable[Change]) -> set[int]:
    """The ids of everybody whom the sentences of these changes name, and of who acted: for one query."""
    changes = list(changes)
    words = [word for change in changes for word in _sentence_of(change)[1].values()]
    return {change.actor_id for change in changes} | {int(word) for word in words if isinstance(word, Person)}


def sentence(change: Change, who: str, people: Mapping[int, object] | None = None) -> SafeString:
    """The change as HTML; `people` are names by id, of at least those of `people_of`.

    A verb that nobody registered (an older release's) is shown by its name rather than hidden.
    """
    pattern, words = _sentence_of(change)
    named = {
        name: _name(word, people or {}) if isinstance(word, Person) else word for name, word in words.items()
    }
    isolated = {name: _isolated(shorten(str(word))) for name, word in named.items()}
    return SafeString(str(pattern).format(who=_isolated(who), **isolated))


def _isolated(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"


def _sentence_of(change: Change) -> tuple[object, Mapping[str, object]]:
    known = _registered.get((change.verb, change.table)) or _registered.get((change.verb, ""))
    if known is None:
        return _unknown(change)
    pattern, words = known
    try:
        return pattern, words(change)
    except (KeyError, ValueError, TypeError, AttributeError):
        # A line from before a column that the sentence speaks of, or after its last block; or one of a file, which
        # can hold anything.
        return _unknown(change)


def _unknown(change: Change) -> tuple[str, Mapping[str, object]]:
    return "{who}: {verb}", {"verb": change.verb}


def _name(person: Person, people: Mapping[int, object]) -> object:
    return people.get(int(person)) or _("somebody")


def shorten(text: str, most: int = SHORT) -> str:
    """On one line, and not longer than that."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
