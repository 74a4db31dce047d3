"""A new password, chosen while signed in: it ends every other session."""

from django.core import mail

from tests.accounts.conftest import PASSWORD, sign_in

PAGE = "/accounts/password/change/"
FORM = {"oldpassword": PASSWORD, "password1": "eleven quiet camels", "password2": "eleven quiet camels"}


def test_changes_it_and_stays_signed_in_here_only(person):
    here, elsewhere = sign_in(person), sign_in(person)
    assert here.post(PAGE, FORM).status_code == 302
    person.refresh_from_db()
    assert person.check_password(FORM["password1"])
    assert here.get("/profile/").status_code == 200
    assert elsewhere.get("/profile/").status_code == 302


def test_is_told_by_mail(person):
    sign_in(person).post(PAGE, FORM)
    assert mail.outbox[0].to == [person.email]
    assert "127.0.0.1" in mail.outbox[0].body


def test_is_done_even_when_no_mail_goes_out(person, settings):
    client = sign_in(person)
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 9
    assert client.post(PAGE, FORM).status_code == 302
    person.refresh_from_db()
    assert person.check_password(FORM["password1"])


def test_needs_the_old_one(person):
    response = sign_in(person).post(PAGE, FORM | {"oldpassword": "wrong"})
    assert response.context["form"].errors["oldpassword"]
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_twice_the_same(person):
    response = sign_in(person).post(PAGE, FORM | {"password2": "eleven quiet camel"})
    assert response.context["form"].errors["password2"]


def test_visitors_sign_in_first(visitor, db):
    assert visitor.get(PAGE).url == f"/accounts/login/?next={PAGE}"


def test_set_where_there_is_none(person):
    client = sign_in(person)
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    assert client.get(PAGE, follow=True).request["PATH_INFO"] == "/accounts/password/set/"
    client.post("/accounts/password/set/", {name: FORM[name] for name in ("password1", "password2")})
    person.refresh_from_db()
    assert person.check_password(FORM["password1"])
