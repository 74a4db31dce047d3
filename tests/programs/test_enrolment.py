"""A startup takes part by its owner's consent, shows what the owner chose and nothing else, and can leave."""

import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from programs.models import AlreadyEnrolled, Enrolment, ProgramInvitation
from tests.asking import get, post, post_twice, queries_of, read
from tests.cast import actor
from tests.programs.scene import make_program
from workspaces.models import InvitationRefused


@pytest.fixture
def program(cast):
    return make_program(cast.sara)


@pytest.fixture
def token(cast, program) -> str:
    return ProgramInvitation.objects.invite(program, None, 7, actor(cast.sara))[1]


def open_door(person, token: str):
    assert get(person, "program_invitation_open", token).url == reverse("program_invitation")
    return get(person, "program_invitation")


def test_owner_reads_what_staff_will_see_and_consents(cast, program, token):
    door = open_door(cast.amina, token).content.decode()
    assert reverse("enrolment_new", args=[cast.team.pk]) in door and 'class="sees"' in door
    page = get(cast.amina, "enrolment_new", cast.team.pk).content.decode()
    assert 'class="sees"' in page and f'value="{cast.canvas.pk}"' in page
    assert f"<span><bdi>{cast.canvas.name}</bdi></span></label>" in page, "a choice as others are"
    answer = post(cast.amina, "enrolment_create", cast.team.pk, canvases=[cast.canvas.pk])
    enrolment = Enrolment.objects.get()
    assert answer.url == reverse("enrolment", args=[cast.team.pk, enrolment.pk])
    assert (enrolment.program, enrolment.workspace, enrolment.enrolled_by) == (program, cast.team, cast.amina)
    assert str(cast.team) in get(cast.sara, "program", program.pk).content.decode()
    assert get(cast.dariush, "program_invitation_open", token).status_code == 410


def test_whoever_owns_no_workspace_yet_makes_one_and_comes_back(cast, program, token):
    door = reverse("program_invitation")
    assert f'{reverse("workspace_new")}?next={door}"' in read(open_door(cast.omar, token))
    asked = read(get(cast.omar, "workspace_new", data={"next": door}))
    assert f'<input type="hidden" name="next" value="{door}">' in asked
    assert post(cast.omar, "workspace_create", name="Bakery", time_zone="UTC", next=door).url == door
    [workspace] = [membership.workspace_id for membership in cast.omar.memberships.all()]
    page = read(get(cast.omar, "enrolment_new", workspace))
    assert reverse("canvas_new", args=[workspace]) in page and reverse("enrolment_create", args=[workspace]) not in page


def test_the_team_s_programs_tell_its_owner_of_an_open_invitation(cast, program, token):
    way_in = reverse("enrolment_new", args=[cast.team.pk])
    assert way_in not in read(get(cast.amina, "enrolments", cast.team.pk))
    for person in (cast.amina, cast.dariush):
        open_door(person, token)
        assert (way_in in read(get(person, "enrolments", cast.team.pk))) == (person is cast.amina)


def test_consent_that_is_sent_again_is_answered_like_the_first_time(cast, program, token):
    open_door(cast.amina, token)
    first, again = post_twice(cast.amina, "enrolment_create", cast.team.pk, canvases=[cast.canvas.pk])
    assert first.url == again.url == reverse("enrolment", args=[cast.team.pk, Enrolment.objects.get().pk])
    late = post(cast.amina, "enrolment_create", cast.team.pk, canvases=[cast.canvas.pk])
    assert late.status_code == 410 and late.context["state"] == "used"
    assert get(cast.amina, "programs").context["waiting"] is None


def test_consent_is_to_the_program_on_the_page_whatever_was_opened_beside_it(cast, program, token):
    open_door(cast.amina, token)
    page = get(cast.amina, "enrolment_new", cast.team.pk).content.decode()
    invitation = ProgramInvitation.objects.get()
    assert f'name="invitation" value="{invitation.pk}"' in page
    _other, beside = ProgramInvitation.objects.invite(make_program(cast.sara), None, 7, actor(cast.sara))
    open_door(cast.amina, beside)
    sent = {"canvases": [cast.canvas.pk], "invitation": invitation.pk}
    assert post(cast.amina, "enrolment_create", cast.team.pk, **sent).status_code == 302
    assert Enrolment.objects.get().program == program
    assert post(cast.dariush, "program_join", invitation=invitation.pk).status_code == 404, "its link was not opened"


