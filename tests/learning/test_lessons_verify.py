"""Rows that disagree with their revisions are found, however they came to."""

import io
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command

from learning.verify import faults
from tests.database import connect_owner
from tests.learning.writing import draft, make_editor, published, published_path, published_term


@pytest.fixture
def whole(transactional_db):
    editor = make_editor()
    published(editor)
    published_term(editor)
    published_path(editor)
    draft(editor, "growth", about="goal:growth")


def test_whole(whole):
    out = io.StringIO()
    call_command("verify_lessons", stdout=out)
    assert "4 with their revisions" in out.getvalue()


@pytest.mark.parametrize("trick", ["DISABLE TRIGGER on_record", "DISABLE TRIGGER USER"])
def test_guard_that_was_switched_off_is_found(whole, trick):
    with closing(connect_owner()) as owner:
        owner.execute(f"ALTER TABLE learning_mistake {trick}")
        try:
            assert list(faults()) == ["learning_mistake: the triggers that keep it on record are off or missing"]
        finally:
            owner.execute("ALTER TABLE learning_mistake ENABLE TRIGGER USER")


@pytest.mark.parametrize(
    "table, trick, fault",
    [
        ("lesson", "UPDATE learning_lesson SET title_fa = 'x' WHERE slug = 'channels'", "lesson channels: its rows"),
        ("question", "DELETE FROM learning_question", "its rows do not say"),
        ("term", "UPDATE learning_term SET state = 'draft'", "term segment: its rows"),
        ("step", "UPDATE learning_step SET minutes = 9", "path newcomers: its rows"),
        ("revision", "DELETE FROM learning_revision WHERE number = 2", "a gap"),
        ("revision", "UPDATE learning_revision SET document = '{}' WHERE number = 3", "its rows do not say"),
        (
            "lesson",
            "UPDATE learning_lesson SET published_id = (SELECT min(id) FROM learning_revision WHERE term_id > 0)",
            "revision of something else",
        ),
        ("lesson", "UPDATE learning_lesson SET about = 'block:none'", "about: "),
    ],
)
def test_what_the_owner_of_the_tables_did_behind_our_back_is_found(whole, table, trick, fault):
    with closing(connect_owner()) as owner:
        owner.execute(f"ALTER TABLE learning_{table} DISABLE TRIGGER USER")
        try:
            owner.execute(trick)
        finally:
            owner.execute(f"ALTER TABLE learning_{table} ENABLE TRIGGER USER")
    assert any(fault in found for found in faults()), list(faults())
    with pytest.raises(CommandError, match="broken"):
        call_command("verify_lessons", stderr=io.StringIO())
