"""The blank canvas, to be filled in by hand: what the template form.typ is given. The same for everybody."""

from __future__ import annotations

from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.numbers import percent_sign
from accounts.reading import Reading
from canvas.blocks import Block
from exports.sheets import SHEETS, Paper
from exports.typesetting import typeset
from exports.words import words
from relationships.kinds import Goal, Kind


@cache
def blank_form(language: str, paper: Paper) -> bytes:
    """The PDF in a language; made once, since nothing in it ever differs."""
    reading = Reading.of(None, language)
    with reading.active():
        (made,) = typeset("form", data_of(paper, reading))
    return made


def data_of(paper: Paper, reading: Reading) -> dict:
    kind = _("Business model canvas")
    return {
        "lang": reading.language,
        "dir": reading.direction,
        "paper": SHEETS[paper].for_reader(reading),
        "title": words(kind, reading),
        "author": _("Boom"),
        "keywords": [kind],
        "foot": [words(_("Boom"), reading)],
        "lines": [_("Designed for"), _("Designed by"), pgettext("of a form", "Date"), pgettext("of a form", "Version")],
        "order": [block.short for block in Block],
        "blocks": {block.short: {"title": str(block.label), "asks": str(block.asks)} for block in Block},
        "kinds": [str(kind.label) for kind in Kind],
        "focus": {
            "title": _("Focus today"),
            "goals": [{"goal": g.value, "name": str(g.label)} for g in Goal],
            "percent": percent_sign(reading),
        },
    }
