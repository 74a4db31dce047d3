"""A whole canvas as a document, out and in."""

import uuid

import pytest

from canvas.models import Canvas
from exports.document import SCHEMA
from exports.document.writing import content_of
from exports.limits import MOST
from tests.api.calling import call, on
from tests.stage import kept
from tests.strategy import make_strategy


@pytest.fixture
@kept
def strategy(cast):
    return make_strategy(cast)


def test_document_is_the_one_that_is_exported(cast, strategy):
    document = call(cast.layla, "GET", on(cast.canvas, "document")).data
    assert document["schema"] == SCHEMA and document["canvas"] == content_of(cast.canvas)


def test_document_comes_in_once_with_its_history_or_not_at_all(cast, strategy):
    document = call(cast.layla, "GET", on(cast.canvas, "document?history=true")).data
    path, key = f"workspaces/{cast.team.pk}/canvases/import", uuid.uuid4()
    made = [call(cast.dariush, "POST", path, document, key) for _twice in range(2)]
    assert [one.status_code for one in made] == [201, 201] and made[0].data == made[1].data
    canvas = Canvas.objects.get(pk=made[0].data["id"])
    again = call(cast.layla, "GET", on(canvas, "document?history=true")).data
    assert again["canvas"] == document["canvas"] and again["history"] == document["history"]
    (comment,) = call(cast.layla, "GET", on(canvas, "comments")).data["data"]
    assert (comment["said_by"], comment["author_id"]) == ("کیان", cast.dariush.pk)
    document["canvas"]["notes"][1]["text"] = document["history"][0]["lines"][2]["op"] = ""
    refused = call(cast.dariush, "POST", path, document)
    assert refused.status_code == 422 and [error["path"] for error in refused.data["errors"]] == [
        "/canvas/notes/1/text", "/history/0/lines/2/op",
    ]  # fmt: skip
    assert Canvas.objects.filter(workspace=cast.team).count() == 2


def test_not_very_many_come_in(cast, monkeypatch):
    monkeypatch.setitem(MOST, "import", 1)
    monkeypatch.setattr("exports.limits.minute", lambda: 1)
    document, path = call(cast.layla, "GET", on(cast.canvas, "document")).data, f"workspaces/{cast.team.pk}/canvases"
    first, second = (call(cast.dariush, "POST", f"{path}/import", document) for _twice in range(2))
    assert (first.status_code, second.status_code, second.data["code"]) == (201, 429, "too_many")
    assert second["Retry-After"] == "60"
    assert call(cast.amina, "POST", f"{path}/import", document).status_code == 201, "each for themselves"
