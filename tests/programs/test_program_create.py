"""Founding a program, and its settings."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from canvas.models.editing import Stale
from programs.models import Program
from programs.roles import ProgramRole
from record.models import Change
from record.verify import Whole, verify, workspaces
from tests.asking import get, post, post_twice, read
from tests.cast import actor
from tests.programs.scene import make_scene
from workspaces.models import Workspace

WORDS = {
    "name": "شتاب‌دهنده", "begins_on": "2026-10-01", "ends_on": "2027-02-01", "language": "en", "time_zone": "UTC",
}  # fmt: skip


def test_whoever_founds_a_program_manages_it(cast):
    answer = post(cast.sara, "program_create", **WORDS)
    program = Program.objects.get()
    assert answer.url == reverse("program", args=[program.pk])
    assert [(m.user, m.role) for m in program.staff.all()] == [(cast.sara, ProgramRole.MANAGER)]
    page = get(cast.sara, "program", program.pk)
    assert page.status_code == 200 and "شتاب‌دهنده" in page.content.decode()


def test_at_home_whoever_works_for_a_program_alone_finds_it_and_is_not_taken_for_a_newcomer(cast):
    post(cast.omar, "program_create", **WORDS)
    page = get(cast.omar, "home").content.decode()
    assert "شتاب‌دهنده" in page and "Do you have a team of your own?" in page
    assert "Create your first workspace" not in page


def test_a_new_program_leads_to_what_it_needs(cast):
    post(cast.sara, "program_create", **WORDS)
    key = Program.objects.get().pk
    invitation, round_new = (reverse(name, args=[key]) for name in ("program_invitation_new", "round_new"))
    first, assigned, results = (read(get(cast.sara, name, key)) for name in ("program", "assignments", "results"))
    assert f"{invitation}?whom={ProgramRole.REVIEWER.value}" in first and first.count(round_new) == 2
    assert invitation in assigned and reverse("assignment_spread", args=[key]) not in assigned
    assert round_new in results


def test_a_program_has_a_record_of_its_own(cast):
    post(cast.sara, "program_create", **WORDS)
    program = Program.objects.get()
    lines = Change.objects.of(program.pk).order_by("seq")
    assert {line.table for line in lines[2:]} == {"programs_criterion"}
    assert [(line.seq, line.verb, line.table) for line in lines[:2]] == [
        (1, "program.create", "programs_program"), (2, "program.create", "programs_programmembership"),
    ]  # fmt: skip
    assert not Workspace.objects.filter(pk=program.pk).exists()
    later = Workspace.objects.create_for(cast.sara, "Later", actor(cast.sara))
    assert later.pk > program.pk


def test_a_double_click_founds_one(cast):
    first, second = post_twice(cast.sara, "program_create", **WORDS)
    assert first.url == second.url
    assert Program.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"begins_on": "someday"}, {"ends_on": "2026-09-30"}, {"language": "xx"}]
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(cast, wrong):
    answer = post(cast.sara, "program_create", **{**WORDS, **wrong})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert Program.objects.count() == 0
    kept = {**WORDS, **wrong}["name"]
    assert kept in answer.content.decode()


def test_managers_revise_it(scene):
    side = scene.own
    words = {"name": "نو", "begins_on": "1405/07/02", "ends_on": "۱۴۰۵/۱۲/۲۹", "language": "ar", "version": 1}
    assert post(side.manager, "program_revise", side.program.pk, **words).status_code == 302
    side.program.refresh_from_db()
    assert (side.program.name, side.program.begins_on) == ("نو", date(2026, 9, 24))
    assert side.program.version == 2


def test_a_stale_revision_shows_both(scene):
    side = scene.own
    side.program.revise(1, actor(side.manager), name="Meanwhile")
    words = {"name": "نو", "begins_on": "1405/07/02", "ends_on": "1405/12/29", "language": "fa", "version": 1}
    answer = post(side.manager, "program_revise", side.program.pk, **words)
    assert answer.status_code == 409
    assert "Meanwhile" in answer.content.decode() and 'value="نو"' in answer.content.decode()
    assert 'name="version" value="2"' in answer.content.decode()
    with pytest.raises(Stale):
        side.program.revise(1, actor(side.manager), name="x")


def test_reviewers_do_not(scene):
    side = scene.own
    assert get(side.reviewer, "program_editor", side.program.pk).status_code == 403
    with pytest.raises(PermissionDenied):
        side.program.revise(1, actor(side.reviewer), name="x")
    with pytest.raises(PermissionDenied):
        side.program.revise(1, actor(scene.other.manager), name="x")


def test_whole_record_of_a_program_is_verified(committed_cast):
    scene = make_scene(committed_cast)
    assert {scene.own.program.pk, scene.other.program.pk} <= set(workspaces())
    for stream in (scene.own.program.pk, committed_cast.team.pk):
        assert isinstance(verify(stream), Whole)
