"""Inviting people: an owner's business; by e-mail, or by a link that is shown once."""

import re
import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils import timezone

from record.acting import Actor
from record.models import Change
from tests.asking import get, post, post_twice
from tests.cast import actor
from workspaces.acting import acting
from workspaces.models import Invitation, Workspace
from workspaces.models.invitation import MOST_A_DAY, make_token
from workspaces.roles import Role


class Away(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages) -> int:
        raise ConnectionRefusedError


BY_LINK = {"way": "link", "role": Role.EDITOR, "days": 7, "language": "en"}
BY_EMAIL = {"way": "email", "email": "New@Example.com", "role": Role.VIEWER, "days": 1, "language": "fa"}


def token_of(text: str) -> str:
    return re.search(r"/invitation/([\w-]{32})/", text)[1]


def test_link_is_shown_once_and_kept_nowhere(cast):
    page = post(cast.amina, "invitation_create", cast.team.pk, **BY_LINK)
    token = token_of(page.content.decode())
    invitation = Invitation.objects.by_token(token).get()
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    assert (invitation.role, invitation.state, invitation.email) == (Role.EDITOR, "open", "")
    assert timedelta(days=6.9) < invitation.expires_at - timezone.now() < timedelta(days=7)
    assert token not in str(list(Change.objects.of(cast.team.pk).values()))
    assert token not in get(cast.amina, "members", cast.team.pk).content.decode()


@pytest.mark.parametrize(("language", "direction"), [("fa", "rtl"), ("ar", "rtl"), ("en", "ltr")])
def test_mail_goes_out_in_the_chosen_language(cast, language, direction):
    answer = post(cast.amina, "invitation_create", cast.team.pk, **BY_EMAIL | {"language": language})
    [sent] = mail.outbox
    html, kind = sent.alternatives[0]
    assert answer.url == reverse("members", args=[cast.team.pk])
    assert sent.to == ["new@example.com"] and kind == "text/html"
    assert f'lang="{language}" dir="{direction}"' in html
    assert sent.extra_headers["Content-Language"] == language
    assert Invitation.objects.by_token(token_of(sent.body)).get().email == "new@example.com"
    assert token_of(sent.body) == token_of(html)
    assert cast.team.name in sent.body and "أمينة" in sent.body


def test_mail_says_until_when_by_the_teams_clock(cast):
    cast.team.set_clock("Asia/Tokyo", actor(cast.amina))
    post(cast.amina, "invitation_create", cast.team.pk, **BY_EMAIL | {"language": "en"})
    ends = Invitation.objects.get().expires_at
    [sent] = mail.outbox
    assert f"{ends.astimezone(ZoneInfo('Asia/Tokyo')):%-d %B %Y, %H:%M}" in sent.body


def test_whoever_administers_reads_why_a_mail_did_not_go_out(cast, settings, caplog):
    settings.EMAIL_BACKEND = "tests.workspaces.test_invitation_create.Away"
    post(cast.amina, "invitation_create", cast.team.pk, **BY_EMAIL)
    (said,) = (line for line in caplog.records if line.name == "accounts.mails")
    assert "ConnectionRefusedError" in said.getMessage() and not said.exc_info


def test_a_mail_that_does_not_go_out_is_not_told_as_sent_the_second_time(cast, settings):
    settings.EMAIL_BACKEND = "tests.workspaces.test_invitation_create.Away"
    for answer in post_twice(cast.amina, "invitation_create", cast.team.pk, **BY_EMAIL):
        assert answer.status_code == 503 and 'value="New@Example.com"' in answer.content.decode()
    assert Invitation.objects.get().state == "revoked"


@pytest.mark.parametrize(
    ("language", "says"), [("fa", "به وقت توکیو"), ("ar", "بتوقيت طوكيو"), ("en", "by the clock of Tokyo")]
)
def test_mail_says_whose_clock_that_is(cast, language, says):
    cast.team.set_clock("Asia/Tokyo", actor(cast.amina))
    post(cast.amina, "invitation_create", cast.team.pk, **BY_EMAIL | {"language": language})
    [sent] = mail.outbox
    for text in (sent.body, sent.alternatives[0][0]):
        assert says in re.sub("[\u2068\u2069]", "", text)


def test_address_copied_from_a_right_to_left_text_is_cleaned(cast):
    post(cast.amina, "invitation_create", cast.team.pk, **BY_EMAIL | {"email": "\u200e new@example.com\u202c"})
    assert Invitation.objects.get().email == "new@example.com"


def test_link_of_a_mail_is_not_shown(cast):
    page = cast.amina.client.post(reverse("invitation_create", args=[cast.team.pk]), BY_EMAIL, follow=True)
    assert "/invitation/" not in page.content.decode().replace(reverse("invitation_new", args=[cast.team.pk]), "")
    assert "new@example.com" in page.content.decode()


def test_outsider_does_not_find_it(cast):
    assert post(cast.sara, "invitation_create", cast.team.pk, **BY_LINK).status_code == 404


@pytest.mark.parametrize("name", ["dariush", "kian", "layla"])
def test_lower_roles_may_not(cast, name):
    assert post(cast.people[name], "invitation_create", cast.team.pk, **BY_LINK).status_code == 403
    assert get(cast.people[name], "invitation_new", cast.team.pk).status_code == 403


