"""What records say of programs: a team's of those it takes part in, a program's of what its staff do.

{who} comes first in every language. A program's is read by all its staff (activity.py), so it tells nothing of what is
in a review, and of an invitation neither address nor link.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.dates import write_date
from accounts.reading import Reading
from history.verbs import APART
from programs.roles import ProgramRole
from record.models import Change
from record.sentences import Person, name, register
from workspaces.sentences import clock

ENROLLED_CANVAS = "programs_enrolledcanvas"

# On a team's record
register("enrolment.create", _("{who} enrolled the workspace in a program"))
register("enrolment.create", _("{who} let the program's staff see a canvas"), table=ENROLLED_CANVAS)
register("enrolment.revise", _("{who} chose anew which canvases the program's staff see"))
register("enrolment.leave", _("{who} left the program"))
register("submission.create", _("{who} submitted the canvas for a round"))
register("remark.answer", _("{who} answered a remark of a review"))

# On a program's record, of the end of a workspace that had left: what staff wrote of it goes with it
register("workspace.purge", _("{who} purged the workspace of a startup that had left"))


def startup(change: Change) -> dict:
    """Its name is put there by whoever reads the record (activity.py); ValueError where nobody did."""
    if not hasattr(change, "startup"):
        raise ValueError
    return {"startup": change.startup}


def title(change: Change) -> dict:
    return {"title": change.row["title"]}


def deadline(change: Change) -> dict:
    day = date.fromisoformat(change.row["deadline_on"])
    return name(change) | {"day": write_date(day, Reading.current())}


def role(change: Change) -> dict:
    return {"role": ProgramRole(change.row["role"]).label}


def member(change: Change) -> dict:
    return {"person": Person(change.row["user_id"])}


def appointed(change: Change) -> dict:
    return member(change) | role(change)


def invited(change: Change) -> dict:
    return {"whom": _("a startup") if change.row["role"] is None else ProgramRole(change.row["role"]).label}


ON_PROGRAMS = {
    "program.create": (_("{who} founded the program “{name}”"), name),
    "program.revise": (_("{who} changed the settings of the program"), lambda change: {}),
    "program.set_clock": (_("{who} set the program's clock to {zone}"), clock),
    "round.add": (_("{who} added the round “{name}”, until {day}"), deadline),
    "round.revise": (_("{who} revised the round “{name}”: until {day}"), deadline),
    "program_invitation.create": (_("{who} sent an invitation: {whom}"), invited),
    "program_invitation.revoke": (_("{who} revoked an invitation: {whom}"), invited),
    "program_invitation.accept": (_("{who} joined the staff"), lambda change: {}),
    "staff.appoint": (_("{who} gave {person} the role {role}"), appointed),
    "staff.remove": (_("{who} removed {person} from the staff"), member),
    "staff.leave": (_("{who} left the staff"), lambda change: {}),
    "criterion.add": (_("{who} added the criterion “{title}” to the rubric"), title),
    "criterion.revise": (_("{who} revised the criterion “{title}”"), title),
    "criterion.remove": (_("{who} removed the criterion “{title}”"), title),
    "assignment.assign": (_("{who} decided who reviews {startup}"), startup),
    "assignment.spread": (_("{who} assigned reviewers evenly"), lambda change: {}),
    "conflict.declare": (_("{who} declared a conflict of interest with {startup}"), startup),
    "conflict.withdraw": (_("{who} withdrew a conflict of interest with {startup}"), startup),
    "review.revise": (_("{who} worked on a review of {startup}"), startup),
    "remark.add": (_("{who} worked on a review of {startup}"), startup),
    "remark.remove": (_("{who} worked on a review of {startup}"), startup),
    "review.submit": (_("{who} submitted a review of {startup}"), startup),
    "review.release": (_("{who} released the results to {startup}"), startup),
    "review.release_all": (_("{who} released all results that were complete"), lambda change: {}),
}
for verb, (sentence, words) in ON_PROGRAMS.items():
    register(verb, sentence, words)
APART.update(ON_PROGRAMS, ["workspace.purge"])
