"""A session is read together with its person: one question, and never yesterday's answer."""

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Concat
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Session
from accounts.sessions import Backend, SessionStore, people
from tests.cast import actor
from workspaces.models import Invitation
from workspaces.roles import Role

pytestmark = pytest.mark.django_db
PAGE = "/profile/"


def asked_of_people(client) -> list[str]:
    """What a page asks the database about sessions and people, once somebody is signed in."""
    assert client.cookies
    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE)
    tables = ('FROM "accounts_session"', 'FROM "accounts_user"')
    return [query["sql"] for query in queries if any(table in query["sql"] for table in tables)]


def test_session_and_person_are_one_question(cast):
    assert len(asked_of_people(cast.kian.client)) == 1
    assert Session.objects.get(pk=cast.kian.client.session.session_key).person == cast.kian


def test_session_of_before_it_knew_its_person_still_holds(cast):
    key = cast.kian.client.session.session_key
    Session.objects.filter(pk=key).update(person=None)
    assert len(asked_of_people(cast.kian.client)) == 2
    assert cast.kian.client.get(PAGE).status_code == 200


def test_person_is_as_the_database_has_them_now(cast):
    client = cast.kian.client
    assert client.get(PAGE).status_code == 200
    people(cast.kian.pk)[0].revise(name="نام تازه")
    assert client.get(PAGE).wsgi_request.user.name == "نام تازه"
    type(cast.kian).objects.filter(pk=cast.kian.pk).update(is_active=False)
    assert client.get(PAGE).status_code == 302


def test_two_people_one_after_the_other_are_not_mixed_up(cast):
    for user in (cast.kian, cast.layla, cast.kian):
        assert user.client.get(PAGE).wsgi_request.user == user


def test_person_of_a_session_that_was_only_read_is_not_taken_for_the_next(cast):
    SessionStore(cast.kian.client.session.session_key).load()
    assert Backend().get_user(cast.layla.pk) == cast.layla


def test_person_of_a_session_is_taken_once(cast):
    """Whoever asks again is told what the database says by then."""
    SessionStore(cast.kian.client.session.session_key).load()
    assert Backend().get_user(cast.kian.pk) == cast.kian
    people(cast.kian.pk)[0].revise(name="نام تازه")
    assert Backend().get_user(cast.kian.pk).name == "نام تازه"


def test_signing_out_leaves_nobody(cast):
    client = cast.kian.client
    client.logout()
    session = client.session
    session["chosen"] = "something"
    session.save()
    assert Session.objects.get(pk=session.session_key).person is None
    assert client.get(PAGE).status_code == 302


def test_a_session_that_expired_opens_nothing(cast):
    client, pages = cast.kian.client, (PAGE, reverse("board", args=[cast.team.pk, cast.canvas.pk]))
    assert [client.get(page).status_code for page in pages] == [200, 200]
    Session.objects.filter(pk=client.session.session_key).update(expire_date=timezone.now())
    assert [client.get(page).status_code for page in pages] == [302, 302]


@pytest.mark.parametrize("key", ["k" * 32, None])
def test_whoever_comes_with_a_session_that_is_none_gets_one_of_their_own(cast, key):
    """Made up, for somebody to be signed in with it later, or long over: what it is to keep is kept in another."""
    client, key = Client(), key or cast.kian.client.session.session_key
    Session.objects.filter(pk=key).update(expire_date=timezone.now())
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    _invitation, token = Invitation.objects.invite(cast.team, Role.VIEWER, 7, actor(cast.amina))
    assert client.get(reverse("invitation_open", args=[token])).status_code == 302
    assert client.session.session_key != key and client.get(reverse("invitation")).status_code == 200


def test_a_session_whose_seal_is_broken_is_nobodys(cast):
    client = cast.dariush.client
    assert client.get(PAGE).status_code == 200
    kept = Session.objects.filter(pk=client.session.session_key)
    kept.update(session_data=Concat("session_data", Value("x")))
    assert client.get(PAGE).status_code == 302


def test_what_one_page_changes_in_a_session_is_not_in_that_of_another(cast):
    one, other = (SessionStore(cast.dariush.client.session.session_key) for _ in range(2))
    one["_auth_user_id"] = str(cast.sara.pk)
    assert other["_auth_user_id"] == str(cast.dariush.pk)
