"""Addresses that may be broken where a word of them ends."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def broken(path: str) -> SafeString:
    """The path, with a place to break before each slash."""
    return format_html_join(mark_safe("<wbr>/"), "{}", ((part,) for part in path.split("/")))
