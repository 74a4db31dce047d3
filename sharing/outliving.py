"""Share links outlive whoever made them: docs/decisions/share-links-belong-to-the-team.md."""

from collections.abc import Iterable, Mapping

from django.db.models import Count
from django.utils.translation import ngettext

from accounts.numbers import with_numbers
from canvas.team import INVITATIONS
from live.parts import Part, aside, touches
from record.acting import Actor, called
from record.models import Change
from sharing.models import ShareLink
from workspaces.outliving import outlives


def count(workspace_id: int) -> Mapping[int, int]:
    links = ShareLink.objects.filter(workspace_id=workspace_id).revocable().values("created_by").order_by()
    return dict(links.annotate(count=Count("pk")).values_list("created_by", "count"))


def offer(links: int) -> str:
    words = ngettext(
        "Also revoke the share link that they made and that still works",
        "Also revoke the {n} share links that they made and that still work",
        links,
    )
    return with_numbers(words, n=links)


def revoke(workspace_id: int, user_id: int, by: Actor) -> None:
    links = ShareLink.objects.filter(workspace_id=workspace_id, created_by=user_id).revocable()
    with called("share_link.revoke"):
        links.update(revoked_at=by.at)


outlives("share_links", count, offer, revoke)


@touches(ShareLink._meta.db_table)
def offer_touches(change: Change) -> Iterable[Part]:
    """Whoever removes a member is offered to end theirs."""
    return [aside(INVITATIONS)]
