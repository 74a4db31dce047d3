"""Style sheets and scripts that a page loads together, as one file: each file is a round trip, and a phone pays for it.

They are written one a component (static/css, static/js), and put together when static files are collected. With DEBUG
nothing is collected, and a page loads them one by one.
"""

import re
from collections.abc import Callable, Iterator

from django import template
from django.conf import settings
from django.core.files.base import ContentFile
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from whitenoise.storage import CompressedManifestStaticFilesStorage

FOLDER = "together"  # as deep as css/ and js/, so that what a style sheet names beside it stays where it is
SHEETS = {
    "frame.css": ["tokens", "base", "layout", "buttons", "forms", "menus"]
    + ["chips", "cards", "toasts", "waiting", "touch", "older"],
    "board.css": ["board", "talk", "note", "learn"],
}
SCRIPTS = {
    "member.js": ["page", "once", "bell", "focus"],
    "board.js": ["edits", "live", "sheet", "board", "talk", "beside"],
}
LINK, SCRIPT = '<link rel="stylesheet" href="{}">', '<script type="module" src="{}"></script>'

UNSENT = re.compile(r"^\s*(?:/\*(?:(?!\*/).)*\*/\n\s*)*", re.DOTALL | re.MULTILINE)  # comments that are whole lines

register = template.Library()


def parts(name: str) -> list[str]:
    """The static files that a file of SHEETS or SCRIPTS is made of, in their order."""
    folder, names = ("css", SHEETS[name]) if name in SHEETS else ("js", SCRIPTS[name])
    return [f"{folder}/{part}.{folder}" for part in names]


def joined(name: str, read: Callable[[str], str]) -> str:
    """The text of the file, given what reads a static file. Each script keeps its names to itself; comments, a fifth
    of it, and what sets lines in are not sent."""
    texts = [UNSENT.sub("", read(part)).rstrip() for part in parts(name)]
    return "\n".join(texts if name in SHEETS else (f"{{\n{text}\n}}" for text in texts))


@register.simple_tag
def together(name: str) -> SafeString:
    """The element that loads the file, or with DEBUG those that load its parts."""
    paths = parts(name) if settings.DEBUG else [f"{FOLDER}/{name}"]
    return format_html_join("\n", LINK if name in SHEETS else SCRIPT, ((static(path),) for path in paths))


class Storage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed as ever, and so are the files put together."""

    def post_process(self, paths: dict, dry_run: bool = False, **options) -> Iterator:
        if not dry_run:
            paths |= {path: (self, path) for path in map(self._put_together, (*SHEETS, *SCRIPTS))}
        return super().post_process(paths, dry_run, **options)

    def _put_together(self, name: str) -> str:
        path = f"{FOLDER}/{name}"
        self.delete(path)  # beside one that is there, it would get another name
        return self.save(path, ContentFile(joined(name, self._read)))

    def _read(self, path: str) -> str:
        with self.open(path) as file:
            return file.read().decode()
