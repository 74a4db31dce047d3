"""What can be done with programs: p/ is for their staff, w/ for the teams that take part."""

from django.urls import path

from programs.views import (
    activity,
    answers,
    assignments,
    doors,
    enrolments,
    invitations,
    portfolio,
    programs,
    results,
    review,
    reviews,
    rounds,
    rubric,
    staff,
    startups,
    submissions,
)

P = "p/<int:program>/"
S = P + "staff/<int:staff>/"
R = P + "rounds/<int:round>/"
C = P + "criteria/<int:criterion>/"
T = P + "startups/<int:enrolment>/"
U = T + "submissions/<int:submission>/"
W = "w/<int:workspace>/programs/"
E = W + "<int:enrolment>/"

urlpatterns = [
    path("programs/", programs.programs, name="programs"),
    path("programs/new/", programs.program_new, name="program_new"),
    path("programs/create/", programs.program_create, name="program_create"),
    path("programs/invitation/", doors.program_invitation, name="program_invitation"),
    path("programs/invitation/join/", doors.program_join, name="program_join"),
    path(
        "programs/invitation/<int:program_invitation>/own/", doors.program_invitation_own, name="program_invitation_own"
    ),
    path("programs/invitation/<str:token>/", doors.program_invitation_open, name="program_invitation_open"),
    path(P, programs.program, name="program"),
    path(P + "activity/", activity.program_activity, name="program_activity"),
    path(P + "activity/new/", activity.program_activity_new, name="program_activity_new"),
    path(P + "portfolio/", portfolio.portfolio, name="portfolio"),
    path(P + "editor/", programs.program_editor, name="program_editor"),
    path(P + "revise/", programs.program_revise, name="program_revise"),
    path(P + "clock/", programs.program_set_clock, name="program_set_clock"),
    path(P + "rounds/new/", rounds.round_new, name="round_new"),
    path(P + "rounds/add/", rounds.round_add, name="round_add"),
    path(R + "editor/", rounds.round_editor, name="round_editor"),
    path(R + "revise/", rounds.round_revise, name="round_revise"),
    path(P + "staff/", staff.staff, name="staff"),
    path(S + "appoint/", staff.staff_appoint, name="staff_appoint"),
    path(S + "remove/", staff.staff_remove, name="staff_remove"),
    path(P + "leave/", staff.staff_leave, name="staff_leave"),
    path(P + "invitations/new/", invitations.program_invitation_new, name="program_invitation_new"),
    path(P + "invitations/create/", invitations.program_invitation_create, name="program_invitation_create"),
    path(
        P + "invitations/<int:program_invitation>/revoke/",
        invitations.program_invitation_revoke,
        name="program_invitation_revoke",
    ),
    path(T, startups.startup, name="startup"),
    path(T + "canvases/<int:canvas>/", startups.startup_canvas, name="startup_canvas"),
    path(U, startups.startup_submission, name="startup_submission"),
    path(U + "review/", review.review, name="review"),
    path(U + "review/save/", review.review_save, name="review_save"),
    path(U + "reviews/", reviews.reviews, name="reviews"),
    path(U + "release/", results.review_release, name="review_release"),
    path(P + "results/", results.results, name="results"),
    path(P + "results/release/", results.review_release_all, name="review_release_all"),
    path(U + "remarks/add/", review.remark_add, name="remark_add"),
    path(U + "remarks/<int:remark>/remove/", review.remark_remove, name="remark_remove"),
    path(P + "assignments/", assignments.assignments, name="assignments"),
    path(P + "assignments/spread/", assignments.assignment_spread, name="assignment_spread"),
    path(P + "assignments/remind/", assignments.assignment_remind, name="assignment_remind"),
    path(T + "assign/", assignments.assignment_assign, name="assignment_assign"),
    path(T + "conflict/declare/", assignments.conflict_declare, name="conflict_declare"),
    path(T + "conflict/withdraw/", assignments.conflict_withdraw, name="conflict_withdraw"),
    path(P + "rubric/", rubric.rubric, name="rubric"),
    path(P + "criteria/new/", rubric.criterion_new, name="criterion_new"),
    path(P + "criteria/add/", rubric.criterion_add, name="criterion_add"),
    path(C + "editor/", rubric.criterion_editor, name="criterion_editor"),
    path(C + "revise/", rubric.criterion_revise, name="criterion_revise"),
    path(C + "remove/", rubric.criterion_remove, name="criterion_remove"),
    path(W, enrolments.enrolments, name="enrolments"),
    path(W + "enrol/", enrolments.enrolment_new, name="enrolment_new"),
    path(W + "create/", enrolments.enrolment_create, name="enrolment_create"),
    path(E, enrolments.enrolment, name="enrolment"),
    path(E + "editor/", enrolments.enrolment_editor, name="enrolment_editor"),
    path(E + "revise/", enrolments.enrolment_revise, name="enrolment_revise"),
    path(E + "leave/", enrolments.enrolment_leave, name="enrolment_leave"),
    path(E + "submissions/new/", submissions.submission_new, name="submission_new"),
    path(E + "submissions/create/", submissions.submission_create, name="submission_create"),
    path(E + "submissions/<int:submission>/", submissions.submission, name="submission"),
    path(E + "submissions/<int:submission>/remarks/<int:remark>/answer/", answers.remark_answer, name="remark_answer"),
]