def test_form_is_there_but_asking_is_not_inviting(cast):
    assert get(cast.amina, "invitation_new", cast.team.pk).status_code == 200
    assert get(cast.amina, "invitation_create", cast.team.pk).status_code == 405


@pytest.mark.parametrize("wrong", [
    {"email": ""}, {"email": "nobody"},
    {"email": "a@b\u0640\u3002com"}, {"email": "a@" + "é" * 70 + ".com"}, {"email": "a" * 250 + "@example.com"},
    {"email": "KIAN@example.com"}, {"role": "35"}, {"days": "365"}, {"days": "۷"}, {"way": "pigeon"},
    {"language": "de"}, {"role": ""},
])  # fmt: skip
def test_bad_field_is_told_and_nobody_invited(cast, wrong):
    page = post(cast.amina, "invitation_create", cast.team.pk, **BY_EMAIL | wrong)
    assert page.status_code == 422 and b"errorlist" in page.content
    assert not Invitation.objects.exists() and not mail.outbox


def test_one_name_of_requests_to_two_workspaces_makes_two_links(cast):
    """The name is the client's: what it sends twice is known only together with where it was sent."""
    other = Workspace.objects.create_for(cast.amina, "دیگر", actor(cast.amina))
    name = str(uuid.uuid4())
    pages = [post(cast.amina, "invitation_create", team.pk, request=name, **BY_LINK) for team in (cast.team, other)]
    tokens = [token_of(page.content.decode()) for page in pages]
    homes = [Invitation.objects.by_token(token).get().workspace_id for token in tokens]
    assert homes == [cast.team.pk, other.pk] and len(set(tokens)) == 2


def test_a_token_is_made_again_only_for_the_same_person_place_and_use(cast):
    amina = Actor(cast.amina.pk, request=uuid.uuid4())
    token = make_token(cast.team.pk, amina)
    assert make_token(cast.team.pk, amina) == token
    others = [
        make_token(cast.elsewhere.pk, amina),
        make_token(cast.team.pk, Actor(cast.sara.pk, request=amina.request)),
        make_token(cast.team.pk, Actor(cast.amina.pk, request=uuid.uuid4())),
        make_token(cast.team.pk, amina, "share link"),
        make_token(cast.team.pk, Actor(cast.amina.pk)),
    ]
    assert len({token, *others}) == 6


def test_double_click_makes_one_link_and_shows_it_twice(cast):
    first, second = post_twice(cast.amina, "invitation_create", cast.team.pk, **BY_LINK)
    assert token_of(first.content.decode()) == token_of(second.content.decode())
    assert Invitation.objects.count() == 1


def test_double_click_sends_one_mail(cast):
    first, second = post_twice(cast.amina, "invitation_create", cast.team.pk, **BY_EMAIL)
    assert first.url == second.url and len(mail.outbox) == Invitation.objects.count() == 1


def test_same_request_name_gives_no_link_to_others(cast):
    """The link is made from the request's name: somebody else's, or another workspace's, is another."""
    key = "6c1d9f5e-8a54-4b0e-9f0f-2f4b7f8f0c11"
    pages = [
        post(person, "invitation_create", workspace.pk, request=key, **BY_LINK).content.decode()
        for person, workspace in ((cast.amina, cast.team), (cast.sara, cast.elsewhere))
    ]
    assert token_of(pages[0]) != token_of(pages[1])


def test_too_many_a_day_is_told(cast):
    for _n in range(MOST_A_DAY):
        Invitation.objects.invite(cast.team, Role.VIEWER, 1, actor(cast.amina))
    page = post(cast.amina, "invitation_create", cast.team.pk, **BY_EMAIL)
    assert page.status_code == 429 and b'role="alert"' in page.content
    assert Invitation.objects.count() == MOST_A_DAY and not mail.outbox


def test_a_day_later_there_may_be_more(cast):
    for _n in range(MOST_A_DAY):
        Invitation.objects.invite(cast.team, Role.VIEWER, 1, actor(cast.amina))
    with acting(actor(cast.amina), cast.team.pk, "test.write"):
        Invitation.objects.update(created_at=timezone.now() - timedelta(hours=24))
    assert post(cast.amina, "invitation_create", cast.team.pk, **BY_LINK).status_code == 200


def test_too_many_of_one_person_in_all_their_workspaces(cast):
    for _n in range(MOST_A_DAY):
        Invitation.objects.invite(cast.elsewhere, Role.VIEWER, 1, actor(cast.sara))
    from workspaces.models import Workspace

    another = Workspace.objects.create_for(cast.sara, "Another", actor(cast.sara))
    assert post(cast.sara, "invitation_create", another.pk, **BY_LINK).status_code == 429
    assert post(cast.amina, "invitation_create", cast.team.pk, **BY_LINK).status_code == 200


def test_mail_server_away_invites_nobody(cast, monkeypatch):
    def refuse(self):
        raise ConnectionRefusedError

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", refuse)
    page = post(cast.amina, "invitation_create", cast.team.pk, **BY_EMAIL)
    assert page.status_code == 503 and b'role="alert"' in page.content
    assert Invitation.objects.get().state == "revoked"
