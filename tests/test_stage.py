"""What is kept from test to test comes to each as it was made, and of the present half hour."""

import pytest

from canvas.models import Canvas, Note
from record.verify import Whole, verify
from tests import stage
from tests.cast import NOTES, actor, add_note
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


@pytest.mark.parametrize("time", [1, 2])
def test_who_commits_gets_the_cast_as_it_was_made_with_its_record(committed_cast, time):
    cast = committed_cast
    assert cast.notes[0].text == Note.objects.get(pk=cast.notes[0].pk).text == NOTES[0][1]
    assert isinstance(verify(cast.team.pk), Whole)
    assert cast.dariush.client.get(f"/w/{cast.team.pk}/").status_code == 200
    cast.notes[0].revise("another", cast.notes[0].version, actor(cast.dariush))
    assert Note.objects.filter(canvas=cast.canvas).count() == len(NOTES)


def test_cast_that_commits_is_made_anew_in_the_next_half_hour(committed_cast, monkeypatch):
    made, since = [], stage.half_hours()
    monkeypatch.setattr(stage, "committed", stage.committed)
    monkeypatch.setattr(stage.database, "put_back", lambda rows: made.append("put back"))
    for later in (0, 1):
        monkeypatch.setattr(stage, "half_hours", lambda later=later: since + later)
        stage.put_on(lambda: made.append("made"))
    assert made == ["put back", "made"]
