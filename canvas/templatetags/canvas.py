"""How a canvas's rows are shown in templates."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from canvas import cards
from canvas.mentions import marked
from canvas.models import Comment, Note

register = template.Library()


@register.simple_tag(takes_context=True)
def card(context: Context, note: Note) -> SafeString:
    """The note as `{% partial note %}` draws it on the live board, drawn once for as long as it looks the same."""
    return cards.card(context["canvas"], note, context["reading"])


@register.filter
def mentions(comment: Comment) -> SafeString:
    """The comment's text, with the people it calls set off; `comment.called` holds them (canvas.parts.thread)."""
    return marked(comment.text, comment.called)
