"""What a team's record says of the programs it takes part in. {who} comes first in every language."""

from django.utils.translation import gettext_lazy as _

from record.sentences import register

ENROLLED_CANVAS = "programs_enrolledcanvas"


register("enrolment.create", _("{who} enrolled the workspace in a program"))
register("enrolment.create", _("{who} let the program's staff see a canvas"), table=ENROLLED_CANVAS)
register("enrolment.revise", _("{who} chose anew which canvases the program's staff see"))
register("enrolment.leave", _("{who} left the program"))
register("submission.create", _("{who} submitted the canvas for a round"))
register("remark.answer", _("{who} answered a remark of a review"))
