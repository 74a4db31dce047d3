"""How a canvas's rows are shown in templates."""

from collections.abc import Iterable

from django import template
from django.http import QueryDict
from django.template import Context
from django.utils.safestring import SafeString

from accounts.models import User
from accounts.reading import Reading
from canvas import cards
from canvas.blocks import Block
from canvas.board import Column
from canvas.mentions import by_name, marked, places
from canvas.models import Comment, Segment
from canvas.sides import Side, facts_of_segment, sides_of_segment

register = template.Library()


@register.simple_tag(takes_context=True)
def cards_of(context: Context, column: Column) -> SafeString:
    """The segments and notes of a block as `{% partial segment %}` and `{% partial note %}` draw them on the live
    board, each drawn once for as long as it looks the same."""
    canvas, reading = context["canvas"], context["reading"]
    segments = (cards.segment_card(canvas, segment, reading) for segment in column.segments)
    notes = (cards.card(canvas, note, reading) for note in column.notes)
    return SafeString("".join([*segments, *notes]))


@register.inclusion_tag("canvas/_leaps.html")
def leaps() -> dict[str, object]:
    """What leads from block to block of the board that comes next."""
    return {"blocks": list(Block)}


@register.filter
def mentions(comment: Comment) -> SafeString:
    """The comment's text, with what calls people set off. One from before `mention_places` calls those in
    `comment.called` (canvas.parts.thread), by the names they have now."""
    return marked(comment.text, comment.mention_places or places(comment.text, comment.called))


@register.filter
def namesakes(people: Iterable[User], reading: Reading) -> list[list[User]]:
    """Whom a comment can call, each name once."""
    return by_name(people, reading.language)


@register.simple_tag(takes_context=True)
def segment_sides(context: Context, segment: Segment, draft: QueryDict) -> list[Side]:
    return sides_of_segment(segment, draft, context["reading"])


@register.simple_tag(takes_context=True)
def segment_facts(context: Context, segment: Segment) -> list[tuple[str, str]]:
    return facts_of_segment(segment, context["reading"])


@register.simple_tag(takes_context=True)
def in_sheet(context: Context) -> SafeString:
    """Attributes of a form in a sheet: its answer comes into the sheet. The same form on a page of its own goes out
    plainly, and is answered with a page."""
    words = ' hx-boost="true" hx-push-url="false" hx-target="#sheet" hx-swap="innerHTML"'
    return SafeString(words if context["request"].htmx else "")
