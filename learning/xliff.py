"""XLIFF 2.0 for translators: one file holds what is to be translated into one language, and comes back translated.

A file element is a lesson, a term or the path; a unit is one of its texts, named by the text's path, as plain text
with its Markdown. https://docs.oasis-open.org/xliff/xliff-core/v2.0/xliff-core-v2.0.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree  # noqa: S405  (only to write: what comes in is parsed by defusedxml)

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from accounts.models import User
from learning.document import BODY, LANGUAGES, SHAPES, Document, Unsound, clean, shown, texts
from learning.importing import Imported, refuse, refuse_large
from learning.models.curated import Curated
from learning.shipping import all_items, key_of
from learning.translations import stale

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
VERSIONS = ("2.0", "2.1")
DONE = ("translated", "reviewed", "final")
Element = ElementTree.Element


def export_xliff(items: Iterable[Curated], target: str, source: str = "en") -> bytes:
    """What is to be translated of the working copies that are written in `source`, with the translations there are.

    A segment is "translated" where its translation follows the source, else "initial".
    """
    assert source in LANGUAGES and target in LANGUAGES and source != target
    root = Element(
        "xliff", {"xmlns": NAMESPACE, "version": "2.0", "srcLang": source, "trgLang": target, SPACE: "preserve"}
    )
    for item in items:
        if item.source_language == source:
            _write_file(root, item, target)
    ElementTree.indent(root, " ")
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _write_file(root: Element, item: Curated, target: str) -> None:
    name = f"{item.noun}:{key_of(item)}"
    document = item.document()
    behind = stale(item.noun, document, item.translated)[target]
    file = ElementTree.SubElement(root, "file", id=name.replace(":", "."), original=name)
    for path, text in texts(item.noun, document):
        if source := text[item.source_language]:
            unit = ElementTree.SubElement(file, "unit", id=path)
            done = text[target] and path not in behind
            segment = ElementTree.SubElement(unit, "segment", state="translated" if done else "initial")
            ElementTree.SubElement(segment, "source").text = source
            if text[target]:
                ElementTree.SubElement(segment, "target").text = text[target]


def import_xliff(data: bytes, by: User) -> Imported:
    """Take in translations, as drafts; inside `all_or_nothing`. Raises Unsound for anything that is not as it was
    exported: a name that is unknown, or a source that has changed since."""
    source, target, files = _parse(data)
    problems: list[str] = []
    there = all_items()
    done, read, seen = Imported(), [], set()
    for file in files:
        noun, _colon, key = (file.get("original") or "").partition(":")
        item = there.get((noun, key))
        if item is None or item.source_language != source or (noun, key) in seen:
            problems.append(f"{shown(file.get('original'))}: {_('There is nothing of this name to translate.')}")
            continue
        seen.add((noun, key))
        read.append((item, *_translated(file, item, source, target, problems, done)))
    refuse(problems)
    for item, document, paths in sorted(read, key=lambda read: (read[0].noun, key_of(read[0]))):  # as `import_set` does
        _take(item, document, paths, target, by, done)
    return done


def _take(item: Curated, document: Document, paths: set[str], target: str, by: User, done: Imported) -> None:
    behind = stale(item.noun, document, item.translated)[target]
    if document != item.document():
        item.translate(document, target, paths, item.number, by)
    elif paths.intersection(behind):
        item.confirm(target, item.number, by, paths)
    else:
        done.same.append((item.noun, key_of(item)))
        return
    done.revised.append((item.noun, key_of(item)))


def _translated(
    file: Element, item: Curated, source: str, target: str, problems: list[str], done: Imported
) -> tuple[Document, set[str]]:
    """The item's document with the file's translations, and the paths that are done."""
    document = item.document()
    there, finished, seen = dict(texts(item.noun, document)), set(), set()
    for unit in file.iter(f"{{{NAMESPACE}}}unit"):
        path = unit.get("id") or ""
        where = f"{item.noun}:{key_of(item)} {shown(path)}"
        if path not in there or path in seen:
            problems.append(f"{where}: {_('There is nothing of this name to translate.')}")
            continue
        seen.add(path)
        lines = _has_lines(item.noun, path)
        if _cleaned(_whole(unit, "source"), lines) != there[path][source]:
            problems.append(f"{where}: {_('Its source has changed since it was exported.')}")
            continue
        if said := _cleaned(_whole(unit, "target"), lines):
            there[path][target] = said
            if all(segment.get("state") in DONE for segment in _segments(unit)):
                finished.add(path)
        else:
            done.left += 1
    return document, finished


def _cleaned(text: str | None, lines: bool) -> str:
    """As it would be kept; what is too long for any text stays, for `checked` to refuse."""
    return clean(text or "", lines) if len(text or "") <= 2 * BODY else text


def _has_lines(noun: str, path: str) -> bool:
    shape, (*parts, name) = SHAPES[noun], path.split(".")
    return name in (shape.parts[parts[0]] if parts else shape).lines


def _segments(unit: Element) -> Iterator[Element]:
    return unit.iter(f"{{{NAMESPACE}}}segment")


def _whole(unit: Element, name: str) -> str | None:
    """What a unit's segments say together, which a translator's tool may have split; None where one says nothing."""
    said = ""
    for part in unit:
        if part.tag not in (f"{{{NAMESPACE}}}segment", f"{{{NAMESPACE}}}ignorable"):
            continue
        found = part.find(f"{{{NAMESPACE}}}{name}")
        if found is None and part.tag.endswith("ignorable"):
            found = part.find(f"{{{NAMESPACE}}}source")
        if found is None:
            return None
        said += "".join(found.itertext())
    return said


def _parse(data: bytes) -> tuple[str, str, list[Element]]:
    refuse_large(len(data))
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        raise Unsound([_("This is not an XLIFF file that Boom can read.")]) from None
    if root.tag != f"{{{NAMESPACE}}}xliff" or root.get("version") not in VERSIONS:
        raise Unsound([_("This is not an XLIFF file of version 2.")])
    source, target = (str(root.get(name)).partition("-")[0].lower() for name in ("srcLang", "trgLang"))
    if source not in LANGUAGES or target not in LANGUAGES or source == target:
        raise Unsound([_("Boom does not translate between these two languages.")])
    return source, target, root.findall(f"{{{NAMESPACE}}}file")
