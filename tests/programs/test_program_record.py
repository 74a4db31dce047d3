"""A program's record is exact: folded, it gives every row of its tables; what is bent behind its back is named."""

import pytest

from programs.example_cohort import make_cohort
from programs.models import Program
from programs.tenancy import OfProgram
from record.triggers import recorded_models
from record.verify import Whole, verify
from tests.cast import make_person
from tests.database import behind_its_back
from tests.programs.test_program_activity import scene, side  # noqa: F401  (every verb of a program, done once)
from tests.record.test_history_verify import command
from tests.record.test_record_fold import snapshot, texts_by_line

OF_STAFF = [model for model in recorded_models() if model is Program or issubclass(model, OfProgram)]
OF_TEAMS = [m for m in recorded_models() if m._meta.app_label == "programs" and m not in OF_STAFF]
BENT = {  # a column of each table of programs, and what the tables' owner makes of it
    "programs_program": ("names_reviewers", "NOT names_reviewers"),
    "programs_programmembership": ("role", "role + 1"),
    "programs_programinvitation": ("email", "'x'"),
    "programs_round": ("deadline_on", "deadline_on + 1"),
    "programs_criterion": ("weight", "CASE weight WHEN 1 THEN 2 ELSE 1 END"),
    "programs_assignment": ("removed_at", "now()"),
    "programs_conflict": ("reason", "'x'"),
    "programs_review": ("released_at", "now()"),
    "programs_remark": ("text", "'x'"),
    "programs_enrolment": ("left_at", "now()"),
    "programs_enrolledcanvas": ("removed_at", "now()"),
    "programs_submission": ("seq", "seq - 1"),
    "programs_answer": ("done_at", "now()"),
}


@pytest.fixture
def cast(committed_cast):
    return committed_cast


def folded(stream: int) -> dict:
    rows = {}
    for _seq, table, row_id, after in texts_by_line(stream):
        rows.pop((table, row_id), None)
        if after is not None:
            rows[table, row_id] = after
    return rows


def test_every_table_of_programs_is_tried():
    assert set(BENT) == {model._meta.db_table for model in [*OF_STAFF, *OF_TEAMS]}


def test_record_folds_to_the_rows(side, cast):  # noqa: F811
    for stream, models in ((side.program.pk, OF_STAFF), (cast.team.pk, OF_TEAMS)):
        rows = folded(stream)
        assert rows == snapshot(stream)
        assert {table for table, _id in rows} >= {model._meta.db_table for model in models}
        assert isinstance(verify(stream), Whole)


@pytest.mark.usefixtures("transactional_db")
def test_a_whole_cohort_folds_to_its_rows():
    staff = [make_person(f"staff{number}", f"کارشناس {number}", "fa") for number in range(3)]
    program = make_cohort("fa", staff, lambda at, name: make_person(f"owner{at}", name, "fa"), count=6, seed=3)
    for stream in (program.pk, *program.enrolments.values_list("workspace_id", flat=True)):
        assert folded(stream) == snapshot(stream) and isinstance(verify(stream), Whole)
    assert command()[1:] == ("", "")


def test_what_is_bent_is_named(scene, side, cast):  # noqa: F811
    homes, unnamed = {model._meta.db_table: column for model, column in recorded_models().items()}, []
    for table, (column, value) in BENT.items():
        home = homes[table]
        stream = cast.team.pk if home == "workspace_id" else side.program.pk
        with behind_its_back() as owner:
            last = f"SELECT id, {column} FROM {table} WHERE {home} = %s ORDER BY id DESC LIMIT 1"
            row, was = owner.execute(last, [stream]).fetchone()
            owner.execute(f"UPDATE {table} SET {column} = {value} WHERE id = %s", [row])
        faults = [] if isinstance(found := verify(stream), Whole) else found
        named = any(f"{table} {row} is not as line" in fault and column in fault for fault in faults)
        if not named or f"{len(faults)} fault(s)" not in command(stream)[2]:
            unnamed.append((table, found))
        with behind_its_back() as owner:
            owner.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [was, row])
        assert isinstance(verify(stream), Whole), f"{table} is bent back"
    assert unnamed == []
