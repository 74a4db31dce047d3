"""Tokens on the pages: made, shown once, told of by mail, revoked."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.utils import timezone

from api.models import Token
from api.models.token import MOST
from tests.api.calling import call
from tests.asking import get, post, post_twice, queries_of, type_password
from tests.cast import actor

SENT = {"name": "شبانه", "scopes": ["read", "write"], "days": 90}


@pytest.fixture(autouse=True)
def typed_again(cast):
    type_password(cast.dariush)
    type_password(cast.amina)


def secret_in(response) -> str:
    page = response.content.decode()
    begin = page.index("boom_")
    return page[begin : begin + 44]


def test_token_is_shown_once_and_works(cast):
    response = post(cast.dariush, "token_create", **SENT)
    assert response.status_code == 200 and response["Cache-Control"] == "no-store"
    secret = secret_in(response)
    assert call(secret, "GET", "me").data["token"]["scopes"] == ["read", "write"]
    assert secret not in get(cast.dariush, "tokens").content.decode()
    token = Token.objects.get()
    assert timedelta(days=89) < token.expires_at - timezone.now() <= timedelta(days=90)
    assert token.ending == secret[-4:] and token.ending in get(cast.dariush, "tokens").content.decode()


def test_a_double_click_makes_one(cast):
    first, second = post_twice(cast.dariush, "token_create", **SENT)
    assert secret_in(first) == secret_in(second) and Token.objects.count() == 1


def test_presses_at_the_same_moment_make_one(cast, transactional_db):
    request, start = uuid.uuid4(), Barrier(8)

    def press(_number: int) -> str:
        connection.ensure_connection()
        start.wait()
        try:
            return Token.objects.make(cast.dariush, "شبانه", ["read"], 30, None, request)[1]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(press, range(8)))
    assert len(secrets) == 1 == Token.objects.count()


def test_another_request_makes_another(cast):
    request = {"request": str(uuid.uuid4())}
    assert secret_in(post(cast.dariush, "token_create", **SENT, **request)) != secret_in(
        post(cast.amina, "token_create", **SENT, **request)
    )


def test_its_person_is_told_by_mail_once(cast, mailoutbox):
    EmailAddress.objects.create(user=cast.dariush, email=cast.dariush.email, verified=True, primary=True)
    post_twice(cast.dariush, "token_create", **SENT)
    (mail,) = mailoutbox
    assert mail.to == [cast.dariush.email] and "شبانه" in mail.body and "boom_" not in mail.body


@pytest.mark.parametrize("wrong", [
    {"name": ""}, {"name": "x" * 81}, {"name": "\u202e"}, {"scopes": []}, {"scopes": ["admin"]}, {"days": 366},
    {"days": ""}, {"only_in": "x"},
])  # fmt: skip
def test_bad_input_is_refused_with_what_was_typed(cast, wrong):
    response = post(cast.dariush, "token_create", **{**SENT, **wrong})
    assert response.status_code == 422 and Token.objects.count() == 0


def test_what_is_wrong_with_several_choices_is_read_out_at_them(cast):
    page = post(cast.dariush, "token_create", **{**SENT, "scopes": []}).content.decode()
    assert '<fieldset class="field" aria-describedby="id_scopes_error">' in page and 'id="id_scopes_error"' in page
    assert page.count('aria-invalid="true"') == page.count('type="checkbox" name="scopes"')


def test_only_into_a_workspace_of_ones_own(cast):
    assert post(cast.dariush, "token_create", **SENT, only_in=cast.elsewhere.pk).status_code == 422
    assert post(cast.dariush, "token_create", **SENT, only_in=cast.team.pk).status_code == 200
    assert Token.objects.get().only_in == cast.team
    cast.team.members.get(user=cast.dariush).leave(actor(cast.dariush))
    assert post(cast.dariush, "token_create", **SENT, only_in=cast.team.pk).status_code == 422
    assert cast.team.name not in get(cast.dariush, "token_new").content.decode(), "nor is its name told any more"


def test_revoking(cast):
    secret = secret_in(post(cast.dariush, "token_create", **SENT))
    token = Token.objects.get()
    assert post(cast.amina, "token_revoke", token.pk).status_code == 404
    assert call(secret, "GET", "me").status_code == 200
    assert post(cast.dariush, "token_revoke", token.pk).status_code == 302
    assert call(secret, "GET", "me").status_code == 401
    token.refresh_from_db()
    before = token.revoked_at
    token.revoke()
    assert token.revoked_at == before, "from then on, however often"


@pytest.mark.parametrize("end, word", [
    (lambda token: token.revoke(), "لغوشده"),
    (lambda token: Token.objects.update(expires_at=timezone.now()), "منقضی"),
    (lambda token: Token.objects.update(password_mark="of another"), "با گذرواژهٔ پیشین پایان یافت"),
], ids=["revoked", "expired", "password"])  # fmt: skip
def test_the_page_says_why_one_works_no_more(cast, end, word):
    token, _secret = Token.objects.make(cast.dariush, "گزارش", ["read"], 30, None, None)
    assert word not in get(cast.dariush, "tokens").content.decode()
    end(token)
    page = get(cast.dariush, "tokens").content.decode()
    assert f'<span class="chip">{word}</span>' in page and f"/profile/tokens/{token.pk}/revoke/" not in page


def test_there_is_an_end_to_them(cast):
    for number in range(MOST):
        Token.objects.make(cast.dariush, str(number), ["read"], 30, None, None)
    assert post(cast.dariush, "token_create", **SENT).status_code == 422
    expired, revoked = Token.objects.all()[:2]
    Token.objects.filter(pk=expired.pk).update(expires_at=timezone.now())
    revoked.revoke()
    answers = [post(cast.dariush, "token_create", **SENT).status_code for _ in range(3)]
    assert answers == [200, 200, 422], "for each that works no more there may be another"
    assert post(cast.amina, "token_create", **SENT).status_code == 200, "each for themselves"
    Token.objects.filter(user=cast.dariush).update(password_mark="of another")
    assert post(cast.dariush, "token_create", **SENT).status_code == 200, "none works, and none can be revoked"


def test_one_that_works_is_never_too_old_to_be_listed(cast, monkeypatch):
    monkeypatch.setattr("api.views.tokens.SHOWN", 1)
    for name in ("کهنه", "تازه"):
        token, _secret = Token.objects.make(cast.dariush, name, ["read"], 30, None, None)
    token.revoke()
    page = get(cast.dariush, "tokens").content.decode()
    assert "کهنه" in page and "تازه" not in page


def test_the_page_leads_to_a_new_one_once(cast):
    for _ in range(2):  # without tokens, and with one
        assert get(cast.dariush, "tokens").content.decode().count('href="/profile/tokens/new/"') == 1
        Token.objects.make(cast.dariush, "گزارش", ["read"], 30, None, None)


def test_page_costs_the_same_however_many_there_are(cast):
    few = queries_of(cast.dariush, "tokens")
    for number in range(5):
        Token.objects.make(cast.dariush, str(number), ["read"], 30, cast.team, None)
    assert queries_of(cast.dariush, "tokens") == few
