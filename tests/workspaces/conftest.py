"""Somebody whose next edit of words comes from memory."""

import pytest

from accounts.reading import Reading
from live.handing import rendered
from tests.cast import Cast
from tests.workspaces.remembering import revise
from workspaces import acting as acting_module
from workspaces import remembered


@pytest.fixture
def remembered_cast(committed_cast, monkeypatch) -> Cast:
    """Dariush has a page open, and edited a note's words already; what he wrote is version 2."""
    monkeypatch.setattr(remembered, "_came", {})
    kind = committed_cast.canvas.pk, Reading.of(committed_cast.dariush, "fa")
    monkeypatch.setattr(acting_module, "listeners", [lambda *about: rendered(*about, audiences=[kind]) is not None])
    assert revise(committed_cast, "اول", 1).status_code == 200
    assert len(remembered._came) == 1
    return committed_cast
