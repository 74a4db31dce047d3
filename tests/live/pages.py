"""A page as a tree, and what htmx does to it with the parts of the stream: enough of a browser to compare pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import unified_diff
from html.parser import HTMLParser

VOID = set("area base br col embed hr img input link meta source track wbr use path circle rect line".split())  # noqa: SIM905
# What two loads of the same page differ in by nature.
OWN_TO_A_LOAD = {"data-seq", "data-page", "hx-sse:connect", "nonce", "content", "hx-headers:inherited"}
UNSEEN = {"said", "toasts", "presence", "again", "fresh"}  # filled while the page is open, empty when it is loaded


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    children: list[Element | str] = field(default_factory=list)

    @property
    def id(self) -> str | None:
        return self.attributes.get("id")

    def find(self, id_: str) -> Element | None:
        if self.id == id_:
            return self
        for child in self.elements():
            if found := child.find(id_):
                return found
        return None

    def elements(self) -> list[Element]:
        return [child for child in self.children if isinstance(child, Element)]

    def every(self) -> list[Element]:
        return [self, *(found for child in self.elements() for found in child.every())]

    def all(self, tag: str) -> list[Element]:
        own = [self] if self.tag == tag else []
        return own + [found for child in self.elements() for found in child.all(tag)]

    def lines(self, depth: int = 0) -> list[str]:
        """The tree as text to compare, without what every load has of its own."""
        if self.id in UNSEEN:
            return [f"{'  ' * depth}<{self.tag} #{self.id}>"]
        shown = {name: value for name, value in sorted(self.attributes.items()) if name not in OWN_TO_A_LOAD}
        if self.attributes.get("name") == "csrfmiddlewaretoken":
            return []  # what comes by the stream has none: htmx sends it in a header
        if self.attributes.get("name") == "request":
            shown.pop("value", None)
        lines = [f"{'  ' * depth}<{self.tag} {shown}>"]
        for child in self.children:
            if isinstance(child, Element):
                lines += child.lines(depth + 1)
            elif text := " ".join(child.split()):
                lines.append(f"{'  ' * (depth + 1)}{text}")
        return lines


def differences(old: Element, new: Element) -> list[str]:
    """The lines in which two pages differ, marked - and +."""
    compared = unified_diff(old.lines(), new.lines(), n=0, lineterm="")
    return [line for line in compared if not line.startswith(("---", "+++", "@@"))]


class _Builder(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = [Element("root", {})]

    def handle_starttag(self, tag, attributes):
        element = Element(tag, dict(attributes))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attributes):
        self.open[-1].children.append(Element(tag, dict(attributes)))

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


def parse(html: str) -> Element:
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert len(builder.open) == 1, f"<{builder.open[-1].tag}> is not closed"
    return builder.open[0]


def apply(page: Element, parts: str) -> None:
    """Swap every <hx-partial> into the page, as htmx does; nothing happens where its target is not there."""
    for part in parse(parts).all("hx-partial"):
        target, swap = part.attributes["hx-target"].removeprefix("#"), part.attributes["hx-swap"]
        if target == "heading":
            rename_tab(page, part)
        if swap == "innerHTML":
            if there := page.find(target):
                there.children = part.children
        else:
            assert swap == "outerMorph", swap
            replace(page, target, part.elements())


def rename_tab(page: Element, part: Element) -> None:
    """As live.js does: the title names the canvas as the heading does."""
    [title], [heading] = page.all("title"), [page.find("heading")]
    old, new = (within.all("bdi")[0].children[0] for within in (heading, part))
    title.children = [text.replace(old, new, 1) for text in title.children]


def replace(parent: Element, id_: str, new: list[Element]) -> None:
    for at, child in enumerate(parent.children):
        if isinstance(child, Element):
            if child.id == id_:
                assert [element.id for element in new] == [id_], "a part brings the element that it replaces"
                parent.children[at : at + 1] = new
                return
            replace(child, id_, new)
