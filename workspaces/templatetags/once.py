"""{% once %}: names a form's request, so that a double click acts once."""

import uuid

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    return format_html('<input type="hidden" name="request" value="{}">', uuid.uuid4())