def test_without_a_canvas_nobody_enrols(cast, program, token):
    open_door(cast.amina, token)
    answer = post(cast.amina, "enrolment_create", cast.team.pk)
    assert answer.status_code == 422 and not Enrolment.objects.exists()
    other = post(cast.amina, "enrolment_create", cast.team.pk, canvases=[cast.other_canvas.pk])
    assert other.status_code == 422 and not Enrolment.objects.exists()


def test_only_owners_consent(cast, program, token):
    open_door(cast.dariush, token)
    assert post(cast.dariush, "enrolment_create", cast.team.pk, canvases=[cast.canvas.pk]).status_code == 403
    invitation = ProgramInvitation.objects.get()
    with pytest.raises(PermissionDenied):
        Enrolment.objects.enrol(invitation, cast.team, [cast.canvas], cast.dariush, actor(cast.dariush))


def test_an_invitation_is_used_once_and_only_for_its_address(cast, program, token):
    invitation = ProgramInvitation.objects.get()
    Enrolment.objects.enrol(invitation, cast.team, [cast.canvas], cast.amina, actor(cast.amina))
    with pytest.raises(InvitationRefused):
        Enrolment.objects.enrol(invitation, cast.elsewhere, [cast.other_canvas], cast.sara, actor(cast.sara))
    again, _token = ProgramInvitation.objects.invite(program, None, 7, actor(cast.sara))
    with pytest.raises(AlreadyEnrolled):
        Enrolment.objects.enrol(again, cast.team, [cast.canvas], cast.amina, actor(cast.amina))
    theirs, _token = ProgramInvitation.objects.invite(program, None, 7, actor(cast.sara), "kian@example.com")
    with pytest.raises(InvitationRefused, match="other"):
        Enrolment.objects.enrol(theirs, cast.elsewhere, [cast.other_canvas], cast.sara, actor(cast.sara))


def test_an_invitation_revoked_lets_nobody_in(cast, program, token):
    open_door(cast.amina, token)
    invitation = ProgramInvitation.objects.get()
    assert post(cast.sara, "program_invitation_revoke", program.pk, invitation.pk).status_code == 302
    answer = post(cast.amina, "enrolment_create", cast.team.pk, canvases=[cast.canvas.pk])
    assert answer.status_code == 410 and not Enrolment.objects.exists()


def test_one_that_was_used_is_not_revoked(scene):
    used = scene.own.enrolment.invitation
    answer = post(scene.own.manager, "program_invitation_revoke", scene.own.program.pk, used.pk)
    assert answer.status_code == 409
    used.refresh_from_db()
    assert used.revoked_at is None


def test_startups_are_invited_by_mail(scene, cast):
    words = {"whom": "startup", "way": "email", "email": "kian@example.com", "language": "ar", "days": "7"}
    answer = post(scene.own.manager, "program_invitation_create", scene.own.program.pk, **words)
    assert answer.status_code == 302
    [letter] = mail.outbox
    assert letter.to == ["kian@example.com"] and str(scene.own.program) in letter.body
    assert letter.subject == "شركتك الناشئة مدعوة إلى برنامج في بوم"


def test_a_mail_that_does_not_go_out_is_not_told_as_sent_the_second_time(scene, settings):
    settings.EMAIL_BACKEND = "tests.workspaces.test_invitation_create.Away"
    words = {"whom": "startup", "way": "email", "email": "kian@example.com", "language": "ar", "days": "7"}
    for answer in post_twice(scene.own.manager, "program_invitation_create", scene.own.program.pk, **words):
        assert answer.status_code == 503 and 'value="kian@example.com"' in answer.content.decode()
    assert ProgramInvitation.objects.get(email="kian@example.com").state == "revoked"


def test_staff_see_the_chosen_canvases_and_no_other(scene, cast):
    side = scene.own
    page = get(side.reviewer, "startup", side.program.pk, side.enrolment.pk).content.decode()
    assert cast.canvas.name in page and scene.spare.name not in page
    hidden = get(side.reviewer, "startup_canvas", side.program.pk, side.enrolment.pk, scene.spare.pk)
    assert hidden.status_code == 404


