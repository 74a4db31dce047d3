"""A canvas as JSON: taken home, sent back in, and what is said to be wrong with it."""

import json
from collections.abc import Callable, Sequence
from copy import deepcopy

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse

from accounts.models import User
from canvas.models import Canvas
from exports.document.checking import Unsound
from exports.document.taking import checked
from record.models import Change
from tests.cast import Cast


def document(cast: Cast, person: User | None = None, query: str = "") -> dict:
    answer = (person or cast.layla).client.get(reverse("canvas_json", args=[cast.team.pk, cast.canvas.pk]) + query)
    assert answer.status_code == 200 and answer["Content-Type"] == "application/json"
    return json.loads(answer.content)


def send(person: User, cast: Cast, content: bytes | str | dict, **fields) -> HttpResponse:
    content = json.dumps(content) if isinstance(content, dict) else content
    file = SimpleUploadedFile("c.json", content if isinstance(content, bytes) else content.encode())
    return person.client.post(reverse("canvas_import", args=[cast.team.pk]), {"file": file, **fields})


def problems_of(content: dict | str) -> list[str]:
    with pytest.raises(Unsound) as found:
        checked((json.dumps(content) if isinstance(content, dict) else content).encode())
    return [path for path, _says in found.value.problems]


def unsaid(cast: Cast, sound: dict, key: str, wrong: Sequence[tuple[Callable, str]]) -> list[str]:
    """Sends a sound document with each thing that is wrong under the key, and nothing may be written; answers the paths
    that are not said, by the check or on the page."""
    before, found = (Change.objects.count(), Canvas.objects.count()), []
    for change, path in wrong:
        sent = deepcopy(sound)
        change(sent[key])
        answer = send(cast.dariush, cast, sent)
        said = path in problems_of(sent) and path in answer.content.decode()
        if not said or answer.status_code != 422:
            found.append(path)
    assert (Change.objects.count(), Canvas.objects.count()) == before
    return found
