"""Notes from a table: looked at first, errors by line and column, all or nothing, whatever is sent."""

import csv
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.reading import LANGUAGES, Reading
from accounts.text import is_storable
from canvas.blocks import Block, Channel
from canvas.models import Note, Segment
from exports import limits
from exports.notes import MOST_ROWS
from exports.notes.names import LAYOUT, block_of
from exports.notes.plan import Planner
from record.models import Change
from relationships.imports.table import read_table
from tests.asking import get
from tests.cast import actor, add_note

pytestmark = pytest.mark.usefixtures("boundless")
TABLE = "block,text,segment,channel type\n"


def ask(person, cast, url: str, **fields):
    return person.client.post(reverse(url, args=[cast.team.pk, cast.canvas.pk]), fields)


def look(cast, text: str | bytes, status: int = 200):
    """Looks at a table that is pasted, or uploaded if it is bytes; answers the page's plan, and its words."""
    file = {"file": SimpleUploadedFile("n.csv", text)} if isinstance(text, bytes) else {"text": text}
    response = ask(cast.dariush, cast, "note_import", **file)
    page = response.content.decode()
    assert response.status_code == status, page
    assert not Change.objects.filter(verb="note.import").exists()
    return response.context["plan"], page


def confirm(cast, text: str, digest: str):
    return ask(cast.dariush, cast, "note_import_confirm", text=text, digest=digest)


def test_it_is_looked_at_and_then_written_in_one_act(cast):
    text = (
        TABLE + 'channels,"کیوسک, سر کوچه",کتاب‌خوان‌ها,kiosk\n'
        "بخش‌های مشتریان,مدرسه‌ها,plum,\n"
        "القيمة المقترحة,كتب للمدارس,مدرسه‌ها,\n"
        "channels,باجهٔ دوم,,\n"
    )
    plan, page = look(cast, text)
    assert (len(plan.new), plan.left_out, plan.problems) == (4, [], [])
    assert "کیوسک, سر کوچه" in page and "مدرسه‌ها" in page
    assert confirm(cast, text, plan.digest).status_code == 302
    school = Segment.objects.get(name="مدرسه‌ها")
    assert school.colour == "plum"
    added = cast.canvas.notes.order_by("-pk")[:3]
    assert {(n.block, n.text, n.segment, n.channel) for n in added} == {
        ("channels", "کیوسک, سر کوچه", cast.segments[0], "kiosk"),
        ("channels", "باجهٔ دوم", None, ""),
        ("value_propositions", "كتب للمدارس", school, ""),
    }
    order = list(cast.canvas.notes.filter(block="channels").order_by("position").values_list("text", flat=True))
    assert order[-2:] == ["کیوسک, سر کوچه", "باجهٔ دوم"], "at the end of their block, in the table's order"
    lines = Change.objects.filter(verb="note.import")
    assert lines.count() == 4 and len({line.request for line in lines}) == 1


def test_a_segment_of_the_same_table_is_known_by_what_shows_of_its_name(cast):
    text = TABLE + "channels,باجه,مدرسه\u3164ها,\nsegments,مدرسه\u3164ها,,\n"
    plan, _page = look(cast, text)
    assert confirm(cast, text, plan.digest).status_code == 302
    assert Note.objects.get(text="باجه").segment == Segment.objects.latest("pk")


def test_what_stands_there_already_is_left_out_and_shown(cast):
    text = TABLE + "کانال‌ها,وبسایت  Boom.example,,\nchannels,تازه,,\nchannels,تازه,,\ncs,طلاب students,,\n"
    to_confirm = reverse("note_import_confirm", args=[cast.team.pk, cast.canvas.pk])
    plan, page = look(cast, text)
    assert [row.text for row in plan.new] == ["تازه"] and to_confirm in page
    assert [row.twice for row in plan.left_out] == ["there", "here", "there"]
    confirm(cast, text, plan.digest)
    assert cast.canvas.notes.filter(text="تازه").count() == 1
    again, page = look_again(cast, text)
    assert again.new == [] and to_confirm not in page


