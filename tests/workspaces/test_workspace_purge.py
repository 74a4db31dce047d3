"""A workspace that is purged is gone from every table; one line says so for ever, and nobody else's row is another."""

import json
from contextlib import closing

import pytest
from django.apps import apps
from django.core.management import CommandError
from django.db import connection
from django.utils.translation import override

from record.models import PURGES, Change, Head
from record.sentences import sentence
from record.verify import Whole, verify, workspaces
from tests.asking import get
from tests.cast import Cast, actor
from tests.database import connect_owner
from tests.programs.scene import make_scene
from tests.sharing.links import look
from tests.workspaces.furnished import REASON, everything, furnish, of_the_team, purged
from workspaces.models import Workspace
from workspaces.purging import belongings, ways_to

COLUMNS = """
    SELECT table_name, column_name FROM information_schema.columns
     WHERE table_schema = 'public' AND (column_name LIKE '%workspace%' OR column_name = 'home_id')
"""
KEYS = "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f'"


@pytest.fixture
def full(committed_cast) -> Cast:
    return furnish(committed_cast)


@pytest.mark.django_db
def test_no_table_is_forgotten():
    """As the database knows them: whatever names a workspace, and whatever points to what does."""
    covered = {rows.model._meta.db_table for rows in belongings(0)}
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        assert {table for table, _column in cursor.fetchall()} <= covered
        cursor.execute(KEYS)
        assert {table for table, target in cursor.fetchall() if target in covered} <= covered


def test_shortest_way_is_the_row_s_own():
    direct = {model for model in apps.get_models() if any(f.name == "workspace" for f in model._meta.concrete_fields)}
    assert direct and all(ways_to(Workspace)[model] == "workspace__pk" for model in direct)