@pytest.mark.parametrize("view", ["board", "matrix", "strategy"])
def test_staff_see_nothing_of_who_does_what(scene, cast, view):
    side = scene.own
    page = side.reviewer.client.get(
        reverse("startup_canvas", args=[side.program.pk, side.enrolment.pk, cast.canvas.pk]), {"view": view}
    ).content.decode()
    for person in (cast.dariush, cast.kian, cast.layla, cast.amina):
        assert person.name not in page and person.email not in page
    assert "chip talk" not in page and f"/w/{cast.team.pk}/" not in page
    assert view != "board" or cast.notes[0].text in page


def test_owner_chooses_other_canvases(scene, cast):
    side = scene.own
    url = [cast.team.pk, side.enrolment.pk]
    for chosen, hidden in ((scene.spare, cast.canvas), (cast.canvas, scene.spare)):
        assert post(cast.amina, "enrolment_revise", *url, canvases=[chosen.pk], seen=hidden.pk).status_code == 302
        seen, unseen = (
            get(side.reviewer, "startup_canvas", side.program.pk, side.enrolment.pk, canvas.pk).status_code
            for canvas in (chosen, hidden)
        )
        assert (seen, unseen) == (200, 404)
    assert side.enrolment.canvases.count() == 2


def test_canvases_are_chosen_from_boxes_as_other_choices_are(scene, cast):
    page = get(cast.amina, "enrolment_editor", cast.team.pk, scene.own.enrolment.pk).content.decode()
    assert page.count('class="choice"') == page.count('type="checkbox"') == cast.team.canvases.current().count() == 2


def test_a_canvas_that_another_owner_hid_meanwhile_stays_hidden(scene, cast):
    side, url = scene.own, [cast.team.pk, scene.own.enrolment.pk]
    page = get(cast.amina, "enrolment_editor", *url).content.decode()
    assert f'name="seen" value="{cast.canvas.pk}"' in page
    side.enrolment.choose([], actor(cast.amina))
    both = {"canvases": [cast.canvas.pk, scene.spare.pk], "seen": cast.canvas.pk}
    assert post(cast.amina, "enrolment_revise", *url, **both).status_code == 302
    assert [row.canvas for row in side.enrolment.canvases.present()] == [scene.spare]


def test_a_canvas_in_the_archive_stays_seen_until_it_is_hidden(scene, cast):
    side, url = scene.own, [cast.team.pk, scene.own.enrolment.pk]
    cast.canvas.archive(actor(cast.amina))
    page = get(cast.amina, "enrolment_editor", *url).content.decode()
    ticked = re.findall(r'name="canvases" value="(\d+)"[^>]* checked', page)
    assert ticked == [str(cast.canvas.pk)]
    for chosen in ([cast.canvas.pk, scene.spare.pk], [scene.spare.pk]):
        assert post(cast.amina, "enrolment_revise", *url, canvases=chosen, seen=cast.canvas.pk).status_code == 302
        assert {row.canvas_id for row in side.enrolment.canvases.present()} == set(chosen)


def test_who_leaves_is_seen_no_more(scene, cast):
    side = scene.own
    place = [side.program.pk, side.enrolment.pk]
    assert post(cast.amina, "enrolment_leave", cast.team.pk, side.enrolment.pk).status_code == 302
    assert get(side.manager, "startup", *place).status_code == 404
    assert get(side.manager, "startup_canvas", *place, cast.canvas.pk).status_code == 404
    assert get(side.manager, "startup_submission", *place, side.submission.pk).status_code == 404
    assert cast.team.name not in get(side.manager, "program", side.program.pk).content.decode()
    assert get(cast.layla, "enrolment", cast.team.pk, side.enrolment.pk).status_code == 200


def test_the_program_page_asks_as_often_for_many_startups(scene, cast):
    side = scene.own
    before = queries_of(side.manager, "program", side.program.pk)
    for person in (cast.sara, cast.kian, cast.omar):
        workspace = cast.team.__class__.objects.create_for(person, f"Team of {person}", actor(person))
        canvas = cast.canvas.__class__.objects.create_in(workspace, "One", actor(person))
        way_in, _token = ProgramInvitation.objects.invite(side.program, None, 7, actor(side.manager))
        Enrolment.objects.enrol(way_in, workspace, [canvas], person, actor(person))
    assert queries_of(side.manager, "program", side.program.pk) == before <= 10
