"""Calling a member by name in a comment: an @ and the name as it stands in the list of members."""

import re
from collections.abc import Iterable, Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.excerpt import folded
from accounts.models import User
from accounts.text import fold


def mentioned(text: str, people: Iterable[User]) -> list[int]:
    """The ids of the people whom `text` calls by name, however their letters are typed."""
    names = {person.pk: fold(str(person)) for person in people}
    called = {name for name, *_place in _calls(text, names.values())}
    return [pk for pk, name in names.items() if name in called]


def marked(text: str, people: Iterable[User]) -> SafeString:
    """The text as HTML, with what calls one of `people` set off from it."""
    pieces, at = [], 0
    for _name, start, end in _calls(text, [fold(str(person)) for person in people]):
        pieces.append((text[at:start], text[start:end]))
        at = end
    return format_html("{}{}", format_html_join("", '{}<bdi class="mention">{}</bdi>', pieces), text[at:])


def _calls(text: str, names: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Each of the folded `names` that stands after an @, and from where to where."""
    letters = folded(text)
    for match in _called(filter(None, names)).finditer("".join(letter for letter, *_place in letters)):
        yield match[1], letters[match.start()][1], letters[match.end() - 1][2]


def _called(names: Iterable[str]) -> re.Pattern:
    """An @ and one of the names; the longest, where one begins as another does."""
    longest_first = sorted(map(re.escape, set(names)), key=len, reverse=True)
    return re.compile(rf"@({'|'.join(longest_first) or '(?!)'})(?!\w)")
