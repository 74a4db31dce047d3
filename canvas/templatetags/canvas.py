"""How a canvas's rows are shown in templates."""

from django import template
from django.utils.safestring import SafeString

from canvas.mentions import marked
from canvas.models import Comment

register = template.Library()


@register.filter
def mentions(comment: Comment) -> SafeString:
    """The comment's text, with the people it calls set off; `comment.called` holds them (canvas.parts.thread)."""
    return marked(comment.text, comment.called)
