"""Two versions of a text where they meet, the words that differ marked: `{% load differing %}`."""

from django import template

from accounts.word_differences import beside, difference

register = template.Library()
register.simple_tag(beside)  # {% beside mine theirs as marked %} {{ marked.0 }} {{ marked.1 }}


@register.filter
def against(theirs: str, mine: str) -> str:
    """Theirs, with the words that only mine has where those stood: {{ note.text|against:draft.text }}."""
    return difference(mine, theirs)
