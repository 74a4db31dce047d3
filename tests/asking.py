"""Asking the site as somebody: get(cast.amina, "members", 1), post(cast.amina, "member_remove", 1, 2)."""

import uuid

from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from tests.cast import PASSWORD


def get(person: User, url: str, /, *args, **kwargs) -> HttpResponse:
    return person.client.get(reverse(url, args=args), **kwargs)


def post(person: User, url: str, /, *args, **fields) -> HttpResponse:
    return person.client.post(reverse(url, args=args), fields)


def post_twice(person: User, url: str, /, *args, **fields) -> tuple[HttpResponse, HttpResponse]:
    """The same request twice, as a double click sends it."""
    fields["request"] = str(uuid.uuid4())
    return post(person, url, *args, **fields), post(person, url, *args, **fields)


def read(page: HttpResponse) -> str:
    """What it sends, each stretch of space as one: where a template breaks its lines is nobody's business."""
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def type_password(person: User) -> None:
    """As somebody does who is asked for it again; from then on they may make lasting keys, for a few minutes."""
    sent = {"password": PASSWORD, "next": "/"}
    assert person.client.post(reverse("account_reauthenticate"), sent).status_code == 302


def queries_of(person: User, url: str, /, *args, **kwargs) -> int:
    """How many queries a page takes for somebody who is signed in."""
    person.client.session  # noqa: B018 - signs them in, which is not the page's doing
    with CaptureQueriesContext(connection) as asked:
        assert get(person, url, *args, **kwargs).status_code == 200
    return len(asked)
