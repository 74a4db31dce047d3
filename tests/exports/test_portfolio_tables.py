"""The portfolio as CSV and XLSX: the list as it is filtered, with scores only for whoever may read them."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from tests.asking import get
from tests.cast import actor
from tests.programs.crowd import add_startup, review_it
from tests.programs.scene import Scene, make_scene


@pytest.fixture
def scene(cast) -> Scene:
    scene = make_scene(cast)
    own = scene.own
    add_startup(own.program, own.manager, cast.amina, 5, own.round, [own.reviewer])
    return scene


def rows_of(person, scene: Scene, query: str = "") -> list[dict[str, str]]:
    answer = person.client.get(reverse("portfolio_csv", args=[scene.own.program.pk]) + query)
    assert answer.status_code == 200 and answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_csv_has_a_row_for_each_startup_of_the_list(scene):
    rows = rows_of(scene.own.manager, scene)
    assert {row["استارتاپ"] for row in rows} == {scene.cast.team.name, "زعفران 6"}
    (team,) = rows_of(scene.own.manager, scene, "?q=innovators")
    assert team["استارتاپ"] == scene.cast.team.name and team["ارزش پیشنهادی"] == "3" and team["کانال‌ها"] == "2"
    assert len(rows_of(scene.own.manager, scene, "?q=nobody-is-called-so")) == 0
    assert scene.cast.elsewhere.name not in str(rows)


def test_names_are_never_formulas(scene):
    scene.cast.team.rename("=1+1", scene.cast.team.version, actor(scene.cast.amina))
    names = {row["استارتاپ"] for row in rows_of(scene.own.manager, scene)}
    assert "'=1+1" in names and "=1+1" not in names


@pytest.mark.parametrize("days, state", [(-1, "پیش از پیوستن"), (1, "هنوز ارسال نشده")])
def test_startup_that_handed_nothing_in(scene, days, state):
    """Before its deadline and, of one that joined only today, after it."""
    own, today = scene.own, scene.own.program.day_of(timezone.now())
    add_startup(own.program, own.manager, scene.cast.amina, 3)
    own.round.revise(own.round.version, actor(own.manager), deadline_on=today + timedelta(days=days))
    (row,) = rows_of(own.manager, scene, "?q=Karavan")
    assert row["وضعیت"] == state and row["روزهای تأخیر"] == ("0" if days < 0 else "-1")


def test_scores_are_left_out_for_whoever_may_not_read_them(scene):
    key = "میانگین امتیاز"
    assert [row[key] for row in rows_of(scene.own.manager, scene, "?sort=-score")] == ["0.3333", ""]
    review_it(scene.own.submission, scene.own.manager, 3)
    hidden = [row for row in rows_of(scene.own.reviewer, scene) if row["استارتاپ"] == scene.cast.team.name]
    assert [row[key] for row in hidden] == [""] and hidden[0]["بازبینی‌ها"] == "1"


def test_workbook_runs_as_the_reader_reads_and_has_three_sheets(scene):
    answer = get(scene.own.manager, "portfolio_xlsx", scene.own.program.pk)
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert len(book.worksheets) == 3 and all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)
    startups, common, _calibration = book.worksheets
    assert startups.max_row == 3 and common.max_row > 5
    assert all(len(row) == startups.max_column for row in startups.iter_rows(values_only=True))


def test_only_staff_take_it(scene):
    for name in ("portfolio_csv", "portfolio_xlsx"):
        assert get(scene.other.manager, name, scene.own.program.pk).status_code == 404
        assert get(scene.cast.amina, name, scene.own.program.pk).status_code == 404
