"""The canvas that is measured: 100 notes, 10 segments, and its members, signed in, a third in each language."""

from dataclasses import dataclass

from bench.load import WORDS

NOTES, SEGMENTS = 100, 10
LANGUAGES = ("fa", "ar", "en")
NAMES = {"fa": "مشتریان وفادار {}", "ar": "العملاء الأوفياء {}", "en": "Loyal customers {}"}


@dataclass(frozen=True)
class Member:
    language: str
    session: str  # the value of the session's cookie


@dataclass(frozen=True)
class Seeded:
    workspace: int
    canvas: int
    notes: list[int]
    members: list[Member]


def seed(members: int) -> Seeded:
    """Write it all through the models' own verbs, as the running application would; `members` includes the owner."""
    from accounts.models import User
    from canvas.models import Canvas
    from record.acting import Actor
    from workspaces.acting import acting
    from workspaces.models import Membership, Workspace
    from workspaces.roles import Role

    people = [
        User(email=f"bench{i}@example.com", name=NAMES[language].format(i), language=language, password="!")
        for i in range(members)
        for language in [LANGUAGES[i % 3]]
    ]
    people = User.objects.bulk_create(people)
    owner = people[0]
    workspace = Workspace.objects.create_for(owner, "Bench", Actor(owner.pk))
    with acting(Actor(owner.pk), workspace.pk, "member.add", least=Role.OWNER):
        for user in people[1:]:
            Membership.objects.create(workspace=workspace, user=user, role=Role.EDITOR)
    canvas = Canvas.objects.create_in(workspace, "Bench", Actor(owner.pk))
    notes = _fill(canvas, owner.pk)
    return Seeded(workspace.pk, canvas.pk, notes, [_signed_in(user) for user in people])


def _fill(canvas, owner: int) -> list[int]:
    from canvas.blocks import NOTE_BLOCKS, Channel
    from canvas.models import Note, Segment
    from record.acting import Actor

    segments = [
        Segment.objects.add_to(
            canvas, Actor(owner), name=NAMES[LANGUAGES[i % 3]].format(i), customers=1000 * i, retention="0.9"
        )
        for i in range(SEGMENTS)
    ]
    notes = []
    for i in range(NOTES):
        block = NOTE_BLOCKS[i % len(NOTE_BLOCKS)]
        channel = Channel.values[i % len(Channel)] if block == "channels" else ""
        about = {"segment": segments[i % SEGMENTS] if i % 2 else None, "channel": channel}
        notes.append(Note.objects.add_to(canvas, block, WORDS[i % 3], Actor(owner), **about).pk)
    return notes


def _signed_in(user) -> Member:
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    return Member(user.language, client.cookies[settings.SESSION_COOKIE_NAME].value)
