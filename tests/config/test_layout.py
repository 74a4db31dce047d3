"""What lays a template out for its readers is not sent; what a page shows is."""

import re

import pytest
from django.conf import settings
from django.template.loader import get_template

from config.layout import sent

BROKEN = re.compile(r'\s[\w-]+="[^"{}]*\n[^"]*"')


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "<ul>\n  {% for a in b %}\n    <li>{{ a }}</li>\n  {% endfor %}\n</ul>\n",
            "<ul>{% for a in b %}<li>{{ a }}</li>{% endfor %}</ul>",
        ),
        ("<td>\n  {% if a %}{{ a }}{% endif %}\n</td>", "<td>{% if a %}{{ a }}{% endif %}</td>"),
        ("<b>a</b>\n    <i>b</i> c", "<b>a</b>\n<i>b</i> c"),
        ("a\n  <a\n    href='b'\n  >c</a>", "a\n<a href='b'>c</a>"),
        (
            '<p\n  {% if a > b %}hidden{% endif %}\n  class="c"\n>\n  d\n</p>',
            '<p {% if a > b %}hidden{% endif %} class="c">d</p>',
        ),
        ("<pre>\na\n  <p>\n b</pre>\n  <p>c</p>", "<pre>\na\n  <p>\n b</pre><p>c</p>"),
        ("<textarea\n  name='b'>\n  {{ a }}</textarea>", "<textarea name='b'>\n  {{ a }}</textarea>"),
        ("<param>\n<progress>\n  a", "<param>\n<progress>\na"),
    ],
)
def test_space_that_means_nothing_is_not_sent(source, expected):
    assert sent(source) == expected


def test_no_value_of_an_attribute_is_broken_over_lines():
    """As it was where attributes stand in a part of their own, which looks like text to what lays templates out."""
    templates = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
    found = {path.name: BROKEN.findall(sent(path.read_text())) for path in templates}
    assert len(templates) > 200 and {name: values for name, values in found.items() if values} == {}


@pytest.mark.parametrize(("name", "tightened"), [("canvas/board.html", True), ("accounts/letter.txt", False)])
def test_pages_are_sent_tight_and_plain_mails_as_they_stand(name, tightened):
    written = (settings.BASE_DIR / "templates" / name).read_text()
    assert sent(written) != written
    assert get_template(name).template.source == (sent(written) if tightened else written)
