"""The cast of every test: a team of four roles, staff, and an outsider with a workspace of her own."""

from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.utils.crypto import get_random_string
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from accounts.sessions import SessionStore
from canvas.example import example
from canvas.models import Canvas, Comment, Note, Segment
from record.acting import Actor
from workspaces.acting import acting
from workspaces.models import Membership, Workspace
from workspaces.roles import Role

PASSWORD = "pa55-of-the-cast"
NOTES = (  # block, text, channel: three languages, joins, digits and line breaks
    ("value_propositions", "کتاب تا فردا می‌رسد", ""),
    ("value_propositions", "توصية من قارئ مثلك\nكل أسبوع", ""),
    ("value_propositions", "Free returns for ۳۰ days", ""),
    ("channels", "وب‌سایت boom.example", "website"),
    ("channels", "متجر الحي", "shop"),
    ("customer_relationships", "باشگاه کتاب‌خوان‌ها", ""),
    ("cost_structure", "الشحن 12%", ""),
)


@dataclass
class Cast:
    """People carry `.client` (signed in), `.htmx` (the same, asking as htmx does)."""

    amina: User  # owner of the team, reads Arabic
    dariush: User  # editor, Persian
    kian: User  # commenter, Persian
    layla: User  # viewer, Arabic
    omar: User  # staff, a member of nothing, English
    sara: User  # outsider, owner of `elsewhere`, English
    team: Workspace
    canvas: Canvas
    notes: list[Note]  # as NOTES; the first is about the first segment
    segments: list[Segment]
    comment: Comment  # by Kian, on the first note
    elsewhere: Workspace
    other_canvas: Canvas
    other_note: Note
    other_segment: Segment
    other_comment: Comment

    @property
    def people(self) -> dict[str, User]:
        return {name: getattr(self, name) for name in ("amina", "dariush", "kian", "layla", "omar", "sara")}


def actor(user: User, **fields) -> Actor:
    """Somebody acting: an Actor carries out one edit, so each edit takes a new one."""
    return Actor(user.pk, **fields)


def make_person(key: str, name: str, language: str, **fields) -> User:
    user = User.objects.create_user(f"{key}@example.com", PASSWORD, name=name, language=language, **fields)
    give_clients(user)
    return user


def make_writers(key: str, language: str) -> dict[str, User]:
    """The people of an example, by their key in it."""
    return {who: make_person(who, name, language) for who, name in example(key, language).people.items()}


def give_clients(user: User) -> None:
    user.client = SimpleLazyObject(partial(client_of, user))
    user.htmx = SimpleLazyObject(partial(client_of, user, headers={"HX-Request": "true"}))


def client_of(user: User, **kwargs) -> Client:
    """Signed in as `force_login` leaves it, with one statement instead of fifteen: most tests ask for it."""
    client = Client(**kwargs)
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session._session_key = key = get_random_string(32)  # only now: it is not looked for
    session.create_model_instance(session._session).save(force_insert=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def make_cast() -> Cast:
    amina = make_person("amina", "أمينة", "ar")
    dariush = make_person("dariush", "داریوش Rad", "fa")
    kian = make_person("kian", "کیان", "fa")
    layla = make_person("layla", "ليلى", "ar")
    omar = make_person("omar", "Omar", "en", is_staff=True)
    sara = make_person("sara", "Sara سارا", "en")
    team = Workspace.objects.create_for(amina, "نوآوران Innovators", actor(amina))
    with acting(actor(amina), team.pk, "invitation.accept"):
        for user, role in ((dariush, Role.EDITOR), (kian, Role.COMMENTER), (layla, Role.VIEWER)):
            Membership.objects.create(workspace=team, user=user, role=role)
    canvas = Canvas.objects.create_in(team, "کتاب‌فروشی", actor(dariush))
    readers = add_segment(canvas, dariush, name="کتاب‌خوان‌ها", customers=12400, value="42000", retention="0.94")
    students = add_segment(canvas, dariush, name="طلاب Students")
    notes = [add_note(canvas, dariush, *note) for note in NOTES]
    notes[0].recolour(readers, actor(dariush))
    comment = Comment.objects.add_to(
        canvas, notes[0].block, "چرا فردا؟ @أمينة", actor(kian), note=notes[0], mentions=[amina.pk]
    )
    elsewhere = Workspace.objects.create_for(sara, "Elsewhere", actor(sara))
    other = Canvas.objects.create_in(elsewhere, "Not yours", actor(sara))
    other_note = add_note(other, sara, "channels", "A secret of elsewhere", "phone")
    return Cast(
        amina, dariush, kian, layla, omar, sara, team, canvas, notes, [readers, students], comment,
        elsewhere, other, other_note, add_segment(other, sara, name="Their customers"),
        Comment.objects.add_to(other, "channels", "Their comment", actor(sara), note=other_note),
    )  # fmt: skip


def add_note(canvas: Canvas, by: User, block: str, text: str, channel: str = "") -> Note:
    return Note.objects.add_to(canvas, block, text, actor(by), channel=channel)


def add_segment(canvas: Canvas, by: User, **fields) -> Segment:
    return Segment.objects.add_to(canvas, actor(by), **fields)
