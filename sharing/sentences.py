"""What the changes of share links say. {who} comes first in every language."""

from django.utils.translation import gettext_lazy as _

from record.models import Change
from record.sentences import register


def name(change: Change) -> dict:
    return {"name": change.row["name"] or _("whoever has the link")}


register("share_link.create", _("{who} made a link that shows this canvas to people outside: {name}"), name)
register("share_link.revoke", _("{who} revoked the link that showed this canvas to people outside: {name}"), name)
