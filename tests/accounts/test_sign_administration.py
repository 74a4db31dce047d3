"""The administration pages: for staff who took the second step in this session; people, as staff see them."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client

from accounts.models import User
from learning.roles import make_groups
from tests.accounts.conftest import PASSWORD, make_person, sign_in
from tests.accounts.test_sign_second_step import code_of, set_up

PEOPLE = "/admin/accounts/user/"
AGAIN = "/accounts/2fa/reauthenticate/"


@pytest.fixture
def omar(db) -> User:
    return make_person("omar@example.com", name="Omar", language="en", is_staff=True, is_superuser=True)


def take_second_step(person: User) -> Client:
    """A browser in which a member of staff came all the way in."""
    client = sign_in(person)
    secret, _ = set_up(client)
    assert client.post(f"{AGAIN}?next=/admin/", {"code": code_of(secret)}).url == "/admin/"
    return client


def test_opens_after_the_second_step(omar):
    assert take_second_step(omar).get("/admin/").status_code == 200


def test_leads_staff_to_set_it_up_then_to_give_a_code(omar):
    client = sign_in(omar)
    assert client.get("/admin/", follow=True).redirect_chain[1][0] == "/accounts/2fa/totp/activate/?next=/admin/"
    set_up(client)
    assert client.get(PEOPLE, follow=True).redirect_chain[-1][0] == f"{AGAIN}?next={PEOPLE}"


def test_a_session_begun_before_does_not_count(omar):
    before = sign_in(omar)
    take_second_step(omar)
    assert before.get("/admin/").status_code == 302


def test_closes_when_the_step_is_turned_off(omar):
    client = take_second_step(omar)
    client.post("/accounts/2fa/totp/deactivate/")
    assert client.get("/admin/").status_code == 302


def test_closes_when_staff_no_longer(omar):
    client = take_second_step(omar)
    User.objects.update(is_staff=False)
    assert client.get("/admin/", follow=True).status_code == 404


def test_for_others_there_is_nothing(visitor, person):
    assert sign_in(person).get("/admin/", follow=True).status_code == 404
    assert visitor.get("/admin/login/").url == "/accounts/login/?next=/admin/"
    visitor.post("/admin/login/", {"username": person.email, "password": PASSWORD})
    assert visitor.get("/profile/").status_code == 302, "the administration's own door is closed"


def test_is_never_led_elsewhere(omar):
    client = take_second_step(omar)
    assert client.get("/admin/login/?next=https://evil.example/").url == "/admin/"


def test_leaving_and_passwords_go_our_way(omar):
    client = take_second_step(omar)
    assert client.get("/admin/password_change/").url == "/accounts/password/change/"
    assert client.post("/admin/logout/").url == "/"
    assert client.get("/profile/").status_code == 302


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_pages_of_people_in_the_reader_s_language(omar, person, language):
    omar.revise(language=language)
    client = take_second_step(omar)
    for page in (PEOPLE, f"{PEOPLE}{person.pk}/change/", f"{PEOPLE}add/", "/admin/mfa/authenticator/"):
        response = client.get(page)
        assert response.status_code == 200
        assert f'lang="{language}"' in response.content.decode()


@pytest.mark.parametrize(
    ("language", "may_see", "curators"),
    [("fa", "اشخاص | شخص | دیدن", "نویسندگان درس‌ها"), ("ar", "الأشخاص | شخص | عرض", "كتّاب الدروس")],
)
def test_rights_and_groups_are_named_in_the_reader_s_language(omar, person, language, may_see, curators):
    omar.revise(language=language)
    make_groups()
    client, group = take_second_step(omar), Group.objects.get(name="curators")
    page = client.get(f"{PEOPLE}{person.pk}/change/").content.decode()
    assert may_see in page and f">{curators}</option>" in page and "Can " not in page
    assert curators in client.get("/admin/auth/group/").content.decode()
    page = client.get(f"/admin/auth/group/{group.pk}/change/").content.decode()
    assert may_see in page and f"<h2>{curators}</h2>" in page and "Can " not in page


def test_groups_that_the_code_asks_for_keep_their_name(omar):
    make_groups()
    client, group = take_second_step(omar), Group.objects.get(name="curators")
    address, right = f"/admin/auth/group/{group.pk}/", Permission.objects.get(codename="view_user")
    sent = client.post(f"{address}change/", {"name": "authors", "permissions": right.pk})
    assert sent.status_code == 302 and list(group.permissions.all()) == [right]
    assert client.post(f"{address}delete/", {"post": "yes"}).status_code == 403
    client.post("/admin/auth/group/", {"action": "delete_selected", "_selected_action": group.pk, "post": "yes"})
    group.refresh_from_db()
    assert group.name == "curators"


def test_a_group_of_ones_own_is_called_anything(omar):
    client, group = take_second_step(omar), Group.objects.create(name="teachers")
    address = f"/admin/auth/group/{group.pk}/"
    assert client.post(f"{address}change/", {"name": "tutors"}).status_code == 302
    assert Group.objects.get(pk=group.pk).name == "tutors"
    assert client.post(f"{address}delete/", {"post": "yes"}).status_code == 302


def test_rights_that_say_nothing_here_are_not_offered_and_those_given_stay(omar, person):
    nothing = Permission.objects.get(codename="view_head")
    client, address = take_second_step(omar), f"{PEOPLE}{person.pk}/change/"
    offered = f'<option value="{nothing.pk}"'
    assert offered not in client.get(address).content.decode()
    person.user_permissions.add(nothing)
    assert f"{offered} selected>" in client.get(address).content.decode()
    form = {"email": person.email, "name": "x", "is_active": "on", "user_permissions": nothing.pk}
    assert client.post(address, form).status_code == 302
    assert list(person.user_permissions.all()) == [nothing]


def test_days_are_the_reader_s_own(omar, person):
    omar.revise(language="fa")
    assert re.search("[۰-۹]{4}، ساعت", take_second_step(omar).get(PEOPLE).content.decode())


def test_switch_of_languages_is_in_the_header(omar):
    page = take_second_step(omar).get(PEOPLE).content.decode()
    assert page.count('name="language"') == 3
    assert f'name="next" value="{PEOPLE}"' in page


def test_closing_an_account_ends_its_sessions(omar, person):
    theirs = sign_in(person)
    form = {"email": person.email, "name": person.name}
    assert take_second_step(omar).post(f"{PEOPLE}{person.pk}/change/", form).status_code == 302
    person.refresh_from_db()
    assert not person.is_active
    assert theirs.get("/profile/").status_code == 302


def test_a_new_person_chooses_the_password_by_mail(omar, visitor):
    take_second_step(omar).post(f"{PEOPLE}add/", {"email": "Layla@Example.com", "name": "ليلى", "is_active": "on"})
    layla = User.objects.get(email="layla@example.com")
    assert not layla.has_usable_password()
    mail.outbox.clear()
    visitor.post("/accounts/password/reset/", {"email": layla.email})
    assert "/password/reset/key/" in mail.outbox[0].body


def test_nobody_is_deleted_and_no_address_changed(omar, person):
    client = take_second_step(omar)
    assert client.post(f"{PEOPLE}{person.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(f"{PEOPLE}{person.pk}/change/", {"email": "x@example.com", "name": "x", "is_active": "on"})
    person.refresh_from_db()
    assert (person.email, person.name) == ("dariush@example.com", "x")


def test_staff_give_themselves_no_privileges(omar):
    omar.is_superuser = False
    omar.save()
    omar.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts"))
    client = take_second_step(omar)
    client.post(f"{PEOPLE}{omar.pk}/change/", {"name": "Omar", "is_active": "on", "is_superuser": "on"})
    omar.refresh_from_db()
    assert not omar.is_superuser


def test_second_steps_are_removed_never_looked_into(omar, person):
    secret, _ = set_up(sign_in(person))
    client = take_second_step(omar)
    step = Authenticator.objects.get(user=person, type="totp")
    page = f"/admin/mfa/authenticator/{step.pk}/"
    shown = client.get(f"{page}change/").content.decode()
    assert secret not in shown
    assert step.data["secret"] not in shown
    assert f"Remove the second step of {person}?" in client.get(f"{page}delete/").content.decode()
    assert "delete_selected" not in client.get("/admin/mfa/authenticator/").content.decode()
    assert client.post(f"{page}delete/", {"post": "yes"}).status_code == 302
    assert not Authenticator.objects.filter(pk=step.pk).exists()


@pytest.mark.parametrize(
    ("language", "said"), [("ar", "خطوات تحقق ثانية"), ("fa", "گام‌های دوم ورود"), ("en", "Second steps")]
)
def test_second_steps_are_called_so_and_whoever_looks_by_name(omar, language, said):
    client = take_second_step(omar)
    User.objects.filter(pk=omar.pk).update(language=language)
    page = client.get("/admin/mfa/authenticator/").content.decode()
    assert said in page and "<bdi>Omar</bdi>" in page
    assert language == "en" or not re.search("authenticator<|created at|last used at", page, re.IGNORECASE)


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_what_its_scripts_say_is_translated_too(omar, language):
    client = take_second_step(omar)
    User.objects.filter(pk=omar.pk).update(language=language)
    catalogue = client.get("/admin/jsi18n/").content.decode()
    wanted = ("Choose all %s", "Remove all %s", "Choose selected %s", "Remove selected %s", "(click to clear)")
    assert [words for words in wanted if f'"{words}": "' not in catalogue] == []
