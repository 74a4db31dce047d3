"""The canvases of a packed workspace come in elsewhere, each with its history where that is not too much to come in."""

import json

import pytest

from exports import bundling, document
from exports.bundling import whole
from exports.document.placing import import_canvas
from exports.document.taking import checked
from exports.document.writing import content_of, document_of
from record.models import Change
from tests.cast import actor
from tests.exports.brought import bring, chapter, line


def test_a_canvas_in_it_comes_in_again_with_its_history(cast):
    canvas = import_canvas(checked(whole(cast.canvas, cast.amina)), cast.elsewhere, actor(cast.sara))
    (told,) = document_of(canvas, canvas.created_at, "x", history=True)["history"]
    assert told["lines"][0]["verb"] == "canvas.create" and told["made"]["by"] == str(cast.amina)
    assert content_of(canvas) == content_of(cast.canvas)


def read(canvas, who) -> dict:
    return json.loads(whole(canvas, who))


def test_a_longer_history_than_comes_in_stays_out(cast, monkeypatch):
    monkeypatch.setattr(bundling, "MOST_LINES", 3)
    assert "history" not in read(cast.canvas, cast.amina)
    lines = Change.objects.of(cast.team.pk)
    monkeypatch.setattr(bundling, "MOST_LINES", lines.filter(canvas_id=cast.canvas.pk).count())
    assert lines.count() > bundling.MOST_LINES and "history" in read(cast.canvas, cast.amina), "of this canvas alone"


@pytest.mark.parametrize("name, most", [("MOST_LINES", 4), ("MOST_CHAPTERS", 3)])
def test_nor_one_that_is_too_long_with_what_came_along(cast, monkeypatch, name, most):
    """Two chapters came, with a line in each; its own has two: that it was made, and what came."""
    canvas = bring(cast, chapter(line(1)), chapter(line(2)))
    monkeypatch.setattr(bundling, name, most)
    assert "history" in read(canvas, cast.amina)
    monkeypatch.setattr(bundling, name, most - 1)
    assert "history" not in read(canvas, cast.amina)


def test_nor_one_that_makes_the_file_larger_than_comes_in(cast, monkeypatch):
    size = len(whole(cast.canvas, cast.amina))
    monkeypatch.setattr(document, "MOST_BYTES", size)
    assert "history" in read(cast.canvas, cast.amina)
    monkeypatch.setattr(document, "MOST_BYTES", size - 1)
    assert "history" not in read(cast.canvas, cast.amina)
