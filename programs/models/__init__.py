"""Programs, their staff, and what startups hand in. Each model is one file; its verbs are its methods."""

from programs.models.membership import LastManager, ProgramMembership
from programs.models.program import Program
from programs.models.round import Round

from programs.models.invitation import ProgramInvitation  # isort: skip  (needs the two above)
from programs.models.answer import Answer
from programs.models.assignment import Assignment, InConflict
from programs.models.conflict import Conflict
from programs.models.criterion import Criterion
from programs.models.enrolled import EnrolledCanvas
from programs.models.enrolment import AlreadyEnrolled, Enrolment
from programs.models.remark import About, Remark
from programs.models.review import Review, RubricChanged, Verdict
from programs.models.submission import NotNow, Submission

__all__ = [
    "About",
    "Answer",
    "Assignment",
    "Conflict",
    "InConflict",
    "Criterion",
    "Remark",
    "Review",
    "RubricChanged",
    "Verdict",
    "AlreadyEnrolled",
    "EnrolledCanvas",
    "Enrolment",
    "LastManager",
    "NotNow",
    "Program",
    "ProgramInvitation",
    "ProgramMembership",
    "Round",
    "Submission",
]
