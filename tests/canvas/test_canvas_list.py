"""A workspace's page: its canvases, the latest first, with who changed them and when; archived ones apart."""

import re

import pytest

from canvas.models import Canvas
from tests.asking import get, queries_of, read
from tests.cast import actor, add_note, add_segment
from workspaces.acting import acting
from workspaces.models import Membership, Workspace
from workspaces.roles import Role


@pytest.mark.parametrize("name", ["amina", "dariush", "kian", "layla"])
def test_members_see_the_canvases(cast, name):
    page = get(cast.people[name], "workspace", cast.team.pk)
    [canvas] = page.context["current"]
    assert page.status_code == 200 and canvas == cast.canvas
    assert (canvas.changed_by, canvas.note_count) == (cast.kian, len(cast.notes))  # his comment came last
    assert cast.canvas.name in page.content.decode()


def test_latest_change_comes_first(cast):
    other = Canvas.objects.create_in(cast.team, "Another", actor(cast.amina))
    assert get(cast.amina, "workspace", cast.team.pk).context["current"] == [other, cast.canvas]
    add_note(cast.canvas, cast.dariush, "channels", "new")
    current = get(cast.amina, "workspace", cast.team.pk).context["current"]
    assert current == [cast.canvas, other] and current[0].changed_by == cast.dariush


def test_removed_notes_are_not_counted(cast):
    cast.notes[0].remove(cast.notes[0].version, actor(cast.dariush))
    [canvas] = get(cast.amina, "workspace", cast.team.pk).context["current"]
    assert canvas.note_count == len(cast.notes) - 1


def test_a_canvas_without_notes_says_so(cast):
    says = "لا توجد ملاحظات بعد"
    assert says not in get(cast.layla, "workspace", cast.team.pk).content.decode()
    Canvas.objects.create_in(cast.team, "Another", actor(cast.amina))
    assert says in get(cast.layla, "workspace", cast.team.pk).content.decode()


def test_notes_are_told_apart_from_who_changed_them(cast):
    """Nouns that stand beside each other in Arabic belong together: “three notes, Kian” without a sign are Kian's."""
    page = re.sub("<[^>]+>", "", read(get(cast.layla, "workspace", cast.team.pk)))
    assert f"ملاحظات·{cast.kian}" in page


def test_archived_stand_apart(cast):
    cast.canvas.archive(actor(cast.dariush))
    page = get(cast.amina, "workspace", cast.team.pk)
    assert (page.context["current"], page.context["archived"]) == ([], [cast.canvas])
    assert "/restore/" in page.content.decode()


def test_outsider_does_not_find_it(cast):
    assert get(cast.sara, "workspace", cast.team.pk).status_code == 404


def test_canvases_of_elsewhere_are_not_listed(cast):
    assert cast.other_canvas not in get(cast.amina, "workspace", cast.team.pk).context["current"]


def test_controls_are_for_editors(cast):
    editors, commenters = (
        get(person, "workspace", cast.team.pk).content.decode() for person in (cast.dariush, cast.kian)
    )
    for editors_only in ("/archive/", "/duplicate/", "/canvases/new/"):
        assert editors_only in editors and editors_only not in commenters


def test_empty_workspace_leads_editors_on(cast):
    empty = Workspace.objects.create_for(cast.sara, "Empty", actor(cast.sara))
    with acting(actor(cast.sara), empty.pk, "invitation.accept"):
        Membership.objects.create(workspace=empty, user=cast.omar, role=Role.VIEWER)
    owners, viewers = (get(person, "workspace", empty.pk).content.decode() for person in (cast.sara, cast.omar))
    assert "/canvases/new/" in owners and "/canvases/new/" not in viewers
    assert 'class="blank"' in owners and 'class="blank"' in viewers


def test_queries_do_not_grow(cast):
    before = queries_of(cast.amina, "workspace", cast.team.pk)
    for n in range(4):
        canvas = Canvas.objects.create_in(cast.team, f"C{n}", actor(cast.amina))
        add_segment(canvas, cast.dariush, name="Some")
        for _n in range(5):
            add_note(canvas, cast.dariush, "channels", "x")
    assert queries_of(cast.amina, "workspace", cast.team.pk) == before == 5
