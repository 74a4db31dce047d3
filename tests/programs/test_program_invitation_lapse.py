"""A program's invitation stands on whoever made it: it holds while they may invite, and not a moment longer."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from programs.models import Enrolment, ProgramInvitation, ProgramMembership
from programs.roles import ProgramRole
from tests.asking import get, post
from tests.cast import actor
from tests.notices.told import kinds
from tests.programs.scene import Side, make_scene
from workspaces.models import InvitationRefused

STAFF, STARTUP = ProgramRole.MANAGER, None


@pytest.fixture
def side(scene) -> Side:
    """With a second manager: whoever reviewed."""
    scene.own.reviewing.appoint(ProgramRole.MANAGER, actor(scene.own.manager))
    return scene.own


def made(side, role, email: str = "") -> tuple[ProgramInvitation, str]:
    """By the second manager."""
    return ProgramInvitation.objects.invite(side.program, role, 7, actor(side.reviewer), email)


def remove(side):
    side.reviewing.remove(actor(side.manager))


def demote(side):
    side.reviewing.appoint(ProgramRole.REVIEWER, actor(side.manager))


def leave(side):
    side.reviewing.leave(actor(side.reviewer))


def open_link(person, token: str):
    return person.client.get(reverse("program_invitation_open", args=[token]), follow=True)


def enrol(invitation, cast):
    return Enrolment.objects.enrol(invitation, cast.elsewhere, [cast.other_canvas], cast.sara, actor(cast.sara))


@pytest.mark.parametrize("end", [remove, demote, leave])
@pytest.mark.parametrize(("role", "way_in"), [(STAFF, "program_join"), (STARTUP, "enrolment_create")])
def test_it_ends_with_its_maker_s_right_to_invite(cast, side, end, role, way_in):
    invitation, token = made(side, role)
    open_link(cast.sara, token)
    end(side)
    place, words = ([], {}) if role else ([cast.elsewhere.pk], {"canvases": [cast.other_canvas.pk]})
    pages = [open_link(cast.sara, token), get(cast.sara, "program_invitation")]
    pages.append(post(cast.sara, way_in, *place, **words))
    assert [page.status_code for page in pages] == [410, 410, 410]
    for html in (page.content.decode() for page in pages):
        assert "This invitation no longer holds" in html and "Ask a manager of the program" in html
        assert side.program.name not in html
    assert get(cast.sara, "program", side.program.pk).status_code == 404
    assert not Enrolment.objects.filter(invitation=invitation).exists()


def test_whoever_is_signed_out_is_not_led_to_a_page_of_members(cast, side):
    token = made(side, STAFF)[1]
    leave(side)
    pages = [client.get(reverse("program_invitation_open", args=[token])) for client in (Client(), cast.sara.client)]
    shown = [f'href="{reverse("programs")}"' in page.content.decode().partition("<main")[2] for page in pages]
    assert shown == [False, True]


def test_nobody_removed_comes_back_by_their_own(side):
    invitation, token = made(side, STAFF)
    remove(side)
    assert open_link(side.reviewer, token).status_code == 410
    with pytest.raises(InvitationRefused, match="lapsed"):
        invitation.join(side.reviewer, actor(side.reviewer))
    for page in ("portfolio", "results"):
        assert get(side.reviewer, page, side.program.pk).status_code == 404


@pytest.mark.parametrize("role", [STAFF, STARTUP])
def test_removed_while_somebody_accepts(cast, side, role, meanwhile):
    invitation, _token = made(side, role)
    meanwhile(lambda: remove(side))
    with pytest.raises(InvitationRefused, match="lapsed"):
        invitation.join(cast.sara, actor(cast.sara)) if role else enrol(invitation, cast)


def test_enrolling_waits_for_a_removal_that_is_under_way(committed_cast):
    """They are on two records; what both hold is the maker's row."""
    side = make_scene(committed_cast).own
    side.reviewing.appoint(ProgramRole.MANAGER, actor(side.manager))
    invitation, _token = made(side, STARTUP)
    removed, asked = Event(), Event()

    def removing() -> None:
        with transaction.atomic():
            remove(side)
            removed.set()
            asked.wait(0.5)  # not committed: the other one waits for this, and not for the event
        connection.close()

    def enrolling() -> str:
        removed.wait(10)
        try:
            enrol(invitation, committed_cast)
        except InvitationRefused as refused:
            return refused.state
        finally:
            asked.set()
            connection.close()
        return "enrolled"

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.submit(removing), pool.submit(enrolling)
    assert (first.result(), second.result()) == (None, "lapsed")


def test_who_went_out_needs_one_made_since(side):
    """Whoever made the others."""
    invite = ProgramInvitation.objects.invite
    older = [invite(side.program, STAFF, 7, actor(side.manager), email)[0] for email in ("", side.reviewer.email)]
    remove(side)
    for invitation in older:
        with pytest.raises(InvitationRefused, match="lapsed"):
            invitation.join(side.reviewer, actor(side.reviewer))
    assert kinds(side.reviewer) == []
    newer, _token = invite(side.program, STAFF, 7, actor(side.manager), side.reviewer.email)
    assert kinds(side.reviewer) == ["invitation.staff"]
    newer.join(side.reviewer, actor(side.reviewer))


def test_managers_see_that_it_no_longer_holds_and_end_it_for_good(side):
    invitation, _token = made(side, STARTUP)
    remove(side)
    url = reverse("program_invitation_revoke", args=[side.program.pk, invitation.pk])
    html = get(side.manager, "staff", side.program.pk).content.decode()
    assert "دیگر معتبر نیست" in html and url in html
    assert side.manager.client.post(url).status_code == 302
    assert url not in get(side.manager, "staff", side.program.pk).content.decode()


@pytest.mark.parametrize(("role", "kind"), [(STAFF, "invitation.staff"), (STARTUP, "invitation.startup")])
def test_under_the_bell_it_is_gone(cast, side, role, kind):
    made(side, role, "kian@example.com")
    assert kinds(cast.kian) == [kind]
    remove(side)
    assert kinds(cast.kian) == []


def test_the_list_asks_as_often_for_many(side, django_assert_num_queries):
    for _n in range(3):
        made(side, STARTUP)
    remove(side)
    rows = side.program.invitations.newest_first().filter(created_by=side.reviewer)[:9]
    with django_assert_num_queries(1):
        states = [row.state for row in rows]
    assert set(states) == {"lapsed"} and ProgramMembership.objects.present().count() == 3
