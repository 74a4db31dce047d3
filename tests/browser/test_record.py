"""The record of what the browsers did: whole, and no longer whole once somebody meddled with a table by hand."""

import psycopg
import pytest

from tests.browser.board import add_note


@pytest.fixture
def by_hand(site):
    """A connection as the database's superuser, whom no trigger stops."""
    with psycopg.connect(host=f"{site.data}/postgres", user="postgres", dbname="boom", autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


def test_a_row_altered_by_hand_is_found(window, shop, site, by_hand):
    page = window("dariush", shop)
    row = add_note(page, "channels", "دست‌نخورده")
    note_id = int(row.get_attribute("data-id"))
    assert site.manage("verify_history").returncode == 0
    by_hand.execute("UPDATE canvas_note SET text = 'دست‌خورده' WHERE id = %s", [note_id])
    found = site.manage("verify_history", check=False)
    assert found.returncode != 0
    assert str(note_id) in found.stdout + found.stderr
    by_hand.execute("UPDATE canvas_note SET text = 'دست‌نخورده' WHERE id = %s", [note_id])
    assert site.manage("verify_history").returncode == 0


def test_a_line_altered_by_hand_is_named(window, shop, site, by_hand):
    page = window("dariush", shop)
    add_note(page, "channels", "سطر سابقه")
    where = "verb = 'note.add' AND after ->> 'text' = 'سطر سابقه'"
    seq, reason = by_hand.execute(f"SELECT seq, reason FROM record_change WHERE {where}").fetchone()
    by_hand.execute(f"UPDATE record_change SET reason = 'forged' WHERE {where}")
    found = site.manage("verify_history", check=False)
    assert found.returncode != 0
    assert str(seq) in found.stdout + found.stderr
    by_hand.execute(f"UPDATE record_change SET reason = %s WHERE {where}", [reason])
