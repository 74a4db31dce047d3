"""What the reference of the API shows: addresses that may be broken where a word of them ends, names of roles."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from workspaces.roles import Role

register = template.Library()


@register.filter
def broken(path: str) -> SafeString:
    """The path, with a place to break before each slash."""
    return format_html_join(mark_safe("<wbr>/"), "{}", ((part,) for part in path.split("/")))


@register.filter
def coded(sentence: str) -> SafeString:
    """The sentence, with what stands in it between backticks as code."""
    parts = enumerate(sentence.split("`"))
    return format_html_join("", "{}", ((format_html("<code>{}</code>", part) if n % 2 else part,) for n, part in parts))


@register.filter
def role_name(role: str) -> str:
    """Of a role's name in the API, as readers know it."""
    return str(Role[role.upper()].label)
