"""What one finds who tries Boom out: people to sign in as, and workspaces to look at."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import cache

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import User
from canvas.example import example
from canvas.loading import admit, found, load_history, retell
from canvas.models import Canvas
from learning.roles import CURATORS, EDITORS, make_groups
from notices.giving import unmailed
from record.acting import Actor
from record.models import Change
from workspaces.roles import Role

PASSWORD = "demo"  # noqa: S105  (printed by bin/run; these people exist on a machine of one's own only)
PEOPLE = {
    "amina": {"name": "أمينة", "language": "ar", "role": "owner"},
    "dariush": {"name": "داریوش", "language": "fa", "role": "editor"},
    "kian": {"name": "کیان", "language": "fa", "role": "commenter"},
    "layla": {"name": "ليلى", "language": "ar", "role": "viewer"},
    "omar": {"name": "Omar", "language": "en", "role": "staff"},
    "sara": {"name": "Sara", "language": "en", "role": "outsider"},
    "parisa": {"name": "پریسا", "language": "fa", "role": "curator"},
    "edris": {"name": "إدريس", "language": "ar", "role": "publisher"},
}
STAFF = {"curator": CURATORS, "publisher": EDITORS}  # of the lessons; they and "staff" need the second step
TEAM = {"amina": Role.OWNER, "dariush": Role.EDITOR, "kian": Role.COMMENTER, "layla": Role.VIEWER}
WORKSPACES = {  # by language: its name, its members (the owner first), who speaks for the bookshop's people
    "fa": ("نوآوران", TEAM, {"nasrin": "dariush", "hamid": "amina", "rana": "kian"}),
    "ar": (
        "المبتكرون",
        {"layla": Role.OWNER, "amina": Role.EDITOR, "kian": Role.COMMENTER, "dariush": Role.VIEWER},
        {"nasrin": "layla", "hamid": "amina", "rana": "kian"},
    ),
    "en": ("Innovators", {"sara": Role.OWNER}, {"nasrin": "sara", "hamid": "sara", "rana": "sara"}),
}


Load = Callable[[Callable[[str], None], dict[str, User]], None]
_more: list[Load] = []


def adds(people: dict[str, dict[str, str]]) -> Callable[[Load], Load]:
    """Marks a function of a higher app that loads what it shows of the demo, with `people` of its own: given whom to
    tell, and everybody by key."""

    def register(load: Load) -> Load:
        PEOPLE.update(people)
        _more.append(load)
        return load

    return register


def email_of(key: str) -> str:
    return f"{key}@example.com"


def people_to_show() -> list[dict[str, str]]:
    """Whom one can sign in as, for bin/run to print; needs no database."""
    return [{**words, "email": email_of(key), "password": PASSWORD} for key, words in PEOPLE.items()]


def load_demo(say: Callable[[str], None]) -> None:
    """Whatever of the demo is not there yet; what is there stays as people left it. `say` hears of it."""
    with unmailed():
        _load_demo(say)


def _load_demo(say: Callable[[str], None]) -> None:
    people = {key: person(key, **words) for key, words in PEOPLE.items()}
    for load in (load_bookshop, load_operator):
        for language, (name, roles, voices) in WORKSPACES.items():
            mark = uuid.uuid5(uuid.NAMESPACE_URL, f"boom {load.__name__} {language}")
            if not Change.objects.filter(request=mark).exists():
                say(f"{load.__name__.removeprefix('load_')} ({language})")
                members = {people[key]: role for key, role in roles.items()}
                with transaction.atomic():
                    load(language, name, members, {key: people[who] for key, who in voices.items()}, mark)
    for load in _more:
        load(say, people)


def person(key: str, name: str, language: str, role: str = "", *, signs_in: bool = True) -> User:
    """Whoever has this address already, or a new person; staff run this installation, or curate its lessons."""
    email, staff = email_of(key), role == "staff"
    if user := User.objects.filter(email=email).first():
        return user
    fields = {"name": name, "language": language, "is_staff": staff or role in STAFF, "is_superuser": staff}
    user = User.objects.create(email=email, password=_hashed() if signs_in else make_password(None), **fields)
    if role in STAFF:
        make_groups()
        user.groups.add(Group.objects.get(name=STAFF[role]))
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


@cache
def _hashed() -> str:
    """Once for everybody: it is the same password, and hashing is made to take long."""
    return make_password(PASSWORD)


def load_bookshop(language: str, name: str, members: dict, voices: dict, mark: uuid.UUID) -> None:
    """A team at work: the bookshop, with the team's own people talking about it, today."""
    owner, told = next(iter(members)), example("bookshop", language)
    workspace = found(name, Actor(owner.pk, request=mark), members)
    canvas = Canvas.objects.create_in(workspace, told.name, Actor(owner.pk))
    retell(told, canvas, {"": owner, **voices})


def load_operator(language: str, name: str, members: dict, voices: dict, mark: uuid.UUID) -> None:
    """Eight years by a workspace's own people, who don't sign in; the demo's people join today."""
    told = example("operator", language)
    writers = {key: person(f"{key}.{language}", named, language, signs_in=False) for key, named in told.people.items()}
    workspace = load_history("operator", language, writers, request=mark).workspace
    for user, role in members.items():
        admit(workspace, role, Actor(user.pk))
