"""`static` and `url` as Django's, each address worked out once a process: a board writes some eighty of them."""

from functools import lru_cache

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parse_url
from django.templatetags.static import StaticNode
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape

register = template.Library()
KEPT = 20_000  # addresses used last, about a hundred bytes each


class Static(StaticNode):
    @classmethod
    def handle_simple(cls, path: str) -> str:
        return file_address(path)


class Url(URLNode):
    def render(self, context: Context) -> str:
        """Names with a namespace depend on the page they stand on, and an address that is kept aside on whether there
        is one: those are Django's."""
        name = self.view_name.resolve(context)
        if self.asvar or self.kwargs or ":" in str(name):
            return super().render(context)
        values = (str(value.resolve(context)) for value in self.args)
        url = address(get_urlconf(), get_script_prefix(), str(name), *values)
        return conditional_escape(url) if context.autoescape else url


@lru_cache(KEPT)
def file_address(path: str) -> str:
    return staticfiles_storage.url(path)


@lru_cache(KEPT)
def address(urlconf: str | None, prefix: str, name: str, *values: str) -> str:
    """Raises NoReverseMatch. The prefix is only there because addresses begin with it."""
    return reverse(name, urlconf, args=values)


register.tag("static", Static.handle_token)


@register.tag
def url(parser: template.base.Parser, token: template.base.Token) -> Url:
    node = parse_url(parser, token)
    return Url(node.view_name, node.args, node.kwargs, node.asvar)
