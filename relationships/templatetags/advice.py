"""{{ place|url_on:canvas }}: where a finding's action leads."""

from django import template

from canvas.models import Canvas
from relationships.advice.places import Place

register = template.Library()


@register.filter
def url_on(place: Place, canvas: Canvas) -> str:
    return place.url(canvas)
