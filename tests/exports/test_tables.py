"""A canvas as tables: what comes back out of a CSV and an XLSX is what was written, and nothing reckons by itself."""

import csv
import io
from datetime import date, datetime

import openpyxl
import pytest

from accounts.reading import Reading
from exports.tables import NAMES, TABLES
from exports.tables.files import as_csv, as_xlsx
from exports.tables.table import Column, Table
from relationships.spreadsheet import unguard
from tests.asking import get, post, queries_of
from tests.cast import actor, add_note, add_segment
from tests.strategy import add_relationship, make_strategy, strategy_of

FORMULAS = [
    '=HYPERLINK("http://evil.example","x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "＋1", "'=1",
    "=cmd|' /C calc'!A0",
]  # fmt: skip


def csv_of(person, cast, table: str) -> list[dict[str, str]]:
    answer = get(person, "table_csv", cast.team.pk, cast.canvas.pk, table)
    assert answer.status_code == 200 and answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def book_of(person, cast):
    answer = get(person, "tables_xlsx", cast.team.pk, cast.canvas.pk)
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def test_notes_come_in_the_order_of_the_blocks_with_every_letter(cast):
    rows = csv_of(cast.dariush, cast, "notes")
    assert [row["متن"] for row in rows][:3] == [note.text for note in cast.notes[:3]]
    assert rows[0]["بخش"] == "کتاب‌خوان‌ها" and rows[0]["بلوک"] == "ارزش پیشنهادی"
    assert {row["متن"] for row in rows} == {note.text for note in cast.notes}


def test_segments_carry_exact_figures(cast):
    row = csv_of(cast.dariush, cast, "segments")[0]
    assert (row["نام"], row["تعداد مشتریان"]) == ("کتاب‌خوان‌ها", "12400")
    assert "42000.00" in row.values() and "0.9400" in row.values()


def test_relationships_focus_and_figures_are_there(cast):
    make_strategy(cast)
    (row,) = csv_of(cast.dariush, cast, "relationships")
    assert {"کتاب‌خوان‌ها", "سلف‌سرویس", "برقرار", "اپ «من»", "حفظ", "13000000.00"} <= set(row.values())
    assert row["یادداشت‌های پیوندخورده"] == cast.notes[3].text
    (focus,) = csv_of(cast.dariush, cast, "focus")
    assert {"2026-03-21", "60", "30", "10", "چون", "داریوش Rad"} <= set(focus.values())
    (month,) = csv_of(cast.dariush, cast, "indicators")
    assert {"1405/08", "20900", "1500", "600"} <= set(month.values())


def test_changes_say_who_did_what_when(cast):
    rows = csv_of(cast.dariush, cast, "changes")
    assert rows[0]["کنش"] == "comment.add" and rows[0]["چه کسی"] == "کیان"
    assert all("<" not in row["چه چیزی"] and row["چه چیزی"] for row in rows)
    assert len(rows) == len({row["سطر"] for row in rows}) > 10


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_taken_for_a_formula(text):
    table = Table("سخت", [Column("=A1")], [[text]])
    ((head,), (cell,)) = csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig"), newline=""))
    assert head == "'=A1" and cell.startswith("'") and unguard(cell) == text
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx([table], "rtl", "x"))).active
    assert sheet["A2"].data_type == "s" and sheet["A1"].data_type == "s"
    assert sheet["A2"].value.replace("_x000D_", "\r") == text


def test_a_workbook_has_a_sheet_for_each_table_running_as_its_reader_does(cast):
    make_strategy(cast)
    for person, name in ((cast.dariush, "یادداشت‌ها"), (cast.amina, "الملاحظات")):
        book = book_of(person, cast)
        assert len(book.sheetnames) == len(TABLES) and book.sheetnames[0] == name
        assert all(sheet.sheet_view.rightToLeft for sheet in book)
    cast.amina.language = "en"
    cast.amina.save()
    assert not any(sheet.sheet_view.rightToLeft for sheet in book_of(cast.amina, cast))


