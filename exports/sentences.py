"""What the changes say that come from here."""

from django.utils.translation import gettext_lazy as _

from record.models import Change
from record.sentences import register


def name(change: Change) -> dict:
    return {"name": change.row["name"]}


register("canvas.import", _("{who} imported the canvas “{name}”"), name)
