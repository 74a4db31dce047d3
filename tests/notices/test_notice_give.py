"""Who is told of what, and who is not."""

import pytest
from django.db import transaction

from canvas.models import Comment
from notices.giving import give, unmailed
from notices.models import Notice
from notices.reading import LONGEST_QUOTE, LONGEST_WORD, shorten
from programs.models import Answer, Assignment, Enrolment, ProgramInvitation, Remark, Review, Submission
from tests.asking import get
from tests.cast import actor
from tests.notices.told import kinds, lines, said
from tests.programs.scene import review_it
from workspaces.models import Invitation


def comment(cast, by, text: str, *people) -> Comment:
    mentions = [person.pk for person in people]
    return Comment.objects.add_to(cast.canvas, "channels", text, actor(by), mentions=mentions)


def test_whoever_is_mentioned_is_told(cast):
    [line] = lines(cast.amina)
    assert line.notice.by == cast.kian and line.quoted == "چرا فردا؟ @أمينة"
    assert f"?note={cast.notes[0].pk}#comment-{cast.comment.pk}" in line.told.link
    assert cast.amina.client.get(line.told.link).status_code == 200
    assert said(cast.amina, "en") == ["کیان mentioned you in Value propositions of “کتاب‌فروشی”"]


def test_from_the_page_as_people_write(cast):
    form = {"block": "channels", "text": "@کیان، ببین"}
    url = f"/w/{cast.team.pk}/canvases/{cast.canvas.pk}/comments/add/"
    assert cast.dariush.client.post(url, form).status_code == 302
    assert kinds(cast.kian) == ["mention"] and not kinds(cast.dariush)


def test_nobody_is_told_of_what_they_did_themselves(cast):
    comment(cast, cast.kian, "@کیان @لیلا", cast.kian, cast.layla)
    assert not kinds(cast.kian) and kinds(cast.layla) == ["mention"]


def test_all_who_are_told_hear_the_bell(cast, monkeypatch, django_capture_on_commit_callbacks):
    rung = []
    monkeypatch.setattr("notices.giving.ring", rung.append)
    with django_capture_on_commit_callbacks(execute=True):
        comment(cast, cast.kian, "@ليلى @داریوش Rad", cast.layla, cast.dariush)
    assert rung == [{cast.layla.pk, cast.dariush.pk}]


@pytest.mark.parametrize("most", [LONGEST_WORD, LONGEST_QUOTE])
def test_what_is_long_is_told_as_far_as_there_is_room(cast, most):
    assert shorten("a" * most, most) == "a" * most and len(shorten("a" * (most + 1), most)) == most
    cast.canvas.rename("ب" * 120, 1, actor(cast.dariush))
    comment(cast, cast.kian, "چ" * 2000, cast.layla)
    told = said(cast.layla)[0] if most == LONGEST_WORD else lines(cast.layla)[0].quoted
    assert max(told.count("ب"), told.count("چ")) == most - 1


def test_what_is_not_done_is_not_told(cast):
    with pytest.raises(RuntimeError), transaction.atomic():
        comment(cast, cast.kian, "@ليلى", cast.layla)
        raise RuntimeError
    assert not Notice.objects.filter(user=cast.layla).exists()


def test_what_is_imported_from_the_past_is_no_news(cast):
    by = actor(cast.kian)
    by.imported_at = cast.comment.created_at
    assert give("mention", [cast.layla.pk], cast.team.pk, cast.comment.pk, by) == []


def test_with_a_mark_once_only(cast):
    about = ("mention", cast.team.pk, cast.comment.pk)
    tell = lambda *people: give(about[0], [p.pk for p in people], *about[1:], mark="1")  # noqa: E731
    assert len(tell(cast.layla)) == 1
    assert tell(cast.layla) == []
    assert len(tell(cast.layla, cast.dariush)) == 1
    assert kinds(cast.layla) == kinds(cast.dariush) == ["mention"]


def test_of_somebody_who_is_gone(cast):
    Notice.objects.filter(user=cast.amina).update(by=None)
    assert said(cast.amina, "en")[0].startswith("somebody mentioned you in ")


def test_made_up_people_wait_for_no_mail(cast):
    with unmailed():
        comment(cast, cast.kian, "@ليلى", cast.layla)
    assert Notice.objects.filter(user=cast.layla, awaits_mail=False).count() == 1


def test_whoever_is_invited_and_has_an_account(cast):
    Invitation.objects.invite(cast.team, 30, 7, actor(cast.amina), "SARA@example.com")
    [line] = lines(cast.sara)
    assert not line.notice.awaits_mail, "the invitation has a mail of its own"
    assert said(cast.sara) == ["أمينة invited you to the workspace “نوآوران Innovators”"]
    answer = cast.sara.client.get(line.told.link, follow=True)
    assert answer.status_code == 200 and answer.request["PATH_INFO"] == "/invitation/"
    assert cast.sara.client.post("/invitation/accept/").status_code == 302
    [line] = lines(cast.sara)
    assert line.told.link == f"/w/{cast.team.pk}/" and line.notice.read_at


def test_an_invitation_is_for_nobody_else(cast):
    invitation, _token = Invitation.objects.invite(cast.team, 30, 7, actor(cast.amina), "sara@example.com")
    assert cast.omar.client.get(f"/invitation/{invitation.pk}/own/").status_code == 404
    by_link, _token = Invitation.objects.invite(cast.team, 30, 7, actor(cast.amina))
    assert cast.sara.client.get(f"/invitation/{by_link.pk}/own/").status_code == 404
    invitation.revoke(actor(cast.amina))
    assert lines(cast.sara)[0].told is None


