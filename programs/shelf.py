"""Programs as lists show them."""

from accounts.models import User
from canvas.shelf import Shelf, also_at_home


@also_at_home
def worked_for(user: User) -> Shelf:
    """Those that somebody is of the staff of, the latest first."""
    theirs = user.program_memberships.present().select_related("program")
    return Shelf("programs/_shelf.html", list(theirs.order_by("-program__begins_on", "-program_id")))
