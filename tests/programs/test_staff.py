"""Who is of the staff: invited by mail or link, appointed, removed; always with a manager."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.dates import write_date
from accounts.models import User
from accounts.reading import Reading
from programs.models import LastManager, ProgramInvitation, Round
from programs.roles import ProgramRole
from tests.asking import get, post, post_twice, queries_of
from tests.cast import actor
from tests.programs.scene import add_staff
from workspaces.models import Invitation, InvitationRefused
from workspaces.roles import Role


def test_somebody_joins_by_a_link(scene, cast):
    side = scene.own
    words = {"whom": "10", "way": "link", "email": "", "language": "en", "days": "7"}
    made = post(side.manager, "program_invitation_create", side.program.pk, **words).content.decode()
    path = made.split("http://testserver")[1].split("<")[0]
    assert cast.omar.client.get(path).url == reverse("program_invitation")
    assert reverse("program_join") in get(cast.omar, "program_invitation").content.decode()
    first, second = post_twice(cast.omar, "program_join")
    assert first.url == second.url == reverse("program", args=[side.program.pk])
    assert get(cast.omar, "program", side.program.pk).status_code == 200
    assert get(cast.omar, "program_editor", side.program.pk).status_code == 403


def test_a_startup_that_was_invited_is_any_startup(scene):
    """Where its column has «the startup» over it, Arabic has an article, and here none."""
    side = scene.own
    User.objects.filter(pk=side.manager.pk).update(language="ar")
    page = get(side.manager, "staff", side.program.pk).content.decode()
    assert "شركة ناشئة" in page and "الشركة الناشئة" not in page


def test_as_many_invitations_are_shown_as_of_a_team(scene, cast, monkeypatch):
    monkeypatch.setattr("workspaces.models.invitation.SHOWN", 2)
    side = scene.own
    for _n in range(3):
        ProgramInvitation.objects.invite(side.program, ProgramRole.REVIEWER, 7, actor(side.manager))
        Invitation.objects.invite(cast.team, Role.VIEWER, 7, actor(cast.amina))
    pages = get(side.manager, "staff", side.program.pk), get(cast.amina, "members", cast.team.pk)
    assert [page.content.decode().count('id="invitation-') for page in pages] == [2, 2]


def test_staff_find_their_programs_at_home(scene, cast):
    """There they come when they sign in; below their canvases, where they are in a team too."""
    side = scene.own
    where = reverse("program", args=[side.program.pk])
    also = add_staff(side.program, side.manager, cast.layla, ProgramRole.REVIEWER)
    for membership in (side.reviewing, also):
        person = membership.user
        page = get(person, "home").content.decode()
        assert page.count(f'href="{where}"') == 1
        assert page.find(cast.canvas.name) < page.index(where)
        membership.remove(actor(side.manager))
        assert where not in get(person, "home").content.decode()


def test_home_asks_as_often_for_many_programs(scene, cast):
    before = queries_of(cast.amina, "home")
    for manager in (scene.own.manager, scene.other.manager):
        add_staff(manager.program_memberships.get().program, manager, cast.amina, ProgramRole.REVIEWER)
    assert queries_of(cast.amina, "home") == before


def test_somebody_is_invited_by_mail(scene):
    words = {"whom": "20", "way": "email", "email": "kian@example.com", "language": "fa", "days": "7"}
    assert post(scene.own.manager, "program_invitation_create", scene.own.program.pk, **words).status_code == 302
    assert mail.outbox[0].subject == "به جمع کارشناسان برنامه‌ای در بوم دعوت شده‌اید"


@pytest.mark.parametrize(
    "wrong", [{"email": ""}, {"email": "no"}, {"whom": "99"}, {"days": "x"}, {"email": "behrouz@example.com"}]
)
def test_what_is_wrong_with_an_invitation_is_said(scene, wrong):
    words = {"whom": "10", "way": "email", "email": "x@example.com", "language": "fa", "days": "7", **wrong}
    answer = post(scene.own.manager, "program_invitation_create", scene.own.program.pk, **words)
    assert answer.status_code == 422 and not mail.outbox


def test_a_startups_invitation_lets_nobody_into_the_staff(scene, cast):
    with pytest.raises(InvitationRefused):
        scene.own.invitation.join(cast.kian, actor(cast.kian))


def test_of_two_one_gets_in(scene, cast):
    invitation, _token = ProgramInvitation.objects.invite(scene.own.program, 10, 7, actor(scene.own.manager))
    invitation.join(cast.kian, actor(cast.kian))
    with pytest.raises(InvitationRefused, match="used"):
        invitation.join(cast.omar, actor(cast.omar))


def test_removal_is_immediate_and_somebody_removed_comes_back(scene):
    side = scene.own
    assert post(side.manager, "staff_remove", side.program.pk, side.reviewing.pk).status_code == 302
    assert get(side.reviewer, "program", side.program.pk).status_code == 404
    back, _token = ProgramInvitation.objects.invite(side.program, 20, 7, actor(side.manager))
    back.join(side.reviewer, actor(side.reviewer))
    assert get(side.reviewer, "program_editor", side.program.pk).status_code == 200


def test_after_a_change_one_is_at_the_row_that_it_was_about(scene):
    side = scene.own
    answer = post(side.manager, "staff_appoint", side.program.pk, side.reviewing.pk, role=ProgramRole.REVIEWER)
    assert answer.url.endswith(f"#person-{side.reviewing.pk}")
    assert f'id="person-{side.reviewing.pk}"' in get(side.manager, "staff", side.program.pk).content.decode()


def test_a_manager_remains(scene):
    side = scene.own
    managing = side.program.managers().get()
    assert post(side.manager, "staff_leave", side.program.pk).status_code == 409
    assert post(side.manager, "staff_appoint", side.program.pk, managing.pk, role=10).status_code == 409
    with pytest.raises(LastManager):
        managing.remove(actor(side.manager))
    side.reviewing.appoint(ProgramRole.MANAGER, actor(side.manager))
    assert post(side.manager, "staff_leave", side.program.pk).status_code == 302
    assert get(side.manager, "program", side.program.pk).status_code == 404


def test_a_manager_whose_account_is_open_remains(scene):
    side = scene.own
    side.reviewing.appoint(ProgramRole.MANAGER, actor(side.manager))
    User.objects.filter(pk=side.reviewer.pk).update(is_active=False)
    assert post(side.manager, "staff_leave", side.program.pk).status_code == 409
    assert get(side.manager, "staff", side.program.pk).status_code == 200


def test_reviewers_leave_where_the_manager_s_account_is_closed(scene):
    side = scene.own
    User.objects.filter(pk=side.manager.pk).update(is_active=False)
    assert post(side.reviewer, "staff_leave", side.program.pk).status_code == 302
    assert get(side.reviewer, "program", side.program.pk).status_code == 404


def test_verbs_of_managers_are_refused_to_others(scene, cast):
    side = scene.own
    for person in (side.reviewer, scene.other.manager, cast.amina):
        for act in (
            lambda by: side.reviewing.appoint(20, by),
            lambda by: side.invitation.revoke(by),
            lambda by: Round.objects.add_to(side.program, by, name="x", deadline_on="2026-12-01"),
            lambda by: ProgramInvitation.objects.invite(side.program, 10, 7, by),
        ):
            with pytest.raises(PermissionDenied):
                act(actor(person))


@pytest.mark.parametrize("gone", ["removed", "deactivated"])
def test_who_is_out_meanwhile_is_refused_under_the_lock(scene, meanwhile, gone):
    side = scene.own
    side.reviewing.appoint(ProgramRole.MANAGER, actor(side.manager))
    acts = {
        "removed": lambda: side.reviewing.remove(actor(side.manager)),
        "deactivated": lambda: User.objects.filter(pk=side.reviewer.pk).update(is_active=False),
    }
    day = short(running(side))
    meanwhile(acts[gone])
    assert post(side.reviewer, "round_add", side.program.pk, name="دور ۲", deadline_on=day).status_code == 403
    assert not side.program.rounds.filter(name="دور ۲").exists()


def test_rounds_are_added_and_moved(scene):
    side = scene.own
    today = running(side)
    added = post(side.manager, "round_add", side.program.pk, name="دور ۲", deadline_on=short(today))
    assert added.status_code == 302
    row = side.program.rounds.get(name="دور ۲")
    words = {"name": "Two", "deadline_on": short(today - timedelta(days=1)), "version": 1}
    assert post(side.manager, "round_revise", side.program.pk, row.pk, **words).status_code == 302
    stale = post(side.manager, "round_revise", side.program.pk, row.pk, **{**words, "name": "Mine"})
    assert stale.status_code == 409 and "Two" in stale.content.decode() and "Mine" in stale.content.decode()


def running(side) -> date:
    """Its program began thirty days ago and ends in thirty; today, as it has it."""
    today = side.program.day_of(timezone.now())
    days = {"begins_on": today - timedelta(days=30), "ends_on": today + timedelta(days=30)}
    side.program.revise(side.program.version, actor(side.manager), **days)
    return today


def short(day: date) -> str:
    return write_date(day, Reading.of(None, "fa"), "short")


@pytest.mark.parametrize(("days", "said"), [(-31, "این روز گذشته است"), (-1, "این روز گذشته است"), (31, "درون برنامه")])
def test_a_new_round_has_its_deadline_from_today_to_the_end(scene, days, said):
    side = scene.own
    day = short(running(side) + timedelta(days=days))
    refused = post(side.manager, "round_add", side.program.pk, name="دور ۲", deadline_on=day)
    assert refused.status_code == 422 and not side.program.rounds.filter(name="دور ۲").exists()
    assert said in refused.content.decode()


@pytest.mark.parametrize("days", [-31, 31])
def test_a_deadline_is_not_moved_out_of_the_program_but_may_stay_there(scene, days):
    side = scene.own
    day = running(side) + timedelta(days=days)
    words = {"name": "Two", "deadline_on": short(day), "version": 1}
    refused = post(side.manager, "round_revise", side.program.pk, side.round.pk, **words)
    assert refused.status_code == 422 and "درون برنامه" in refused.content.decode()
    side.round.revise(1, actor(side.manager), deadline_on=day)
    words["version"] = 2
    assert post(side.manager, "round_revise", side.program.pk, side.round.pk, **words).status_code == 302


def test_links_are_kept_out_of_the_logs(scene, caplog):
    scene.own.manager.client.post("/programs/invitation/abcdefgh12345678/")
    assert "abcdefgh12345678" not in caplog.text
