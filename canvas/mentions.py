"""Calling a member by name in a comment: an @ and the name as it stands in the list of members."""

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from accounts.models import User
from accounts.text import fold


def mentioned(text: str, people: Iterable[User]) -> list[int]:
    """The ids of the people whom `text` calls by name, however their letters are typed."""
    names = {person.pk: fold(str(person)) for person in people}
    called = set(_called(set(filter(None, names.values()))).findall(fold(text)))
    return [pk for pk, name in names.items() if name in called]


def _called(names: Iterable[str]) -> re.Pattern:
    """An @ and one of the names; the longest, where one begins as another does."""
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile(rf"@({'|'.join(longest_first) or '(?!)'})(?!\w)")


def marked(text: str, people: Iterable[User]) -> SafeString:
    """The text as HTML, with the names of `people` after an @ set off from it."""
    names = _called(escape(str(person)) for person in people)
    html = names.sub(r'<bdi class="mention">@\1</bdi>', escape(text))
    return mark_safe(html)  # noqa: S308 - escaped above, before the marks went in
