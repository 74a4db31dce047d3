"""The database away, its connections all in use or its disk full: a page says so in the reader's language; nothing is
"saved"."""

import re
from contextlib import closing, contextmanager
from threading import Event, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from canvas.models import Note
from tests import database
from tests.cast import client_of

KEY = "0190a1b2-0000-7000-8000-000000000009"
IMPATIENT = 0.02  # seconds to wait for a connection that does not come
LANGUAGES = {"fa": "rtl", "ar": "rtl", "en": "ltr"}


@pytest.fixture
def client(committed_cast) -> Client:
    client = client_of(committed_cast.dariush)
    client.raise_request_exception = False
    return client


@contextmanager
def no_connection_left():
    """A pool of one, which somebody else has in hand."""
    taken, over = Event(), Event()

    def hold() -> None:
        connection.ensure_connection()
        taken.set()
        over.wait(30)
        connection.close()

    database.become(database.RUNTIME, pool={"min_size": 1, "max_size": 1, "timeout": 5})
    holder = Thread(target=hold)
    holder.start()
    try:
        assert taken.wait(10)
        connection.pool.timeout = IMPATIENT
        yield
    finally:
        connection.pool.timeout = 5
        over.set()
        holder.join()


@contextmanager
def database_away():
    """Nothing answers where the database should be."""
    there = connection.settings_dict["HOST"]
    database.become(database.RUNTIME, pool={"min_size": 0, "max_size": 2, "timeout": 5})
    connection.settings_dict["HOST"] = "/nowhere"
    connection.pool.timeout = IMPATIENT
    try:
        yield
    finally:
        connection.close()
        connection.close_pool()
        connection.settings_dict["HOST"] = there


@contextmanager
def disk_full():
    """There is no room for another note, as PostgreSQL says it."""
    with closing(database.connect_owner()) as owner:
        owner.execute(
            "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$; "
            "CREATE TRIGGER no_room BEFORE INSERT ON canvas_note FOR EACH ROW EXECUTE FUNCTION no_room()"
        )
        try:
            yield
        finally:
            owner.execute("DROP FUNCTION no_room CASCADE")


@pytest.fixture(params=[no_connection_left, database_away], ids=lambda trouble: trouble.__name__)
def trouble(request):
    yield request.param
    database.become_runtime()


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_says_so_and_when_to_come_back(client, committed_cast, trouble, language):
    board = reverse("board", args=[committed_cast.team.pk, committed_cast.canvas.pk])
    with trouble():
        response = client.get(board, headers={"Accept-Language": language})
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    html = re.search(r"<html[^>]*>", response.content.decode())[0]
    assert f'lang="{language}"' in html and f'dir="{LANGUAGES[language]}"' in html
    assert client.get(board).status_code == 200, "it comes back by itself"


def test_a_monitor_hears_of_it(client, trouble):
    with trouble():
        assert client.get(reverse("health")).status_code == 503
    assert client.get(reverse("health")).status_code == 200


@pytest.mark.parametrize("trouble", [no_connection_left, database_away, disk_full], indirect=True)
def test_edit_is_refused_and_the_same_one_works_afterwards(client, committed_cast, trouble):
    cast = committed_cast
    url = reverse("note_add", args=[cast.team.pk, cast.canvas.pk])
    fields, headers = {"block": "channels", "text": "در خاموشی"}, {"HX-Request": "true", "Boom-Request": KEY}
    with trouble():
        refused = client.post(url, fields, headers=headers)
    assert refused.status_code == 503
    assert "Boom-Seq" not in refused
    assert not Note.objects.filter(text="در خاموشی").exists()
    for _ in range(2):
        assert client.post(url, fields, headers=headers).status_code == 200
    assert Note.objects.filter(text="در خاموشی").count() == 1