def test_numbers_are_numbers_and_days_are_days(cast):
    make_strategy(cast)
    book = book_of(cast.dariush, cast)
    segments, focus = book.worksheets[1], book.worksheets[3]
    assert segments["C2"].value == 12400 and float(segments["F2"].value) == 0.94
    assert focus["A2"].value == datetime(2026, 3, 21) and focus["C2"].value == 60


def test_odd_values_are_written_too():
    row = [date(1899, 1, 1), datetime(2026, 1, 2, 3, 4, 5), None, "", "\x01 x", "_x0041_", "پ" * 40_000]
    table = Table("[x]:*?/\\" * 9, [Column(str(n)) for n in range(len(row))], [row])
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx([table], "ltr", "x"))).active
    assert sheet["A2"].value == "1899-01-01" and sheet["B2"].value == datetime(2026, 1, 2, 3, 4, 5)
    assert sheet["F2"].value in ("_x0041_", "_x005F_x0041_") and len(sheet["G2"].value) == 32_767
    assert as_csv(table).decode("utf-8-sig").splitlines()[1].startswith("1899-01-01,2026-01-02 03:04:05,,,")


def test_every_table_has_its_name():
    assert list(NAMES) == list(TABLES)


def test_there_is_no_other_table(cast):
    assert get(cast.dariush, "table_csv", cast.team.pk, cast.canvas.pk, "passwords").status_code == 404


@pytest.mark.parametrize("name, more", [("table_csv", ["notes"]), ("table_csv", ["changes"]), ("tables_xlsx", [])])
def test_an_outsider_finds_nothing_and_it_is_only_read(cast, name, more):
    assert get(cast.layla, name, cast.team.pk, cast.canvas.pk, *more).status_code == 200
    assert get(cast.sara, name, cast.team.pk, cast.canvas.pk, *more).status_code == 404
    assert get(cast.amina, name, cast.team.pk, cast.other_canvas.pk, *more).status_code == 404
    assert post(cast.amina, name, cast.team.pk, cast.canvas.pk, *more).status_code == 405


def test_a_table_holds_only_its_own_canvas(cast):
    for make in TABLES.values():
        with Reading.of(None, "fa").active():
            made = as_csv(make(cast.canvas, Reading.of(None, "fa"))).decode()
        assert "secret" not in made and "Their" not in made


@pytest.mark.parametrize("name, more", [("tables_xlsx", []), *(("table_csv", [table]) for table in TABLES)])
def test_it_takes_as_many_queries_for_many_rows(cast, name, more):
    make_strategy(cast)
    get(cast.layla, name, cast.team.pk, cast.canvas.pk, *more)  # the first of this minute
    before = queries_of(cast.layla, name, cast.team.pk, cast.canvas.pk, *more)
    for number in range(4):
        segment = add_segment(cast.canvas, cast.dariush, name=f"بخش {number}")
        add_relationship(cast.canvas, segment, "personal", cast.dariush, expected=3)
        add_note(cast.canvas, cast.dariush, "channels", f"یادداشت {number}").recolour(segment, actor(cast.dariush))
    assert queries_of(cast.layla, name, cast.team.pk, cast.canvas.pk, *more) == before


def test_what_was_taken_away_again_is_in_no_table_of_what_stands(cast):
    """A segment and a note with all that was said of them; a relationship; a tie."""
    standing = ("notes", "segments", "relationships", "indicators")

    def rows() -> dict[str, list]:
        return {name: csv_of(cast.dariush, cast, name) for name in standing}

    said = make_strategy(cast)
    before, by = rows(), lambda: actor(cast.dariush)
    passing = add_segment(cast.canvas, cast.dariush, name="گذرا")
    note = add_note(cast.canvas, cast.dariush, "channels", "رفتنی")
    note.recolour(passing, by())
    strategy_of(cast.canvas, passing, note, cast.dariush)
    gone = add_relationship(cast.canvas, cast.segments[0], "personal", cast.dariush, expected=2)
    said.relationship.tie(note, by())
    assert all(len(rows()[name]) > len(before[name]) for name in standing)
    for row in (passing, gone):
        row.remove(row.version, by())
    note.remove(note.version, by())
    assert rows() == before
