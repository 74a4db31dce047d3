"""The demo: whole, loaded once, and never over what people did since."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from canvas.demo import PASSWORD, PEOPLE, WORKSPACES, person
from canvas.loading import CARRY_OUT
from canvas.models import Canvas, Note
from programs.demo import STARTUPS
from record.models import Change
from tests.cast import actor
from workspaces.models import Workspace


@pytest.fixture
def local(settings):
    settings.LOCAL = True


def load(**options) -> str:
    out = io.StringIO()
    call_command("load_demo", stdout=out, **options)
    return out.getvalue()


def test_demo_loads_once_and_leaves_what_people_changed(local, as_owner):
    assert load().count("loading") == 7
    assert not Change.objects.filter(at__gt=timezone.now()).exists(), "nothing of it is still to come"
    assert Workspace.objects.count() == Canvas.objects.count() == 6 + STARTUPS
    amina = User.objects.get(email="amina@example.com")
    team = Workspace.objects.get(name="نوآوران")
    team.rename("نام تازه", team.version, actor(amina))
    note = Note.objects.filter(workspace=team).first()
    note.revise("متن ما", note.version, actor(amina))
    amina.name = "Amina N."
    amina.save()
    lines = Change.objects.count()
    assert load() == ""
    assert Change.objects.count() == lines
    note.refresh_from_db(fields=["text"])
    assert note.text == "متن ما"
    assert User.objects.get(pk=amina.pk).name == "Amina N."


def test_demo_comes_back_where_a_load_was_cut_short(local, as_owner, monkeypatch):
    monkeypatch.setattr("canvas.demo.WORKSPACES", {"fa": WORKSPACES["fa"]})
    monkeypatch.setattr("programs.demo.STARTUPS", 2)
    with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
        broken.setattr("canvas.loading.CARRY_OUT", CARRY_OUT | {"segment.revise": lambda *arguments: 1 / 0})
        load()
    assert Workspace.objects.count() == 1
    assert load().count("loading") == 2
    assert Workspace.objects.count() == 2 + 2


def test_demo_people_can_be_listed_and_sign_in(db):
    people = json.loads(load(people=True))
    assert [person["role"] for person in people] == [
        "owner", "editor", "commenter", "viewer", "staff", "outsider", "curator", "publisher",
        "program manager", "reviewer", "reviewer",
    ]  # fmt: skip
    assert {person["password"] for person in people} == {PASSWORD}
    for key, words in PEOPLE.items():
        person(key, **words)
    for shown in people:
        assert Client().login(request=None, email=shown["email"], password=shown["password"])


def test_demo_is_refused_where_it_is_not_local(settings, db):
    settings.LOCAL = False
    with pytest.raises(CommandError, match="BOOM_LOCAL=1"):
        load()
    assert not User.objects.exists()
