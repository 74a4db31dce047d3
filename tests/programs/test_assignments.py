"""Who reviews whom: by hand, evenly, never with a conflict of interest."""

import re

import pytest
from django.core.exceptions import PermissionDenied

from canvas.models import Canvas
from programs.awaited import awaited
from programs.models import Assignment, Conflict, InConflict, NotNow, Review, Submission
from programs.roles import ProgramRole
from tests.asking import get, post, queries_of
from tests.cast import actor, make_person
from tests.programs.scene import add_staff, enrol
from tests.stage import kept
from workspaces.models import Workspace


@pytest.fixture
@kept
def side(scene):
    return scene.own


@pytest.fixture
@kept
def many(side, cast):
    """Five startups more, and another reviewer."""
    add_staff(side.program, side.manager, make_person("mina", "مینا", "fa"), ProgramRole.REVIEWER)
    for number in range(5):
        workspace = Workspace.objects.create_for(cast.sara, f"Startup {number}", actor(cast.sara))
        canvas = Canvas.objects.create_in(workspace, "One", actor(cast.sara))
        enrol(side.program, side.manager, workspace, [canvas], cast.sara)


def assigned(enrolment) -> set[int]:
    return set(Assignment.objects.present().filter(enrolment=enrolment).values_list("reviewer_id", flat=True))


def seen_by(person, side) -> str:
    """What their page says of who is assigned, as its form sends it."""
    page = get(person, "assignments", side.program.pk).content.decode()
    return re.search(r'name="seen" value="([^"]*)"', page)[1]


def test_by_hand(side):
    place, managing = [side.program.pk, side.enrolment.pk], side.program.managers().get()
    for chosen in ([side.reviewing.pk, managing.pk], [managing.pk], [], [side.reviewing.pk]):
        answer = post(side.manager, "assignment_assign", *place, reviewers=chosen, seen=seen_by(side.manager, side))
        assert answer.status_code == 302 and answer.url.endswith(f"#startup-{side.enrolment.pk}")
        assert assigned(side.enrolment) == set(chosen)
    assert Assignment.objects.count() == 2


def test_of_each_round_a_review_of_the_last_submission_is_awaited_while_its_reviewer_is_there(side, cast):
    Assignment.objects.assign(side.enrolment, [side.reviewing], actor(side.manager))
    last = Submission.objects.submit(side.enrolment, cast.canvas, side.round, "again", actor(cast.amina))
    assert awaited(side.program) == {side.reviewer.pk: [last]}
    side.reviewing.remove(actor(side.manager))
    assert awaited(side.program) == {} and assigned(side.enrolment) == set()


def test_what_another_manager_assigned_meanwhile_stays(side):
    mina = add_staff(side.program, side.manager, make_person("mina", "مینا", "fa"), ProgramRole.REVIEWER)
    place, managing = [side.program.pk, side.enrolment.pk], side.program.managers().get()
    Assignment.objects.assign(side.enrolment, [side.reviewing, managing], actor(side.manager))
    seen = seen_by(side.manager, side)
    post(side.manager, "assignment_assign", *place, reviewers=[managing.pk], seen=seen)  # one is taken off
    post(side.manager, "assignment_assign", *place, reviewers=[side.reviewing.pk, managing.pk, mina.pk], seen=seen)
    assert assigned(side.enrolment) == {managing.pk, mina.pk}, "from a page that is older, one is put on"


def test_whoever_left_the_staff_meanwhile_is_not_assigned_and_it_is_said_why(side):
    mina = add_staff(side.program, side.manager, make_person("mina", "مینا", "fa"), ProgramRole.REVIEWER)
    mina.remove(actor(side.manager))
    chosen = {"reviewers": [mina.pk, side.reviewing.pk], "seen": ""}
    answer = post(side.manager, "assignment_assign", side.program.pk, side.enrolment.pk, **chosen)
    assert answer.status_code == 422 and "وضعیت کنونی را ببینید" in answer.content.decode()
    assert not assigned(side.enrolment)


