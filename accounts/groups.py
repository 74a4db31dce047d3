"""What groups of staff are called. They are known by names in the code; an app says here how readers know its own."""

from django.contrib.auth.models import Group
from django.utils.functional import Promise

_names: dict[str, Promise] = {}


def register(group: str, name: Promise) -> None:
    _names[group] = name


def name_of(group: Group) -> str:
    return str(_names.get(group.name, group.name))


def is_known(group: Group) -> bool:
    """Whether the code asks for it by name: under another, or deleted, it would give nobody a right any more."""
    return group.name in _names
