"""Calling a member by name in a comment: an @ and the name as it stands in the list of members."""

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from accounts.models import User
from accounts.text import fold


def mentioned(text: str, people: Iterable[User]) -> list[int]:
    """The ids of the people whom `text` calls by name, however their letters are typed."""
    folded = fold(text)
    return [person.pk for person in people if re.search(rf"@{re.escape(fold(str(person)))}(?!\w)", folded)]


def marked(text: str, people: Iterable[User]) -> SafeString:
    """The text as HTML, with the names of `people` after an @ set off from it."""
    names = sorted((str(person) for person in people), key=len, reverse=True)
    html = escape(text)
    if names:
        called = "|".join(re.escape(escape(name)) for name in names)
        html = re.sub(rf"@({called})(?!\w)", r'<bdi class="mention">@\1</bdi>', html)
    return mark_safe(html)  # noqa: S308 - escaped above, before the marks went in