def look_again(cast, text):
    response = ask(cast.dariush, cast, "note_import", text=text)
    return response.context["plan"], response.content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "block;text\nchannels;نو",
        "block\ttext\nCHANNELS\tنو",
        "بلوک؛متن\nکانال ها؛نو",
        "المكوّن،النص\nالقنوات،نو",
        '\ufefftext,block\r\n"نو",ch\r\n\r\n',
        "Block,Note\nChannels,نو",
        "sep=;\nیادداشت‌های ما\n\nblock;text\nchannels;نو",
    ],
)
def test_one_table_in_many_writings(cast, text):
    for sent in (text, text.encode(), text.encode("utf-16")):
        plan, _page = look(cast, sent)
        (row,) = plan.new
        assert (row.block, row.text) == (Block.CHANNELS, "نو")


@pytest.mark.parametrize("language", LANGUAGES)
def test_blocks_and_channels_are_known_by_their_names_in_each_language(cast, language):
    with Reading.of(None, language).active():
        names = [(str(block.label), block) for block in Block]
        channels = [str(channel.label) for channel in Channel]
    assert all(block_of(name) == block for name, block in names)
    with Reading.of(None, "en").active():
        table = TABLE + "".join(f"channels,{n},,{name}\n" for n, name in enumerate(channels))
        plan = Planner(cast.canvas).of(read_table(table, LAYOUT))
    assert [row.channel for row in plan.new] == Channel.values


def test_a_colour_names_the_only_segment_that_has_it(cast):
    blue, other = cast.segments[0].colour, cast.segments[1].colour
    assert blue != other
    plan, _page = look(cast, TABLE + f"channels,نو,{blue},\n")
    assert plan.new[0].of == cast.segments[0].name


@pytest.mark.parametrize(
    "row, column",
    [
        ("هیچ,نو,,", "block"),
        (",نو,,", "block"),
        ("channels,,,", "text"),
        ("channels," + "x" * 2001 + ",,", "text"),
        ("cs," + "x" * 81 + ",,", "text"),
        ("channels,نو,ناشناس,", "segment"),
        ("cs,نو,ناشناس,", "segment"),
        ("channels,نو,,پیک موتوری", "channel"),
        ("channels,نو,,,بیش", ""),
    ],
)
def test_each_error_is_told_by_line_and_nothing_is_written(cast, row, column):
    before = Note.objects.count()
    text = TABLE + "channels,درست,,\n" + row + "\n"
    plan, page = look(cast, text, 422)
    assert [(p.line, p.column) for p in plan.problems] == [(3, column)] and plan.problems[0].text in unescaped(page)
    assert confirm(cast, text, "0" * 32).status_code == 422
    assert Note.objects.count() == before


def test_the_blocks_that_there_are_are_listed_as_the_reader_lists(cast):
    with Reading.of(None, "en").active():
        (problem,) = Planner(cast.canvas).of(read_table(TABLE + "nothing,x,,\n", LAYOUT)).problems
    assert "Customer segments, Value propositions, " in problem.text and "،" not in problem.text


def unescaped(page: str) -> str:
    return page.replace("&#x27;", "'").replace("&quot;", '"')


@pytest.mark.parametrize(
    "text",
    ["", " \n", "block,text\n", "block\nchannels", "text,note\nx,y", "block,text,extra\nchannels,x,y", '"', 'a"b,"c\n'],
)
def test_what_is_no_table_is_said(cast, text):
    _plan, page = look(cast, text, 422)
    assert 'role="alert"' in page


def test_too_many_rows_and_bytes(cast):
    look(cast, TABLE + "channels,x,,\n" * (MOST_ROWS + 1), 422)
    look(cast, b"block,text\n" + b"x" * 600_000, 422)
    look(cast, b"PK\x03\x04....", 422)


def test_changed_meanwhile_it_is_shown_again(cast):
    text = TABLE + "channels,نو,,\n"
    plan, _page = look(cast, text)
    add_note(cast.canvas, cast.dariush, "channels", "نو")
    answer = confirm(cast, text, plan.digest)
    assert answer.status_code == 409 and cast.canvas.notes.filter(text="نو").count() == 1


def test_a_thousand_rows_are_written_and_stay_in_order(cast):
    text = TABLE + "".join(f"channels,ردیف {n},,\n" for n in range(MOST_ROWS))
    plan, _page = look(cast, text)
    assert confirm(cast, text, plan.digest).status_code == 302
    written = cast.canvas.notes.filter(text__startswith="ردیف").order_by("position").values_list("text", flat=True)
    assert list(written) == [f"ردیف {n}" for n in range(MOST_ROWS)]
    last = add_note(cast.canvas, cast.dariush, "channels", "پس از همه")
    assert cast.canvas.notes.filter(block="channels").order_by("position").last() == last


