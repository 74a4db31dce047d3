"""Calling a member by name in a comment: an @ and the name as it stands in the list of members."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.alphabet import place_in_alphabet
from accounts.excerpt import each_folded
from accounts.models import User
from accounts.text import direction

Place = tuple[int, int]  # in a text: from where, and up to where


def mentioned(text: str, people: Iterable[User]) -> list[int]:
    """The ids of the people whom `text` calls by name, however their letters are typed."""
    names = {person.pk: called_as(person) for person in people}
    called = {name for name, _place in _calls(text, names.values())}
    return [pk for pk, name in names.items() if name in called]


def places(text: str, people: Iterable[User]) -> list[Place]:
    """Where `text` calls one of these people."""
    return [place for _name, place in _calls(text, map(called_as, people))]


def marked(text: str, places: Iterable[Place]) -> SafeString:
    """The text as HTML, with what calls somebody set off from it."""
    lines = [(_marked_line(line, start, places),) for start, line in _lines(text)]
    return format_html_join("\n", "{}", lines)


def _marked_line(line: str, start: int, places: Iterable[Place]) -> SafeString:
    """A name has no say in which way its line runs, but where it stands alone there."""
    pieces, at = [], 0
    for begin, end in ((begin - start, end - start) for begin, end in places):
        if 0 <= begin < len(line):
            pieces.append((line[at:begin], line[begin:end]))
            at = end
    around = "".join(before for before, _call in pieces) + line[at:]
    mark = "bdi" if direction(around, "") else "span"
    calls = format_html_join("", f'{{}}<{mark} class="mention">{{}}</{mark}>', pieces)
    return format_html("{}{}", calls, line[at:])


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each with where it begins."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def called_as(person: User) -> str:
    """The name that calls this person, folded; empty where nothing is left of it."""
    return " ".join("".join(letter for letter, *_place in each_folded(str(person))).split())


def by_name(people: Iterable[User], language: str) -> list[list[User]]:
    """Those who can be called, by the alphabet; people of one name together, for it calls all of them."""
    named = defaultdict(list)
    for person in people:
        named[called_as(person)].append(person)
    named.pop("", None)
    return sorted(named.values(), key=lambda same: place_in_alphabet(str(same[0]), language))


def _calls(text: str, names: Iterable[str]) -> Iterator[tuple[str, Place]]:
    """Each folded name that is called, and where. Words are not joined, as a search joins them: what follows a name
    never becomes its ending."""
    pattern = _calling(names)
    for start, line in _lines(text):
        letters = each_folded(line)
        for match in pattern.finditer("".join(letter for letter, *_place in letters)):
            place = start + letters[match.start()][1], start + letters[match.end() - 1][2]
            yield " ".join(match[1].split()), place


def _calling(names: Iterable[str]) -> re.Pattern:
    """An @ and one of the names; the longest, where one begins as another does. An e-mail address calls nobody."""
    longest_first = sorted(map(re.escape, set(filter(None, names))), key=len, reverse=True)
    spaced = "|".join(longest_first).replace(r"\ ", " +")
    return re.compile(rf"(?<![a-z0-9_])@({spaced or '(?!)'})(?!\w)")
