"""The canvas as PDF: whole, in the reader's language and direction, whatever people wrote."""

import pypdfium2
import pytest

from accounts.reading import Reading
from canvas.board import Board
from canvas.models import Canvas
from exports.board_paper import data_of
from exports.sheets import SHEETS, SLIDE, Paper
from exports.typesetting import typeset
from tests.asking import get, post, queries_of
from tests.cast import actor, add_note, add_segment
from tests.exports.papers import lacking, packed, pages_of, place_of
from tests.strategy import make_strategy


def paper(canvas: Canvas, language: str = "fa", sheet=SHEETS[Paper.A4]) -> bytes:
    reading = Reading.of(None, language)
    with reading.active():
        (made,) = typeset("board", data_of(Board.of(canvas), sheet, reading))
    return made


def test_a_viewer_takes_the_whole_canvas_home(cast):
    make_strategy(cast)
    answer = get(cast.layla, "board_pdf", cast.team.pk, cast.canvas.pk)
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"] and answer["Cache-Control"] == "private, no-store"
    written = [note.text for note in cast.notes] + [segment.name for segment in cast.segments]
    assert not lacking(answer.content, *written, "اپ «من»")  # the last is the established relationship, in its block
    assert len(pages_of(answer.content)) == 1


def test_it_names_itself_its_language_and_what_its_parts_are(cast):
    made = paper(cast.canvas)
    with pypdfium2.PdfDocument(made) as document:
        about = document.get_metadata_dict()
        assert (about["Title"], about["Author"]) == (cast.canvas.name, cast.team.name)
        assert document.is_tagged()
    assert b"/Lang" in made


def test_key_partners_stand_where_reading_begins(cast):
    add_note(cast.canvas, cast.dariush, "key_partners", "Publishers")
    for language in ("fa", "ar", "en"):
        made = paper(cast.canvas, language)
        first, last = place_of(made, "Publishers")[0], place_of(made, "Students")[0]
        assert first < 0.2 < 0.7 < last if language == "en" else last < 0.3 < 0.75 < first


def test_the_paper_is_the_one_that_was_asked_for(cast):
    sizes = {}
    for asked in ("", "?paper=a3", "?paper=nonsense"):
        url = f"/w/{cast.team.pk}/canvases/{cast.canvas.pk}/exports/board.pdf{asked}"
        with pypdfium2.PdfDocument(cast.layla.client.get(url).content) as document:
            sizes[asked] = tuple(round(side) for side in document[0].get_size())
    assert sizes == {"": (842, 595), "?paper=a3": (1191, 842), "?paper=nonsense": (842, 595)}


def test_a_dense_canvas_goes_on_and_loses_nothing(cast):
    for number in range(60):
        add_note(cast.canvas, cast.dariush, "channels", f"کانال شمارهٔ {number} برای رسیدن به مشتریان دور")
    made = paper(cast.canvas)
    pages = pages_of(made)
    assert len(pages) == 2
    assert not lacking(made, *(note.text for note in cast.canvas.notes.all()))
    assert len(packed(pages[0])) > len(packed(pages[1])) > 0


def test_a_note_that_goes_on_elsewhere_is_not_torn(cast):
    marks = [f"{number:02}" for number in range(60)]
    for mark in marks:
        add_note(cast.canvas, cast.dariush, "channels", f"Aa{mark}\n–\n–\nZz{mark}")
    made = paper(cast.canvas, "en")
    further = pages_of(made)[1]
    going_on = [mark for mark in marks if f"Aa{mark}" in further or f"Zz{mark}" in further]
    assert len(going_on) > 30
    for mark in going_on:
        begins, ends = (place_of(made, f"{word}{mark}", 1) for word in ("Aa", "Zz"))
        assert abs(begins[0] - ends[0]) < 0.02 and begins[1] > ends[1], mark


