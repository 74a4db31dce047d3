"""What the templates of curation need: addresses of its pages, and languages by their names."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.utils.translation import get_language_info

from learning.curation.frame import address, key_of
from learning.models.curated import State

register = template.Library()


@register.simple_tag
def page(name: str, of: object, **kwargs: object) -> str:
    """{% page "review" item %}: the address of an item's page; of a noun, that of the page of all of its kind."""
    return address(name, of, **kwargs)


@register.filter
def language_name(code: str) -> str:
    """The language's name in the reader's: «فارسی», "Persian"."""
    return str(dict(settings.LANGUAGES)[code])


@register.filter
def reason_of(revision: object) -> str:
    """Why, in the words of whoever did it; where a translation was confirmed, its language."""
    return language_name(revision.reason) if revision.reason in dict(settings.LANGUAGES) else revision.reason


@register.filter
def runs(code: str) -> str:
    """Which way a language runs: "rtl" or "ltr"."""
    return "rtl" if get_language_info(code)["bidi"] else "ltr"


register.filter("key", key_of)


@register.filter
def state_label(revision: object) -> object:
    """The state in which a revision left its item."""
    return State(revision.state).label