def test_undone_as_one(cast):
    text = TABLE + "channels,نو,,\ncs,تازه‌ها,,\nvp,ارزش,تازه‌ها,\n"
    board = confirm(cast, text, look(cast, text)[0].digest).url
    line = Change.objects.filter(verb="note.import").latest("seq")
    undo = reverse("change_undo", args=[cast.team.pk, line.seq])
    said = cast.dariush.client.get(board).content.decode().partition('id="toasts"')[2].partition("</section>")[0]
    assert "درون‌ریزی شد: ۳." in said and f'action="{undo}"' in said
    assert cast.dariush.client.post(undo).status_code == 302
    assert not cast.canvas.notes.present().filter(text__in=["نو", "ارزش"]).exists()
    assert not cast.canvas.segments.present().filter(name="تازه‌ها").exists()


def test_a_table_that_comes_too_often_is_handed_back(cast, monkeypatch):
    monkeypatch.setitem(limits.MOST, "import", 0)
    refused = ask(cast.dariush, cast, "note_import", text=TABLE + "channels,باجهٔ دوم,,\n")
    assert refused.status_code == 429 and "channels,باجهٔ دوم" in refused.content.decode()


def test_what_adds_nothing_can_be_confirmed_all_the_same(cast):
    text = TABLE + "cs,طلاب students,,\n"
    plan, _page = look(cast, text)
    assert plan.new == [] and confirm(cast, text, plan.digest).status_code == 302


@pytest.mark.parametrize("person, status", [("amina", 200), ("kian", 403), ("layla", 403), ("sara", 404)])
def test_who_may(cast, person, status):
    who = cast.people[person]
    assert get(who, "note_import", cast.team.pk, cast.canvas.pk).status_code == status
    assert ask(who, cast, "note_import", text=TABLE + "channels,x,,\n").status_code == status
    meant = 409 if status == 200 else status
    assert ask(who, cast, "note_import_confirm", text=TABLE + "channels,x,,\n", digest="0" * 32).status_code == meant


def test_not_into_the_archive(cast):
    cast.canvas.archive(actor(cast.amina))
    assert get(cast.amina, "note_import", cast.team.pk, cast.canvas.pk).status_code == 409
    assert ask(cast.amina, cast, "note_import_confirm", text="x", digest="0" * 32).status_code == 409


@pytest.mark.parametrize(
    ("digits", "most"), [("arabext", "۵۱۲ کیلوبایت و ۱٬۰۰۰ سطر"), ("latn", "512 کیلوبایت و 1,000 سطر")]
)
def test_what_fits_is_said_in_the_readers_digits(cast, digits, most):
    cast.dariush.digits = digits
    cast.dariush.save(update_fields=["digits"])
    assert most in get(cast.dariush, "note_import", cast.team.pk, cast.canvas.pk).content.decode()


def test_the_template_comes_back_in_once_it_is_filled(cast):
    made = get(cast.dariush, "note_template", cast.team.pk, cast.canvas.pk).content.decode()
    rows = list(csv.reader(StringIO(made.removeprefix("\ufeff"))))
    filled = StringIO()
    csv.writer(filled).writerows([rows[0], *([row[0], f"متن {n}", "", ""] for n, row in enumerate(rows[1:]))])
    plan, _page = look(cast, filled.getvalue())
    assert [row.block for row in plan.new] == list(Block)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(max_size=20).filter(is_storable), min_size=4, max_size=4), max_size=5))
def test_whatever_stands_in_a_table_is_planned_or_refused(cast, rows):
    text = StringIO()
    csv.writer(text).writerows([["block", "text", "segment", "channel"], *rows])
    try:
        with Reading.of(None, "fa").active():
            plan = Planner(cast.canvas).of(read_table(text.getvalue(), LAYOUT))
    except ValueError:
        return
    assert plan.rows or plan.problems


def test_the_page_takes_as_many_queries_for_a_long_table(cast):
    asked = []
    for rows in (1, 1, 300):  # the first of this minute is counted, and it signs in
        text = TABLE + "".join(f"channels,ردیف {n},,\n" for n in range(rows))
        with CaptureQueriesContext(connection) as queries:
            ask(cast.dariush, cast, "note_import", text=text)
        asked.append(len(queries))
    assert asked[1] == asked[2]
