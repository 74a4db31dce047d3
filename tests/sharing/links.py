"""Links to the cast's canvas, and visitors who hold one."""

from django.test import Client
from django.urls import reverse

from sharing.models import ShareLink
from tests.cast import Cast, actor

CHOSEN = {"name": "سرمایه‌گذار", "days": 7, "live": True, "matrix": False, "strategy": False, "pdf": False}


def make_link(cast: Cast, **chosen) -> tuple[ShareLink, str]:
    return ShareLink.objects.make(cast.canvas, actor(cast.dariush), **(CHOSEN | chosen))


def holder_of(token: str, **headers: str) -> Client:
    """A visitor who opened the link."""
    client = Client(headers=headers)
    assert client.get(reverse("share_link_open", args=[token])).status_code == 302
    return client


def look(client: Client, link: ShareLink, view: str = ""):
    return client.get(reverse("shared", args=[link.pk]), {"view": view} if view else {})
