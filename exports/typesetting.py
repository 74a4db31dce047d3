"""Typst, as the exports use it: a template of exports/typst with data in, a file out."""

from __future__ import annotations

import json
import threading
from functools import cache
from pathlib import Path

import typst
from django.conf import settings

TEMPLATES = Path(__file__).with_name("typst")
FONTS = ("vazirmatn/fonts/ttf", "@expo-google-fonts/noto-emoji/400Regular")
SHARPNESS = 144  # dots an inch of a picture: a slide of 960 x 540 points is 1920 x 1080

_of_thread = threading.local()  # a compiler can't be used by two at once


def typeset(template: str, data: dict, ending: str = "pdf") -> list[bytes]:
    """The template's pages with `data`: one file for "pdf", one a page for "png" and "svg".

    The data is handed over as JSON, so no text in it can be taken for markup.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    made = compiler(template).compile(format=ending, ppi=SHARPNESS, sys_inputs=inputs)
    return made if isinstance(made, list) else [made]


def compiler(template: str) -> typst.Compiler:
    """This thread's, which keeps what it has read and laid out for the next time."""
    known = _of_thread.__dict__.setdefault("compilers", {})
    if template not in known:
        known[template] = typst.Compiler(TEMPLATES / f"{template}.typ", root=TEMPLATES, font_paths=fonts())
    return known[template]


@cache
def fonts() -> typst.Fonts:
    """Ours first; what they lack is taken from the machine's."""
    return typst.Fonts(font_paths=[settings.BASE_DIR / "node_modules" / folder for folder in FONTS])
