"""What a curator should know of an item at a glance: how complete each language is, what is stale or leads nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from learning.curation.places import PARTS, Place, places
from learning.curation.sheet import LANGUAGES
from learning.document import Document, texts
from learning.links import broken
from learning.models import Lesson, Term
from learning.models.curated import Curated
from learning.translations import completeness, missing, stale, text_digest

LOOKED_BACK = 100  # revisions in which the words that a translation was made from are looked for
NOWHERE = {
    "lesson": _("There is no such lesson."),
    "term": _("There is no such term."),
    "http": _("This is not an address on the web."),
    "https": _("This is not an address on the web."),
}
NO_LINK = _("Only addresses that begin with https:, http:, lesson: or term: become links.")


@dataclass(frozen=True)
class Spoken:
    """An item in one language; `share` is a fraction, lists are of places."""

    language: str
    share: float
    missing: list[Place]
    stale: list[Place]

    @property
    def percent(self) -> int:
        """Rounded down: 100 says that nothing is missing."""
        return int(self.share * 100)

    @property
    def share_down(self) -> Decimal:
        """The share in whole percent, as a fraction."""
        return Decimal(self.percent) / 100


@dataclass(frozen=True)
class Broken:
    """A link that leads nowhere: where it stands, in which language ("" for a step), and why."""

    place: Place
    language: str
    address: str

    @property
    def why(self) -> Promise:
        return NOWHERE.get(self.address.partition(":")[0], NO_LINK)


def known() -> frozenset[str]:
    """What links may lead to: every lesson and term that there is, drafts too."""
    lessons, terms = Lesson.objects.values_list("slug", flat=True), Term.objects.values_list("key", flat=True)
    return frozenset([*(f"lesson:{slug}" for slug in lessons), *(f"term:{key}" for key in terms)])


class Judged:
    """An item's working copy, judged."""

    def __init__(self, item: Curated, known: frozenset[str]):
        self.item, self.known = item, known
        self.offered = False  # whether Boom ships a newer version

    @cached_property
    def document(self) -> Document:
        return self.item.document()

    @cached_property
    def languages(self) -> list[Spoken]:
        noun, document = self.item.noun, self.document
        named = places(noun, document)
        shares, lacks = completeness(noun, document), missing(noun, document)
        behind = stale(noun, document, self.item.translated)
        return [
            Spoken(code, shares[code], [named[p] for p in lacks[code]], [named[p] for p in behind[code]])
            for code in LANGUAGES
        ]

    @cached_property
    def broken(self) -> list[Broken]:
        named = places(self.item.noun, self.document)
        steps = Place("", 0, PARTS["steps"].label)
        return [
            Broken(named.get(path, steps), language, address)
            for path, language, address in broken(self.item.noun, self.document, self.known)
        ]

    @property
    def is_complete(self) -> bool:
        return all(spoken.percent == 100 for spoken in self.languages)

    @property
    def is_stale(self) -> bool:
        return any(spoken.stale for spoken in self.languages)


def judged(items: Iterable[Curated]) -> list[Judged]:
    there = known()
    return [Judged(item, there) for item in items]


def sources_then(item: Curated, document: Document) -> dict[tuple[str, str], str]:
    """By (path, language), what the source said when a translation was made that is stale by now, as far as a
    revision still tells it; "" where none does. Of a source in no language of ours, nothing is told."""
    if document["source_language"] not in LANGUAGES:
        return {}
    behind = stale(item.noun, document, item.translated)
    wanted = {(path, language): item.translated.get(language, {}).get(path, "")
              for language, paths in behind.items() for path in paths}  # fmt: skip
    if not wanted:
        return {}
    digests = {(path, digest): "" for (path, _language), digest in wanted.items()}
    for earlier in item.revisions.order_by("-number").values_list("document", flat=True)[:LOOKED_BACK]:
        _collect(item.noun, earlier, digests)
        if all(digests.values()):
            break
    return {place: digests[place[0], digest] for place, digest in wanted.items()}


def _collect(noun: str, document: Document, digests: dict[tuple[str, str], str]) -> None:
    for path, text in texts(noun, document):
        words = text[document["source_language"]]
        if any(path == wanted for wanted, _digest in digests) and (path, text_digest(words)) in digests:
            digests[path, text_digest(words)] = words
