"""The profile: name, language, calendar, digits, time zone; it shows on the very next page."""

import re

import pytest
from django.test import Client
from django.utils.translation import override

from accounts.models import User
from accounts.time_zones import time_zone_choices

PAGE = "/profile/"
FORM = {"name": "کیان", "language": "ar", "calendar": "gregorian", "digits": "arab", "time_zone": "Asia/Riyadh"}


@pytest.fixture
def client(person) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(person)
    return client


def test_visitors_sign_in_first(visitor, db):
    assert visitor.get(PAGE).url == f"/accounts/login/?next={PAGE}"
    assert visitor.post(PAGE, FORM).status_code == 302


def test_saves_all_of_it(client, person):
    response = client.post(PAGE, FORM, follow=True)
    person.refresh_from_db()
    assert {name: getattr(person, name) for name in FORM} == FORM
    assert '<html lang="ar" dir="rtl">' in response.content.decode()
    assert "تم حفظ ملفك الشخصي" in response.content.decode(), "said in the language that was chosen"


def test_blank_follows_the_language_and_the_browser(client, person):
    response = client.post(PAGE, {"name": "Kian"}, follow=True)
    person.refresh_from_db()
    assert (person.language, person.calendar, person.digits, person.time_zone) == ("", "", "", "")
    assert '<html lang="en" dir="ltr">' in response.content.decode()


def test_only_one_s_own(client, person):
    client.post(PAGE, FORM | {"is_staff": "on", "is_superuser": "on", "email": "x@example.com", "pk": "1"})
    person.refresh_from_db()
    assert (person.is_staff, person.is_superuser, person.email) == (False, False, "dariush@example.com")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "\u202e\u200f"},
        {"name": "n" * 81},
        {"language": "xx"},
        {"calendar": "julian"},
        {"digits": "roman"},
        {"time_zone": "Mars/Olympus"},
        {"time_zone": "../../etc/passwd"},
    ],
)
def test_what_cannot_be_is_refused_and_the_rest_kept(client, person, wrong):
    response = client.post(PAGE, FORM | wrong)
    assert response.status_code == 422
    assert [*response.context["form"].errors] == [*wrong]
    assert User.objects.get(pk=person.pk).name == "داریوش"
    if "name" not in wrong:
        assert FORM["name"] in response.content.decode()


@pytest.mark.parametrize(
    ("language", "first", "tehran"),
    [("fa", "آرژانتین (Buenos Aires)", "ایران"), ("ar", "إثيوبيا", "إيران"), ("en", "Afghanistan", "Iran")],
)
def test_time_zones_by_country_and_alphabet(client, person, language, first, tehran):
    person.revise(language=language)
    options = re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)', client.get(PAGE).content.decode())
    assert len(options) > 300
    assert dict(options)["Asia/Tehran"] == tehran
    assert options[1][1] == first
    assert options[-1][1] == "UTC"


def test_time_zones_in_the_persian_alphabet():
    with override("fa"):
        names = [name for _, name in time_zone_choices()]
    wanted = ["بلژیک", "پاناما", "تانزانیا", "چاد", "ژاپن", "گابن", "لبنان", "ونزوئلا", "هند", "یمن"]
    assert [name for name in names if name in wanted] == wanted
