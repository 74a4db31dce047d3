"""What is kept from test to test comes to each as it was made, and of the present half hour."""

import pytest

from canvas.models import Canvas, Note
from tests import stage
from tests.cast import add_note
from tests.stage import kept


@pytest.fixture
@kept
def shop(cast) -> Canvas:
    add_note(cast.canvas, cast.dariush, "channels", "مغازه")
    return cast.canvas


@pytest.mark.parametrize("time", [1, 2])
def test_each_test_gets_it_as_it_was_made(shop, cast, time):
    assert shop is cast.canvas and shop.name == "کتاب‌فروشی"
    assert Note.objects.filter(canvas=shop, text__startswith="مغازه").count() == 1
    assert cast.dariush.client.get(f"/w/{cast.team.pk}/").status_code == 200
    shop.name = "another"
    add_note(shop, cast.dariush, "channels", "مغازه ۲")


def test_who_does_not_ask_for_it_does_not_find_it(cast):
    assert not Note.objects.filter(text__startswith="مغازه").exists()


def test_nothing_is_kept_into_the_next_half_hour(cast, request, monkeypatch):
    """A day that begins, in whatever time zone, begins for what a test stands on too."""
    done, since = [], stage.held_since
    monkeypatch.setattr(stage, "held", dict(stage.held))
    monkeypatch.setattr(stage, "copies", {})
    monkeypatch.setattr(stage.database, "empty_tables", lambda: done.append("emptied"))
    monkeypatch.setattr(stage, "hold", lambda wanted: done.append(f"{len(wanted)} made"))
    monkeypatch.setattr(stage, "half_hours", lambda: since)
    stage.prepare(request.node)
    assert done == []
    monkeypatch.setattr(stage, "half_hours", lambda: since + 1)
    stage.prepare(request.node)
    assert done == ["emptied", "1 made"]