def naming(workspace_id: int) -> list[str]:
    """The tables with a row that names this workspace, whatever the purge knows of."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        columns = [(table, name) for table, name in cursor.fetchall() if name.endswith("_id")]
        found = []
        for table, column in [*columns, ("workspaces_workspace", "id"), ("api_token", "only_in_id")]:
            cursor.execute(f'SELECT 1 FROM "{table}" WHERE "{column}" = %s', [workspace_id])
            found += [table] if cursor.fetchone() else []
    return found


def test_everything_of_it_goes_and_nothing_else(full, as_owner):
    cast, before, ours = full, everything(), of_the_team(full)
    assert {"notices_notice", "record_change", "canvas_note", "api_token"} < set(naming(cast.team.pk))
    assert [table for table, rows in ours.items() if not rows] == [], "the scene lacks a row of each"
    purged(cast, "--yes")
    after = everything()
    gone = {table: before[table] - after[table] for table in before}
    heads = gone.pop("record_head") - ours.pop("record_head")
    assert {table: rows for table, rows in gone.items() if rows} == ours
    program = cast.scene.own.program.pk
    assert [json.loads(head)["workspace_id"] for head in heads] == [program]
    came = {table: [json.loads(row) for row in after[table] - before[table]] for table in before}
    assert {table for table, rows in came.items() if rows} == {"record_change", "record_head"}
    assert {row["workspace_id"] for rows in came.values() for row in rows} == {PURGES, program}
    assert {row["verb"] for row in came["record_change"]} == {"workspace.purge"}
    assert naming(cast.team.pk) == []


def test_what_staff_wrote_of_it_stays_on_their_record(full, as_owner):
    cast, side = full, full.scene.own
    purged(cast, "--yes")
    lines = Change.objects.of(side.program.pk).filter(verb="workspace.purge")
    assert {line.op for line in lines} == {"D"} and {line.reason for line in lines} == {REASON}
    assert "خلاصه" in [line.before.get("summary") for line in lines]
    page = get(side.manager, "program_activity", side.program.pk).content.decode()
    with override("fa"):
        assert sentence(lines[0], str(cast.omar)) in page
    assert cast.team.name not in page
    for url in ("program", "portfolio", "assignments"):
        assert get(side.manager, url, side.program.pk).status_code == 200


def test_one_line_stays_without_name_or_words(full, as_owner):
    cast, head = full, Head.objects.get(pk=full.team.pk)
    out = purged(cast, "--yes")
    line = Change.objects.purges().get()
    assert (line.row_id, line.actor_id, line.reason) == (cast.team.pk, cast.omar.pk, REASON)
    assert line.before["seq"] == head.seq and line.before["digest"] == "\\x" + bytes(head.digest).hex()
    assert cast.team.name not in json.dumps([line.before, line.after], ensure_ascii=False)
    assert f"Its record had {head.seq} lines" in out and f"note: {len(cast.notes)}" in out.split("Purged")[0]


def test_histories_are_whole_before_and_after(full, as_owner):
    for number in workspaces():
        assert isinstance(verify(number), Whole)
    purged(full, "--yes")
    assert full.team.pk not in workspaces() and PURGES in workspaces()
    for number in workspaces():
        assert isinstance(verify(number), Whole)


def test_nobody_finds_it_any_more(full, as_owner):
    cast = full
    assert look(cast.holder, cast.link).status_code == 200
    purged(cast, "--yes")
    assert look(cast.holder, cast.link).status_code == 404
    for person in cast.people.values():
        assert get(person, "workspace", cast.team.pk).status_code == 404
        assert cast.team.name not in get(person, "notices").content.decode()
    assert get(cast.amina, "home", follow=True).status_code == 200


def test_a_purge_that_fails_leaves_all_of_it(full, as_owner):
    with closing(connect_owner()) as owner:
        owner.execute("CREATE TABLE shelf (workspace_id bigint REFERENCES workspaces_workspace)")
        owner.execute("INSERT INTO shelf SELECT %s", [full.team.pk])
        try:
            before = everything()
            with pytest.raises(Exception, match="shelf"):
                purged(full, "--yes")
            assert everything() == before
        finally:
            owner.execute("DROP TABLE shelf")


def test_what_a_program_judges_stays_until_its_owner_leaves(committed_cast, as_owner):
    cast = committed_cast
    side, before = make_scene(cast, reviewed=True).own, everything()
    with pytest.raises(CommandError, match=f"takes part in the program {side.program.pk}: let an owner leave"):
        purged(cast, "--yes")
    assert everything() == before
    side.enrolment.leave(actor(cast.amina))
    assert "Purged" in purged(cast, "--yes")


def test_its_name_is_asked_for(committed_cast, as_owner, monkeypatch):
    cast, before = committed_cast, everything()
    for typed in (lambda question: "another", nobody):
        monkeypatch.setattr("builtins.input", typed)
        with pytest.raises(CommandError, match="not its name"):
            purged(cast)
    assert everything() == before
    monkeypatch.setattr("builtins.input", lambda question: f" {cast.team.name} ")
    assert "Purged" in purged(cast)


def nobody(question: str) -> str:
    raise EOFError


@pytest.mark.parametrize(
    ("given", "said_of_it"),
    [
        ({"by": "nobody@example.com"}, "Nobody"),
        ({"reason": "  "}, "Say why"),
        ({"reason": "نوآوران Innovators رفتند"}, "would keep it"),
    ],
)
def test_what_makes_no_sense_changes_nothing(committed_cast, as_owner, given, said_of_it):
    before = everything()
    with pytest.raises(CommandError, match=said_of_it):
        purged(committed_cast, "--yes", **given)
    assert everything() == before


def test_once_is_enough(committed_cast, as_owner):
    purged(committed_cast, "--yes")
    with pytest.raises(CommandError, match="No workspace"):
        purged(committed_cast, "--yes")


def test_a_program_is_no_workspace(full, as_owner):
    full.team.pk = full.scene.own.program.pk
    with pytest.raises(CommandError, match="No workspace"):
        purged(full, "--yes")


def test_the_running_application_cannot(committed_cast):
    with pytest.raises(CommandError, match="owner"):
        purged(committed_cast, "--yes")
