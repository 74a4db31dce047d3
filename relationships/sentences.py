"""What the changes of relationships and of the strategy say."""

from django.utils.translation import gettext_lazy as _

from accounts.numbers import write_digits
from accounts.reading import Reading
from record.models import Change
from record.sentences import name, register
from relationships.kinds import Goal, Kind


def relationship(change: Change) -> dict:
    row = change.row
    return {"relationship": row["text"] or Kind(row["kind"]).label, "kind": Kind(row["kind"]).label}


def weights(change: Change) -> dict:
    """Three numbers, in the order of the goals."""
    reading = Reading.current()
    return {goal.value: write_digits(str(change.row[goal]), reading) for goal in Goal}


register("relationship.add", _("{who} filled in a relationship: “{relationship}” ({kind})"), relationship)
register("relationship.revise", _("{who} revised the relationship “{relationship}” ({kind})"), relationship)
register("relationship.retire", _("{who} retired the relationship “{relationship}” ({kind})"), relationship)
register("relationship.remove", _("{who} cleared the relationship “{relationship}” ({kind})"), relationship)
register("relationship.restore", _("{who} brought the relationship “{relationship}” ({kind}) back"), relationship)
register("relationship.tie", _("{who} tied a relationship to a note"))
register("relationship.untie", _("{who} untied a relationship from a note"))
register(
    "focus.decide",
    _("{who} decided the focus: acquisition {acquisition}, retention {retention}, growth {growth}"),
    weights,
)
register(
    "focus.withdraw",
    _("{who} withdrew the focus: acquisition {acquisition}, retention {retention}, growth {growth}"),
    weights,
)
register("indicator.record", _("{who} recorded figures of the customers"))
register("advice.dismiss", _("{who} set a piece of advice aside"))
register("advice.reopen", _("{who} took up a piece of advice again"))
register("scenario.keep", _("{who} kept the what-if “{name}”"), name)
register("scenario.remove", _("{who} removed the what-if “{name}”"), name)
