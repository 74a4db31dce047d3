"""A token opens the API, and nothing else does; it ends when it should."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from api import limits
from api.models import Token
from api.models.token import is_sound
from tests.api.calling import call, make_token, on, token_of


def code_of(response) -> tuple[int, str]:
    assert response["Content-Type"] == "application/problem+json"
    return response.status_code, response.data["code"]


def test_somebody_is_known_by_their_token(cast):
    response = call(cast.dariush, "GET", "me")
    assert response.status_code == 200
    assert (response.data["id"], response.data["email"]) == (cast.dariush.pk, "dariush@example.com")
    assert response.data["token"]["scopes"] == ["read", "write", "history"]
    assert response["Cache-Control"] == "no-store"
    asked = {"Authorization": f"bearer  {cast.dariush.secret} "}
    assert Client().head("/api/v1/me", headers=asked).status_code == 200, "the word is written in any letters"


def test_secret_has_a_prefix_to_be_found_by_and_a_sum_that_tells_slips(cast):
    secret = make_token(cast.amina)
    assert secret.startswith("boom_") and len(secret) == 44 and is_sound(secret)
    wrong = secret[:-1] + ("0" if secret[-1] != "0" else "1")
    assert not is_sound(wrong) and not is_sound("boom_") and not is_sound("")


def test_secret_is_kept_nowhere(cast):
    secret = make_token(cast.amina)
    token = Token.objects.get()
    kept = repr([getattr(token, field.attname) for field in Token._meta.concrete_fields])
    assert secret not in kept and secret[5:20] not in kept


def test_without_a_token_nothing_opens(cast):
    response = call(None, "GET", "me")
    assert code_of(response) == (401, "no_token")
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_a_session_is_no_token(cast):
    assert cast.amina.client.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize("secret", ["boom_" + "x" * 39, "x", "boom_ی", "é"])
def test_what_is_no_token_is_refused(cast, secret):
    assert code_of(call(secret.encode().decode("latin-1"), "GET", "me")) == (401, "wrong_token")


@pytest.mark.parametrize("change", [
    lambda token, user: token.revoke(),
    lambda token, user: Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1)),
    lambda token, user: type(user).objects.filter(pk=user.pk).update(is_active=False),
    lambda token, user: (user.set_password("another lantern"), user.save()),
])  # fmt: skip
def test_token_ends(cast, change):
    secret = token_of(cast.dariush)
    assert call(secret, "GET", "me").status_code == 200
    change(Token.objects.get(), cast.dariush)
    assert code_of(call(secret, "GET", "me")) == (401, "ended_token")


def test_token_goes_on_with_another_key_of_the_server_where_the_former_is_kept(cast, settings):
    secret = token_of(cast.dariush)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new key"
    assert call(secret, "GET", "me").status_code == 200


def test_last_use_is_written_down(cast):
    call(cast.dariush, "GET", "me")
    assert timezone.now() - Token.objects.get().used_at < timedelta(minutes=1)


def test_token_of_one_workspace_finds_no_other(cast):
    secret = make_token(cast.sara, only_in=cast.elsewhere)
    assert call(secret, "GET", on(cast.other_canvas)).status_code == 200
    secret = make_token(cast.amina, only_in=cast.elsewhere)
    assert code_of(call(secret, "GET", on(cast.canvas))) == (404, "not_found")
    assert call(secret, "GET", "workspaces").data["data"] == []


@pytest.mark.parametrize("scopes, method, path, sent", [
    (["write", "history"], "GET", "notes", None),
    (["read", "history"], "POST", "notes", {"block": "channels", "text": "x"}),
])  # fmt: skip
def test_scope_that_lacks_is_named(cast, scopes, method, path, sent):
    response = call(make_token(cast.dariush, scopes=scopes), method, on(cast.canvas, path), sent)
    assert code_of(response) == (403, "scope")
    assert response.data["needs"] in ("read", "write")


def test_history_needs_its_scope(cast):
    path = f"workspaces/{cast.team.pk}/changes"
    secret = make_token(cast.dariush, scopes=["read"])
    assert code_of(call(secret, "GET", path)) == (403, "scope")
    with_history = call(secret, "GET", on(cast.canvas, "document?history=true"))
    assert code_of(with_history) == (403, "scope") and with_history.data["needs"] == "history"
    assert call(secret, "GET", on(cast.canvas, "document?history=false")).status_code == 200


def test_calls_are_counted_and_too_many_are_told_to_wait(cast, monkeypatch):
    monkeypatch.setattr(limits, "MOST", 2)
    first, second, third = (call(cast.dariush, "GET", "me") for _ in range(3))
    assert (first["RateLimit-Limit"], first["RateLimit-Remaining"]) == ("2", "1")
    assert (second.status_code, second["RateLimit-Remaining"]) == (200, "0")
    assert code_of(third) == (429, "too_many")
    assert third["Content-Language"] == "fa", "as this person reads, who asked for no language"
    assert third["RateLimit-Remaining"] == "0" and 1 <= int(third["Retry-After"]) <= 60
    with monkeypatch.context() as clock:
        clock.setattr(limits.time, "time", lambda: 125.0)
        assert limits.seconds_left() == 55


def test_counting_begins_anew_with_each_minute(cast):
    token_of(cast.dariush)
    token = Token.objects.get()
    assert [token.count(60), token.count(61), token.count(120)] == [1, 2, 1]


def test_guessing_from_one_address_is_stopped(cast, monkeypatch):
    monkeypatch.setattr(limits, "MOST_WRONG", 1)
    assert code_of(call("boom_x", "GET", "me")) == (401, "wrong_token")
    assert code_of(call("boom_y", "GET", "me")) == (429, "too_many")
    assert call(cast.dariush, "GET", "me").status_code == 200, "who has a token goes on beside"
    monkeypatch.setattr(limits, "address_of", lambda request: "192.0.2.7")
    assert code_of(call("boom_x", "GET", "me")) == (401, "wrong_token"), "from another address"


def test_who_comes_by_a_socket_has_no_address_and_is_told_all_the_same(cast, monkeypatch):
    def nowhere(adapter, request):
        raise PermissionDenied

    monkeypatch.setattr("accounts.adapter.Adapter.get_client_ip", nowhere)
    assert code_of(call("boom_x", "GET", "me")) == (401, "wrong_token")


@pytest.mark.parametrize("language, word", [("fa", "توکن"), ("ar", "رمز"), ("en", "token")])
def test_what_is_wrong_is_told_in_the_callers_language(cast, language, word):
    response = call(None, "GET", "me", **{"Accept-Language": language})
    assert word in response.data["title"] and response["Content-Language"] == language


@pytest.mark.parametrize("path", ["nowhere", "me?q=%FF"], ids=["not found", "junk"])
def test_what_is_wrong_before_anybody_is_known_is_too(db, path):
    response = call(None, "GET", path, **{"Accept-Language": "fa"})
    assert "ی" in response.data["title"] and response["Content-Language"] == "fa"


def test_without_being_asked_a_person_reads_their_own_language(cast):
    assert call(cast.dariush, "GET", "workspaces/0")["Content-Language"] == "fa"
