"""Whoever asks to be forgotten is: their account is nobody's, and what they did stays on the record by no name."""

from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.translation import override

from accounts.models import Session, User
from canvas.models.comment import MENTIONED
from notices.models import Notice
from record.models import Change
from tests.asking import get
from tests.cast import actor
from workspaces.models import Invitation
from workspaces.roles import Role


def forgotten(person: User, *options: str) -> str:
    said = StringIO()
    call_command("forget_person", person.email.upper(), *options, stdout=said)
    person.refresh_from_db()
    return said.getvalue()


def test_nothing_says_any_more_whose_the_account_was(cast):
    person, address, name = cast.dariush, cast.dariush.email, cast.dariush.name
    written, _new = EmailAddress.objects.update_or_create(user=person, email=address)
    Authenticator.objects.create(user=person, type="totp", data={})
    Notice.objects.create(user=person, kind=MENTIONED, home_id=cast.team.pk, row_id=1)
    for row in (person, cast.kian, written):
        kind = ContentType.objects.get_for_model(row)
        LogEntry.objects.create(
            user=cast.omar, content_type=kind, object_id=str(row.pk), object_repr=str(row), action_flag=CHANGE
        )
    LogEntry.objects.create(user=person, content_type=kind, object_id="0", object_repr="by them", action_flag=CHANGE)
    assert person.client and Session.objects.filter(person=person).exists()
    person.groups.add(Group.objects.get_or_create(name="curators")[0])
    person.user_permissions.add(Permission.objects.first())
    told = {"calendar": "jalali", "digits": "latn", "time_zone": "Asia/Tehran", "last_login": timezone.now()}
    User.objects.filter(pk=person.pk).update(is_staff=True, is_superuser=True, **told)
    person.refresh_from_db()
    forgotten(person)
    for model in (EmailAddress, Authenticator, Notice):
        assert not model.objects.filter(user=person).exists()
    assert not Session.objects.filter(person=person).exists()
    assert address not in (person.email, person.name) and name not in (person.email, person.name)
    assert [entry.object_repr for entry in LogEntry.objects.order_by("pk")] == ["", str(cast.kian), "", "by them"]
    assert not (person.is_active or person.is_staff or person.is_superuser or person.has_usable_password())
    assert not (person.groups.exists() or person.user_permissions.exists())
    assert not any(getattr(person, name) for name in (*told, "language"))


def test_what_they_did_stays_and_is_by_a_closed_account(cast):
    cast.notes[0].revise("by him", cast.notes[0].version, actor(cast.dariush))
    lines, name = Change.objects.filter(actor_id=cast.dariush.pk).count(), cast.dariush.name
    forgotten(cast.dariush)
    assert Change.objects.filter(actor_id=cast.dariush.pk).count() == lines > 0
    page = get(cast.amina, "activity", cast.team.pk).content.decode()
    with override(cast.amina.language):
        assert str(cast.dariush) in page
    assert name not in page


@pytest.mark.parametrize(("language", "says"), [("en", "Closed account"), ("fa", "حساب بسته‌شده"), ("ar", "حساب مغلق")])
def test_others_read_so_in_their_language(cast, language, says):
    forgotten(cast.dariush)
    with override(language):
        assert str(cast.dariush) == says


def test_they_are_out_at_once(cast):
    client = cast.dariush.client
    assert get(cast.dariush, "workspace", cast.team.pk).status_code == 200
    forgotten(cast.dariush)
    assert client.get(f"/w/{cast.team.pk}/").status_code == 302


def test_a_team_is_left_without_an_owner_only_on_purpose(cast):
    with pytest.raises(CommandError, match=rf"workspaces {cast.team.pk}: let them appoint"):
        forgotten(cast.amina)
    cast.amina.refresh_from_db()
    assert cast.amina.is_active
    assert "Forgotten" in forgotten(cast.amina, "--anyway")


def test_where_their_address_was_written_is_said(cast):
    assert "records" not in forgotten(cast.kian)
    Invitation.objects.invite(cast.team, Role.VIEWER, 7, actor(cast.amina), email=cast.layla.email)
    assert f"stands on the records {cast.team.pk}: manage.py redact" in forgotten(cast.layla)


@pytest.mark.django_db
def test_of_a_stranger_it_says_so():
    with pytest.raises(CommandError, match="Nobody"):
        call_command("forget_person", "nobody@example.org")
