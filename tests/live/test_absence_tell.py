"""What the log says of a database that is away: so once, then rarely, and that it is back."""

import psycopg
import pytest

from live import absence as absence_module
from live import hub as hub_module
from live.absence import Absence
from tests.live.streaming import Stream, play, running, until

GONE = psycopg.OperationalError("no server")


@pytest.fixture
def clock(monkeypatch):
    at = [0.0]
    monkeypatch.setattr(absence_module.time, "monotonic", lambda: at[0])
    return at


def test_it_is_told_once_then_rarely_and_once_that_it_is_over(clock, caplog):
    absence = Absence()
    absence.ends()
    for clock[0] in (0.0, 1.0, 599.0, 600.0, 601.0):
        absence.goes_on(GONE)
    absence.ends()
    absence.ends()
    absence.goes_on(GONE)
    away = "live: the database is away (no server); trying again, and saying so rarely"
    assert caplog.messages == [away, away, "live: the database is back", away]


def test_what_fails_meanwhile_is_not_told_too(clock, caplog):
    absence = Absence()
    absence.explains("sweep", GONE)
    absence.goes_on(GONE)
    absence.explains("sweep", GONE)
    assert [said.partition(" (")[0] for said in caplog.messages] == [
        "live: sweep: no server",
        "live: the database is away",
    ]


def test_hub_with_open_pages_says_it_once_while_it_tries_again_and_again(crowd, hasten, monkeypatch, caplog):
    hasten(hub_module, "SWEEP", "STANDING", "RETRY")
    monkeypatch.setattr(Absence, "ends", lambda absence: None)
    tried = []

    def refuse(*_arguments):
        tried.append(True)
        raise GONE

    async def scenario():
        async with running() as (hub,):
            await Stream(hub, crowd, crowd.layla).opened()
            hub.absence.goes_on(GONE)  # as whoever listens finds
            for name in ("_behind", "ended"):
                monkeypatch.setattr(hub_module, name, refuse)
            await until(lambda: len(tried) > 5)
            assert len(caplog.messages) == 1, caplog.messages

    play(scenario)


def test_hub_that_hears_again_says_that_the_database_is_back(crowd, hasten, settings, caplog):
    hasten(hub_module, "RETRY")
    there, settings.LISTEN_URL = settings.LISTEN_URL, "postgresql://boom@localhost:1/boom"

    async def scenario():
        async with running() as (hub,):
            await until(lambda: hub.absence)
            settings.LISTEN_URL = there
            await until(lambda: not hub.absence)

    play(scenario)
    assert [said.partition(" (")[0] for said in caplog.messages] == [
        "live: the database is away",
        "live: the database is back",
    ]
