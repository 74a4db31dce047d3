"""What people are told of programs: invitations, reviews asked for, what reviewers found, answers, deadlines."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.reading import Reading
from notices.kinds import Group, Told, about, homes, register, told_of
from notices.models import Notice
from programs.models import (
    Assignment,
    Enrolment,
    Program,
    ProgramInvitation,
    ProgramMembership,
    Remark,
    Review,
    Round,
    Submission,
)
from programs.models.answer import ANSWERED, DONE
from programs.models.assignment import ASKED
from programs.models.invitation import STAFF_INVITED, STARTUP_INVITED
from programs.models.review import RESULTS
from programs.models.submission import SUBMITTED, name_then
from programs.reminding import REMINDED, REVIEW_DEADLINE, TEAM_DEADLINE
from workspaces.notices import theirs as teams_of


def theirs(user_id: int):
    return ProgramMembership.objects.present().filter(user_id=user_id).values("program_id")


def invitations_told(user_id: int, notices: list[Notice]) -> dict[int, Told]:
    """While it is open for them; once they are in, the way into the program, or to their team's place in it."""
    user = User.objects.get(pk=user_id)
    staff = {row.program_id: row for row in ProgramMembership.objects.filter(user_id=user_id)}
    teams = set(teams_of(user_id).values_list("workspace_id", flat=True))
    rows = ProgramInvitation.objects.for_doors().filter(pk__in=about(notices), email=user.email.lower())
    links = {row.pk: _way_in(row, user, staff.get(row.program_id), teams) for row in rows}
    seen = [row for row in rows if links[row.pk]]
    return told_of(seen, notices, lambda row: Told(links[row.pk], {"program": row.program.name}))


def _way_in(row: ProgramInvitation, user: User, staff: ProgramMembership | None, teams: set[int]) -> str:
    if row.state_with(staff, user) == "open":
        return reverse("program_invitation_own", args=[row.pk])
    if not row.is_for_startup:
        return reverse("program", args=[row.program_id]) if staff and not staff.removed_at else ""
    place = getattr(row, "enrolment", None)
    is_in = place and place.left_at is None and place.workspace_id in teams
    return reverse("enrolment", args=[place.workspace_id, place.pk]) if is_in else ""


def asked_told(user_id: int, notices: list[Notice]) -> dict[int, Told]:
    rows = Assignment.objects.present().filter(pk__in=about(notices), reviewer__user_id=user_id)
    return told_of(rows.select_related("program", "enrolment__workspace"), notices, _asked)


def _asked(row: Assignment) -> Told:
    link = reverse("startup", args=[row.program_id, row.enrolment_id])
    return Told(link, {"startup": row.enrolment.workspace.name, "program": row.program.name})


def submissions_told(user_id: int, notices: list[Notice]) -> dict[int, Told]:
    rows = Submission.objects.filter(pk__in=about(notices), enrolment__left_at=None)
    return told_of(rows.named().select_related("round", "enrolment__workspace"), notices, _submitted)


def _submitted(row: Submission) -> Told:
    link = reverse("startup_submission", args=[row.program_id, row.enrolment_id, row.pk])
    words = {"startup": row.enrolment.workspace.name, "canvas": row.canvas_name, "round": row.round.name}
    return Told(link, words, row.note)


def results_told(user_id: int, notices: list[Notice]) -> dict[int, Told]:
    rows = Review.objects.released().filter(pk__in=about(notices))
    rows = rows.annotate(canvas_name=name_then("submission__")).select_related("submission")
    return told_of(rows, notices, _released)


def _released(row: Review) -> Told:
    found = row.submission
    link = reverse("submission", args=[found.workspace_id, found.enrolment_id, found.pk])
    return Told(f"{link}#reviews-title", {"canvas": row.canvas_name})


def answers_told(user_id: int, notices: list[Notice]) -> dict[int, Told]:
    rows = Remark.objects.present().filter(pk__in=about(notices), review__reviewer_id=user_id)
    rows = rows.filter(review__submission__enrolment__left_at=None, answer__isnull=False)
    return told_of(rows.select_related("answer", "review__submission__enrolment__workspace"), notices, _answered)


def _answered(row: Remark) -> Told:
    found = row.review.submission
    link = reverse("reviews", args=[row.program_id, found.enrolment_id, found.pk])
    return Told(f"{link}#remark-{row.pk}", {"startup": found.enrolment.workspace.name}, row.answer.text)


def team_deadlines_told(user_id: int, notices: list[Notice]) -> dict[int, Told]:
    """Of programs that the team takes part in now."""
    rounds = Round.objects.select_related("program").in_bulk(about(notices))
    homes_told = [notice.home_id for notice in notices]
    current = Enrolment.objects.current().filter(workspace_id__in=homes_told)
    places = {(row.workspace_id, row.program_id): row.pk for row in current}
    told = {}
    for notice in notices:
        round_ = rounds.get(notice.row_id)
        if round_ and (place := places.get((notice.home_id, round_.program_id))):
            told[notice.pk] = Told(reverse("enrolment", args=[notice.home_id, place]), _deadline(round_))
    return told


def _deadline(round_: Round) -> dict[str, object]:
    program = round_.program
    place = lazy(lambda: program.place(Reading.current().language), str)()  # in the language that it is written in
    return {"round": round_.name, "program": program.name, "day": round_.deadline_on, "place": place}


def review_deadlines_told(user_id: int, notices: list[Notice]) -> dict[int, Told]:
    rows = Round.objects.filter(pk__in=about(notices)).select_related("program")
    return told_of(rows, notices, lambda row: Told(reverse("assignments", args=[row.program_id]), _deadline(row)))


def reminders_told(user_id: int, notices: list[Notice]) -> dict[int, Told]:
    rows = Program.objects.filter(pk__in=about(notices))
    return told_of(rows, notices, lambda row: Told(reverse("assignments", args=[row.pk]), {"program": row.name}))


homes.append(theirs)
register(STAFF_INVITED, _("{who} invited you to the staff of the program “{program}”"), invitations_told, is_open=True)
register(STARTUP_INVITED, _("{who} invited your startup to the program “{program}”"), invitations_told, is_open=True)
register(ASKED, _("{who} asked you to review “{startup}” in “{program}”"), asked_told, Group.REVIEW)
register(SUBMITTED, _("{startup} submitted “{canvas}” for “{round}”"), submissions_told, Group.REVIEW)
register(RESULTS, _("{who} released what reviewers found about “{canvas}”"), results_told, Group.REMARK)
register(ANSWERED, _("{who} of {startup} answered your remark"), answers_told, Group.ANSWER)
register(DONE, _("{who} of {startup} marked your remark as done"), answers_told, Group.ANSWER)
register(
    TEAM_DEADLINE,
    _(
        "The deadline of “{round}” in “{program}” is the end of {day} by the clock of {place}, "
        "and you have not submitted yet"
    ),
    team_deadlines_told,
    Group.DEADLINE,
    subject=_("Submit by {day}: “{round}”"),
)
register(
    REVIEW_DEADLINE,
    _(
        "The deadline of “{round}” in “{program}” is the end of {day} by the clock of {place}, "
        "and a review by you is still awaited"
    ),
    review_deadlines_told,
    Group.DEADLINE,
    subject=_("Review by {day}: “{round}”"),
)
register(
    REMINDED, _("{who} reminds you of a review that is still awaited in “{program}”"), reminders_told, Group.DEADLINE
)
