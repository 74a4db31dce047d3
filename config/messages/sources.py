"""Finds every message that the code and the templates ask gettext for."""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract_javascript
from django.utils.translation.template import templatize

# Where each function has its context, its message and its plural.
SHAPES = {
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
NOT_SEARCHED = {"node_modules", "tests", "bench", "docs", "bin", "migrations", "locale"}
SUFFIXES = {".py", ".html", ".txt", ".js"}

_LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({_LITERAL}(?:\s*,\s*{_LITERAL})*)", re.DOTALL)


class Message(NamedTuple):
    """One message; `context` and `plural` are "" where it has none."""

    context: str
    singular: str
    plural: str


class Untranslatable(Exception):
    """A message that gettext could never find; says where it stands."""


def find_messages(root: Path) -> list[Message]:
    """Every message under `root`, once, sorted by its text. Raises Untranslatable."""
    found: dict[tuple[str, str], Message] = {}
    for path in _find_files(root):
        for message in _read_file(path):
            other = found.setdefault(message[:2], message)
            if message.plural and other.plural not in ("", message.plural):
                raise Untranslatable(f"{path}: {message.singular!r} has two plurals")
            found[message[:2]] = max(message, other)
    return sorted(found.values(), key=lambda message: (message.singular, message.context))


def _find_files(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in NOT_SEARCHED and not name.startswith("."))
        at_root = Path(folder) == root
        for name in sorted(files):
            path = Path(folder, name)
            if path.suffix in SUFFIXES and not (at_root and path.suffix != ".py"):
                yield path


def _read_file(path: Path) -> Iterator[Message]:
    if path.suffix == ".py":
        return _read_python(path)
    return _read_javascript(path) if path.suffix == ".js" else _read_template(path)


def _read_python(path: Path) -> Iterator[Message]:
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = getattr(node.func, "attr", None) or names.get(getattr(node.func, "id", ""), "")
            shape = SHAPES.get(function.removesuffix("_lazy").removesuffix("_noop"))
            if shape:
                if any(isinstance(argument, ast.JoinedStr) for argument in node.args):
                    raise Untranslatable(f"{path}:{node.lineno}: an f-string can't be translated")
                yield from _shaped(shape, [getattr(argument, "value", None) for argument in node.args])


def _read_template(path: Path) -> Iterator[Message]:
    for call in _CALL.finditer(templatize(path.read_text(encoding="utf-8"), str(path))):
        function = "gettext" if call[1] == "_" else call[1]
        yield from _shaped(SHAPES[function], ast.literal_eval(f"({call[2]},)"))


def _read_javascript(path: Path) -> Iterator[Message]:
    with path.open("rb") as source:
        for _line, function, words, _comments in extract_javascript(source, SHAPES, [], {}):
            yield from _shaped(SHAPES[function], [words] if isinstance(words, str) else words)


def _shaped(shape: tuple[int | None, int, int | None], words: list | tuple) -> Iterator[Message]:
    """The message, unless a word of it is only known when the code runs."""
    parts = ["" if place is None else words[place] if place < len(words) else None for place in shape]
    if all(isinstance(part, str) for part in parts) and parts[1]:
        yield Message(*parts)
