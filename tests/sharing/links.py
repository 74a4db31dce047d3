"""Links to the cast's canvas, and visitors who hold one."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sharing.models import ShareLink
from tests.cast import Cast, actor
from workspaces.acting import acting

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


def shut(cast: Cast, link: ShareLink, how: str) -> None:
    if how == "expired":
        with acting(actor(cast.dariush), cast.team.pk, "test.write"):
            ShareLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    elif how == "revoked":
        link.revoke(actor(cast.dariush))
    else:
        cast.canvas.archive(actor(cast.dariush))
