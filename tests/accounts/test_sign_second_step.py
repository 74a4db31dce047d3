"""The second step: codes of an authenticator app, recovery codes; for whoever wants it, and for staff."""

import time
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.accounts.conftest import PASSWORD, make_person, sign_in

SET_UP, CODES = "/accounts/2fa/totp/activate/", "/accounts/2fa/recovery-codes/"
STEP = "/accounts/2fa/authenticate/"


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up(client: Client) -> tuple[str, list[str]]:
    """The secret that the app scanned, and the recovery codes that were shown."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = client.get(SET_UP).context["form"].secret
    response = client.post(SET_UP, {"code": code_of(secret)}, follow=True)
    return secret, response.context["unused_codes"]


def start(person) -> Client:
    """A browser that has given the password, and is asked for the code."""
    client = Client(headers={"Accept-Language": "en"})
    response = client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert response.url == STEP
    return client


@pytest.fixture
def secret_and_codes(person):
    return set_up(sign_in(person))


def test_password_alone_no_longer_opens(person, secret_and_codes):
    client = start(person)
    assert client.get("/profile/").status_code == 302
    assert client.post(STEP, {"code": code_of(secret_and_codes[0])}).url == "/"
    assert client.get("/profile/").status_code == 200


def test_code_in_persian_digits(person, secret_and_codes):
    code = code_of(secret_and_codes[0]).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert start(person).post(STEP, {"code": code}).url == "/"


def test_a_code_works_once_whichever_process_it_came_to(person, secret_and_codes):
    code = code_of(secret_and_codes[0])
    assert start(person).post(STEP, {"code": code}).url == "/"
    assert start(person).post(STEP, {"code": code}).context["form"].errors["code"]


def test_a_code_read_a_moment_ago_still_opens_but_not_twice(person, secret_and_codes, monkeypatch):
    code = code_of(secret_and_codes[0])
    later = time.time() + 30
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", SimpleNamespace(time=lambda: later))
    assert start(person).post(STEP, {"code": f"{code[:3]} {code[3:]}"}).url == "/"
    cache.delete(f"allauth.mfa.totp.used?user={person.pk}&code={code}")
    assert start(person).post(STEP, {"code": code}).context["form"].errors["code"]


def test_wrong_codes_are_counted(person, secret_and_codes):
    client = start(person)
    answers = [client.post(STEP, {"code": "000000"}).context["form"].errors["code"][0] for _ in range(6)]
    assert answers[4].startswith("This code is wrong")
    assert answers[5].startswith("Too many attempts")


def test_recovery_code_works_once(person, secret_and_codes):
    code = secret_and_codes[1][0]
    assert len(secret_and_codes[1]) == 10
    assert start(person).post(STEP, {"code": code}).url == "/"
    cache.clear()
    assert start(person).post(STEP, {"code": code}).context["form"].errors["code"]


def test_secrets_are_stored_encrypted(person, secret_and_codes, settings):
    stored = Authenticator.objects.get(user=person, type="totp").data["secret"]
    assert secret_and_codes[0] not in stored
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key", [settings.SECRET_KEY]
    assert start(person).post(STEP, {"code": code_of(secret_and_codes[0])}).url == "/"


def test_with_the_key_lost_no_code_fits(person, secret_and_codes, settings):
    settings.SECRET_KEY = "a new key"
    client = start(person)
    for code in (code_of(secret_and_codes[0]), secret_and_codes[1][0], code_of("")):
        assert client.post(STEP, {"code": code}).context["form"].errors["code"]


def test_turning_on_and_off_is_told_by_mail(transactional_db):
    person = make_person("dariush@example.com")
    client = sign_in(person)
    set_up(client)
    client.post("/accounts/2fa/totp/deactivate/")
    assert [letter.to for letter in mail.outbox] == [[person.email]] * 2
    assert not Authenticator.objects.filter(user=person).exists()
    assert sign_in(person).get("/profile/").status_code == 200


def test_setting_up_asks_for_the_password_again(person):
    client = sign_in(person)
    assert client.get(SET_UP).url == f"/accounts/reauthenticate/?next={SET_UP.replace('/', '%2F')}"


def test_setting_up_needs_a_proved_address(person):
    client = sign_in(person)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    person.emailaddress_set.update(verified=False)
    page = client.get(SET_UP, follow=True)
    assert "Confirm your e-mail address" in page.content.decode() or "تأیید" in page.content.decode()
    assert not Authenticator.objects.exists()


def test_new_recovery_codes_replace_the_old(person):
    client = sign_in(person)
    _, old = set_up(client)
    client.post(f"{CODES}generate/")
    new = client.get(CODES).context["unused_codes"]
    assert not {*old} & {*new}
    assert client.get(f"{CODES}download/").content.decode().split() == new
    assert start(person).post(STEP, {"code": old[0]}).context["form"].errors["code"]
