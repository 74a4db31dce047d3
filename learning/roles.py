"""Who may curate: curators write and submit, editors also publish. Both are groups of staff."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.utils.translation import pgettext_lazy

from accounts.groups import register
from accounts.models import User

CURATORS, EDITORS = "curators", "editors"
register(CURATORS, pgettext_lazy("group", "curators"))
register(EDITORS, pgettext_lazy("group", "editors"))
EDITORS_VERBS = {"send_back", "publish", "schedule", "withdraw", "take", "ignore"}


def may_curate(person: User) -> bool:
    """May add, revise, submit and restore."""
    return _is_of(person, CURATORS, EDITORS)


def may_publish(person: User) -> bool:
    """May besides send back, publish, schedule, withdraw, and take what was shipped."""
    return _is_of(person, EDITORS)


def may(person: User, verb: str) -> bool:
    """Whether `person` may do this ("publish") to a lesson, a term or a path."""
    return may_publish(person) if verb in EDITORS_VERBS else may_curate(person)


def require(person: User, verb: str) -> None:
    if not may(person, verb):
        raise PermissionDenied


def make_groups() -> None:
    """The two groups, where they are missing."""
    for name in (CURATORS, EDITORS):
        Group.objects.get_or_create(name=name)


def _is_of(person: User, *groups: str) -> bool:
    if not (person.is_active and person.is_staff):
        return False
    return person.is_superuser or person.groups.filter(name__in=groups).exists()
