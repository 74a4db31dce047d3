"""Templates are laid out for whoever reads them. Line breaks and indents that mean nothing on a page are not sent: each
would be a node of the page, a cell of a table would no longer be `:empty`, and every part that goes out would carry
them (docs/decisions/templates-laid-out.md).
"""

import re

from django.template import Origin
from django.template.loaders import filesystem

# Elements that are a line of the page by themselves, or stand where no text does: space beside them is nothing.
BLOCKS = (
    "html|head|meta|link|script|title|body|header|nav|main|aside|footer|section|article|div|p|h[1-6]|hr|blockquote"
    "|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tfoot|tr|th|td|form|fieldset|legend|details|summary|dialog|template"
    "|figure|figcaption|option|optgroup|g|path|rect|line|circle|polyline|polygon|use"
)
TAG = r"(?:(?>\{%.*?%\}|\{\{.*?\}\})|[^<>{]|\{(?![%{]))*+>"  # of an element, what follows its name
KEPT = "<pre", "<textarea"  # and what is inside
APART = re.compile(r"(<pre\b.*?</pre>|<textarea\b.*?</textarea>)", re.DOTALL)
ANY = re.compile(rf"<[a-z][\w-]*{TAG}", re.DOTALL)
BEFORE = re.compile(rf"\s*\n\s*(?=</?(?:{BLOCKS})\b)")
AFTER = re.compile(rf"(</?(?:{BLOCKS})\b{TAG})\s*\n\s*", re.DOTALL)


class Loader(filesystem.Loader):
    def get_contents(self, origin: Origin) -> str:
        written = super().get_contents(origin)
        return sent(written) if origin.template_name.endswith(".html") else written


def sent(source: str) -> str:
    """The template as it is sent."""
    source = ANY.sub(lambda tag: re.sub(r"\s*\n\s*", " ", re.sub(r"\s*\n\s*(?=/?>$)", "", tag[0])), source)
    return "".join(part if part.startswith(KEPT) else _tight(part) for part in APART.split(source))


def _tight(source: str) -> str:
    return re.sub(r"\n[ \t]+", "\n", AFTER.sub(r"\1", BEFORE.sub("", source)))