def test_a_note_longer_than_a_page_is_all_there(cast):
    words = [f"واژه{number}" for number in range(220)]
    for block in ("key_partners", "channels", "cost_structure"):
        add_note(cast.canvas, cast.dariush, block, "\n".join(words))
    cast.canvas.rename("Shop", cast.canvas.version, actor(cast.dariush))
    made = paper(cast.canvas, "en")
    _sheet, *more = pages_of(made)
    assert not lacking(made, *(note.text for note in cast.canvas.notes.all())) and len(more) > 1
    titles = ("Key partners", "Channels", "Cost structure")
    assert all("Shop" in page and any(title in page for title in titles) for page in more), "what goes on says of what"


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/" + "abcdefghij" * 19,
        "پ" * 200,
        "😀🎉👨‍👩‍👧‍👦 خانواده",
        "قیمت 12,500 تومان (off 30%) برای Premium‌ها",
        "#set page(width: 1pt) #panic() $x$ *bold* _it_ @ref <label> `code` \\ // = title",
        '{"title": "x"} ]]> </text> %s {{ x }} {% y %}',
        "- list\n+ list\n/ term: x\n= heading",
    ],
)
def test_what_people_write_stands_on_paper_as_they_wrote_it(cast, text):
    note = add_note(cast.canvas, cast.dariush, "value_propositions", text)
    made = paper(cast.canvas)
    assert not {sign for sign in lacking(made, note.text) if ord(sign) < 0x1F000}  # a family is drawn as one


def test_a_name_that_turns_lines_around_turns_nothing(cast):
    """Such marks are cleaned when they come in; one of an older row does no harm either."""
    board = Board.of(cast.canvas)
    board.columns[2].notes[0].text = "safe\u202egnp.exe \u2066x"
    reading = Reading.of(None, "en")
    with reading.active():
        data = data_of(board, SHEETS[Paper.A4], reading)
    assert "\u202e" not in str(data) and "\u2066" not in data["blocks"]["ch"]["notes"][0]["text"]


def test_a_blank_canvas_is_nine_empty_blocks(cast):
    blank = Canvas.objects.create_in(cast.team, "خالی", actor(cast.dariush))
    assert len(pages_of(paper(blank, "ar"))) == 1


def test_a_slide_is_one_picture_and_a_drawing(cast):
    for name, begins in (("board_png", b"\x89PNG"), ("board_svg", b"<svg")):
        answer = get(cast.layla, name, cast.team.pk, cast.canvas.pk)
        assert answer.status_code == 200 and answer.content.startswith(begins)
    assert SLIDE.width / SLIDE.height == 16 / 9


def test_pictures_of_more_than_one_page_come_packed(cast):
    for number in range(120):
        add_note(cast.canvas, cast.dariush, "channels", f"کانال شمارهٔ {number} برای رسیدن به مشتریان دور و نزدیک")
    answer = get(cast.layla, "board_png", cast.team.pk, cast.canvas.pk)
    assert answer["Content-Type"] == "application/zip" and answer.content.startswith(b"PK")


@pytest.mark.parametrize("name", ["board_pdf", "board_png", "board_svg"])
def test_an_outsider_finds_nothing_and_it_is_only_read(cast, name):
    assert get(cast.sara, name, cast.team.pk, cast.canvas.pk).status_code == 404
    assert get(cast.amina, name, cast.team.pk, cast.other_canvas.pk).status_code == 404
    assert post(cast.amina, name, cast.team.pk, cast.canvas.pk).status_code == 405


def test_it_takes_as_many_queries_for_a_full_board(cast):
    get(cast.layla, "board_pdf", cast.team.pk, cast.canvas.pk)  # the first of this minute
    before = queries_of(cast.layla, "board_pdf", cast.team.pk, cast.canvas.pk)
    for number in range(5):
        add_segment(cast.canvas, cast.dariush, name=f"بخش {number}")
        add_note(cast.canvas, cast.dariush, "channels", f"یادداشت {number}")
    assert queries_of(cast.layla, "board_pdf", cast.team.pk, cast.canvas.pk) == before
