"""Curators at their desk: signed in with the second step, sending the editor's form as the page has it."""

from __future__ import annotations

from html.parser import HTMLParser

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.http import HttpResponse
from django.test import Client, RequestFactory

from accounts.models import User
from learning.curation.frame import address
from learning.models.curated import Curated


def come_in(person: User, **kwargs) -> Client:
    """A browser in which the person has taken the second step."""
    client = Client(**kwargs)
    client.force_login(person)
    TOTP.activate(person, generate_totp_secret())
    request = RequestFactory().get("/")
    request.session, request.user = client.session, person
    record_authentication(request, person, method="mfa", type="totp")
    assert AUTHENTICATION_METHODS_SESSION_KEY in request.session
    request.session.save()
    return client


def get(client: Client, page: str, of: object, query: str = "", **kwargs) -> HttpResponse:
    return client.get(address(page, of, **kwargs) + query)


def post(client: Client, page: str, of: object, sent: dict | None = None, **kwargs) -> HttpResponse:
    return client.post(address(page, of, **kwargs), sent or {})


def act(client: Client, item: Curated, verb: str, **sent) -> HttpResponse:
    """A verb by its form, at the number that the item has now."""
    return post(client, "act", item, {"number": item.number, **sent}, verb=verb)


class _Form(HTMLParser):
    """The values of the controls of one form, as a browser would send them."""

    def __init__(self, name: str):
        super().__init__()
        self.name, self.inside, self.sent, self.area = name, False, {}, None

    def handle_starttag(self, tag: str, attrs: list) -> None:
        said = dict(attrs)
        self.inside = self.inside or (tag == "form" and said.get("id") == self.name)
        if not self.inside:
            return
        if tag == "input" and (said.get("type") not in ("radio", "checkbox") or "checked" in said):
            self.add(said.get("name"), said.get("value", ""))
        elif tag == "select":
            self.area = said["name"]
        elif tag == "option" and "selected" in said:
            self.add(self.area, said["value"])
        elif tag == "textarea":
            self.area = said["name"]
            self.add(self.area, "")

    def handle_data(self, data: str) -> None:
        if self.inside and self.area and self.area in self.sent and self.get_starttag_text().startswith("<textarea"):
            self.sent[self.area][-1] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        self.area = None if tag in ("textarea", "select") else self.area
        self.inside = self.inside and tag != "form"

    def add(self, name: str | None, value: str) -> None:
        if name:
            self.sent.setdefault(name, []).append(value)


def form_of(response: HttpResponse, name: str = "writing") -> dict[str, list[str]]:
    """What the editor's form would send, untouched."""
    form = _Form(name)
    form.feed(response.content.decode())
    return form.sent


def written(client: Client, item: Curated, **changed: str) -> dict[str, list[str]]:
    """The editor's form with some fields written anew; names as in body__fa, questions__1__text__fa."""
    return form_of(get(client, "change", item)) | {name.replace("__", "."): [value] for name, value in changed.items()}


def save(client: Client, item: Curated, sent: dict) -> HttpResponse:
    return post(client, "change", item, sent)