def test_what_they_did_settles_what_asked_for_it_and_nothing_else(cast):
    """Rows of other tables have the same numbers."""
    invited, _token = Invitation.objects.invite(cast.team, 30, 7, actor(cast.amina), "sara@example.com")
    for kind, person, row in (("mention", cast.sara, 0), ("invitation", cast.omar, 0), ("invitation", cast.sara, 1)):
        give(kind, [person.pk], cast.team.pk, invited.pk + row)
    invited.accept(cast.sara, actor(cast.sara))
    [settled] = Notice.objects.exclude(read_at=None)
    assert (settled.kind, settled.user, settled.row_id) == ("invitation", cast.sara, invited.pk)


@pytest.mark.parametrize(("role", "kind"), [(10, "invitation.staff"), (None, "invitation.startup")])
def test_whoever_is_invited_to_a_program(scene, cast, role, kind):
    side = scene.own
    invite = type(side.invitation).objects.invite
    invite(side.program, role, 7, actor(side.manager), "sara@example.com")
    [line] = [line for line in lines(cast.sara) if line.notice.home_id == side.program.pk]
    assert line.notice.kind == kind and side.program.name in line.plain
    assert cast.sara.client.get(line.told.link, follow=True).request["PATH_INFO"] == "/programs/invitation/"
    assert cast.omar.client.get(line.told.link).status_code == 404


def test_who_came_in_as_staff_has_read_it_and_gets_to_the_program(scene, cast):
    side = scene.own
    invited, _token = ProgramInvitation.objects.invite(side.program, 10, 7, actor(side.manager), cast.sara.email)
    invited.join(cast.sara, actor(cast.sara))
    [line] = [line for line in lines(cast.sara) if line.notice.row_id == invited.pk]
    assert line.told.link == f"/p/{side.program.pk}/" and line.notice.read_at


def test_who_enrolled_has_read_it_and_gets_to_their_place_in_the_program(scene, cast):
    side = scene.own
    invited, _token = ProgramInvitation.objects.invite(side.program, None, 7, actor(side.manager), cast.sara.email)
    place = Enrolment.objects.enrol(invited, cast.elsewhere, [cast.other_canvas], cast.sara, actor(cast.sara))
    line = next(line for line in lines(cast.sara) if line.notice.row_id == invited.pk)
    assert line.notice.read_at and get(cast.sara, "enrolment", cast.elsewhere.pk, place.pk).status_code == 200
    assert line.told.link == f"/w/{cast.elsewhere.pk}/programs/{place.pk}/"
    place.leave(actor(cast.sara))
    assert next(line for line in lines(cast.sara) if line.notice.row_id == invited.pk).told is None


def test_whoever_is_to_review_is_asked_once(scene):
    side = scene.own
    assign = lambda *who: Assignment.objects.assign(side.enrolment, who, actor(side.manager))  # noqa: E731
    assign(side.reviewing)
    assign(side.reviewing, side.program.managers().get())
    assert kinds(side.reviewer) == ["review.asked"] and not kinds(side.manager)
    assert get(side.reviewer, "startup", side.program.pk, side.enrolment.pk).status_code == 200
    assign()
    assert lines(side.reviewer)[0].told is None
    assign(side.reviewing)
    assert kinds(side.reviewer) == ["review.asked"] * 2
    Submission.objects.submit(side.enrolment, scene.cast.canvas, side.round, "دوباره", actor(scene.cast.dariush))
    assert kinds(side.reviewer)[0] == "submission" and lines(side.reviewer)[0].quoted == "دوباره"


def test_evenly_assigned_are_asked_too(scene):
    side = scene.own
    Assignment.objects.spread(side.program, 1, actor(side.manager))
    asked = Notice.objects.filter(kind="review.asked", home_id=side.program.pk)
    assert asked.count() == Assignment.objects.present().filter(program=side.program).exclude(
        reviewer__user=side.manager
    ).count()  # fmt: skip


def test_whoever_may_answer_is_told_of_results_when_they_are_released(scene, cast):
    side = scene.own
    draft = Review.objects.of(side.submission, side.reviewer)
    Remark.objects.add_to(draft, actor(side.reviewer), about="whole", text="پیش‌نویس")
    draft.revise(draft.version, actor(side.reviewer), submit=True, scores={}, verdict="changes", summary="خوب")
    assert "results" not in kinds(cast.amina), "until then it is the staff's"
    Review.objects.release(side.submission, actor(side.manager))
    assert kinds(cast.amina)[0] == kinds(cast.dariush)[0] == "results"
    assert "results" not in kinds(cast.kian) + kinds(cast.layla)
    assert said(cast.dariush, "en")[0] == f"{side.manager} released what reviewers found about “کتاب‌فروشی”"
    assert cast.amina.client.get(lines(cast.amina)[0].told.link).status_code == 200


def test_whoever_reviewed_is_told_of_answers(scene, cast):
    side = scene.own
    review_it(side, cast.amina)
    assert kinds(side.manager) == ["remark.answered"] and lines(side.manager)[0].quoted == "چون"
    Answer.give(side.remark, "چون…", False, actor(cast.dariush), version=1)
    assert kinds(side.manager) == ["remark.answered"], "a word put right is no news"
    Answer.give(side.remark, "چون…", True, actor(cast.dariush), version=2)
    assert kinds(side.manager) == ["remark.done", "remark.answered"]
    assert said(side.manager, "en")[0] == "داریوش Rad of نوآوران Innovators marked your remark as done"
    assert side.manager.client.get(lines(side.manager)[0].told.link).status_code == 200