def test_only_staff_of_the_program(side, scene):
    place = [side.program.pk, side.enrolment.pk]
    answer = post(side.manager, "assignment_assign", *place, reviewers=[scene.other.reviewing.pk])
    assert answer.status_code == 422 and not assigned(side.enrolment)


def test_evenly(side, many):
    assert post(side.manager, "assignment_spread", side.program.pk, each="۲").status_code == 302
    loads = [Assignment.objects.present().filter(reviewer=one).count() for one in side.program.staff.all()]
    assert loads == [4, 4, 4]
    assert {len(assigned(enrolment)) for enrolment in side.program.enrolments.all()} == {2}
    post(side.manager, "assignment_spread", side.program.pk, each="2")
    assert Assignment.objects.count() == 12
    assert post(side.manager, "assignment_spread", side.program.pk, each="0").status_code == 422


def test_a_conflict_keeps_one_away(side):
    place = [side.program.pk, side.enrolment.pk]
    Assignment.objects.assign(side.enrolment, [side.reviewing], actor(side.manager))
    assert post(side.reviewer, "conflict_declare", *place).status_code == 422
    assert post(side.reviewer, "conflict_declare", *place, reason="برادرم آنجاست").status_code == 302
    assert assigned(side.enrolment) == set()
    with pytest.raises(InConflict):
        Assignment.objects.assign(side.enrolment, [side.reviewing], actor(side.manager))
    assert post(side.manager, "assignment_assign", *place, reviewers=[side.reviewing.pk]).status_code == 409
    Assignment.objects.spread(side.program, 2, actor(side.manager))
    assert side.reviewing.pk not in assigned(side.enrolment)
    with pytest.raises(NotNow):
        Review.objects.of(side.submission, side.reviewer).revise(0, actor(side.reviewer), summary="x")
    assert post(side.reviewer, "conflict_withdraw", *place).status_code == 302
    Assignment.objects.assign(side.enrolment, [side.reviewing], actor(side.manager))
    assert assigned(side.enrolment) == {side.reviewing.pk}


def test_with_a_conflict_one_reads_no_reviews(side):
    theirs = Review.objects.of(side.submission, side.manager)
    theirs.revise(0, actor(side.manager), submit=True, scores={}, verdict="approved", summary="پنهان بماند")
    own = Review.objects.of(side.submission, side.reviewer)
    own.revise(0, actor(side.reviewer), submit=True, scores={}, verdict="approved", summary="خوب")
    place = [side.program.pk, side.enrolment.pk, side.submission.pk]
    assert "پنهان بماند" in get(side.reviewer, "reviews", *place).content.decode()
    Conflict.objects.declare(side.enrolment, side.reviewing, "سهام دارم", actor(side.reviewer))
    assert "پنهان بماند" not in get(side.reviewer, "reviews", *place).content.decode()


def test_verbs_are_for_whom_they_are(side, scene):
    managing = side.program.managers().get()
    with pytest.raises(PermissionDenied):
        Conflict.objects.declare(side.enrolment, side.reviewing, "x", actor(side.manager))
    with pytest.raises(PermissionDenied):
        Assignment.objects.assign(side.enrolment, [managing], actor(side.reviewer))
    with pytest.raises(PermissionDenied):
        Assignment.objects.spread(side.program, 2, actor(scene.other.manager))
    own = Conflict.objects.declare(side.enrolment, side.reviewing, "x", actor(side.reviewer))
    with pytest.raises(PermissionDenied):
        own.withdraw(actor(side.manager))


def test_the_page_takes_a_fixed_number_of_queries(side, request):
    before = queries_of(side.reviewer, "assignments", side.program.pk)
    request.getfixturevalue("many")
    Assignment.objects.spread(side.program, 2, actor(side.manager))
    assert queries_of(side.reviewer, "assignments", side.program.pk) == before <= 15
