"""What happened in a workspace, for every member, in their own language."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from accounts.reading import Reading
from history.details import details_of
from record.models import Change
from record.redact import redact
from record.sentences import sentence
from relationships.models import Indicator
from relationships.models.indicator import Entry
from tests.asking import get, post, queries_of
from tests.cast import actor, add_note
from tests.history.driving import Driver, head_of
from tests.stage import kept
from tests.strategy import Strategy, make_strategy


@pytest.fixture
@kept
def strategy(cast) -> Strategy:
    return make_strategy(cast)


def activity(person, cast, query: str = ""):
    return person.client.get(reverse("activity", args=[cast.team.pk]) + query)


def entries(page) -> list:
    return [entry for _day, those in page.context["days"] for entry in those]


@pytest.mark.parametrize("name", ["amina", "dariush", "kian", "layla"])
def test_every_member_reads_it(cast, name):
    page = activity(cast.people[name], cast)
    assert page.status_code == 200
    assert [entry.act.main.verb for entry in entries(page)][:2] == ["comment.add", "note.recolour"]


def test_newest_first_with_who_and_why(cast):
    cast.notes[0].revise("New words", 1, actor(cast.amina, reason="Because <b>they</b> asked"))
    page = activity(cast.dariush, cast)
    entry = entries(page)[0]
    assert (entry.who, entry.reason) == (cast.amina, "Because <b>they</b> asked")
    text = page.content.decode()
    assert "Because &lt;b&gt;they&lt;/b&gt; asked" in text and "<del>" in text and "<ins>New words</ins>" in text


def test_segment_figures_say_before_and_after(cast):
    segment = cast.segments[0]
    segment.revise(segment.version, actor(cast.dariush), customers=15000, retention="0.9")
    text = " ".join(activity(cast.dariush, cast).content.decode().split())
    assert "<del><bdi>۱۲٬۴۰۰</bdi></del> <ins><bdi>۱۵٬۰۰۰</bdi></ins>" in text
    assert "<del><bdi>\u061c۹۴٪</bdi></del> <ins><bdi>\u061c۹۰٪</bdi></ins>" in text


def test_no_undo_is_offered_that_the_books_would_refuse(cast):
    """The months of one calendar were taken out, and the books begun anew by the other."""

    def record(month: date, version: int, **values):
        entry = Entry(cast.segments[0], month, version, values)
        Indicator.objects.record(cast.canvas, [entry], actor(cast.dariush))
        return head_of(cast.team.pk)

    def offered(seq: int) -> bool:
        entry = next(entry for entry in entries(activity(cast.dariush, cast)) if entry.act.last == seq)
        return entry.can_undo

    record(date(2026, 10, 23), 0, active=5)
    cleared = record(date(2026, 10, 23), 1, active=None)
    assert offered(cleared)
    anew = record(date(2026, 11, 1), 0, active=6)
    assert offered(anew) and not offered(cleared)
    assert post(cast.dariush, "change_undo", cast.team.pk, cleared).status_code == 409


def test_who_looks_after_a_relationship_since_when_is_told(cast, strategy):
    row = strategy.relationship
    before = {"owner": cast.amina, "since_on": date(2024, 4, 3), "knows_customer": True}
    row.revise(row.version, actor(cast.dariush), **before)
    row.revise(row.version, actor(cast.dariush), owner=cast.kian, since_on=None, knows_customer=False)
    last, first = ([(d.before, d.after) for d in entry.details] for entry in entries(activity(cast.dariush, cast))[:2])
    assert first == [("هنوز هیچ‌کس", "أمينة"), ("", "۱۵ فروردین ۱۴۰۳"), ("نه", "بله")]
    assert last == [("أمينة", "کیان"), ("۱۵ فروردین ۱۴۰۳", ""), ("بله", "نه")]


@pytest.mark.parametrize(
    ("column", "kept", "now", "told"),
    [
        ("channels", ["pigeon", "shop"], ["shop"], ("pigeon و فروشگاه", "فروشگاه")),
        ("goals", ["delight"], ["growth"], ("delight", "افزایش فروش")),
        ("state", "dreamt", "none", ("dreamt", "برقرار نشده")),
        ("expected", 7, 0, ("7", "مورد انتظار نیست")),
    ],
)
def test_a_choice_that_there_is_no_more_is_told_as_it_was_kept(column, kept, now, told):
    reading = Reading.of(None, "fa")
    with reading.active():
        (detail,) = details_of({column: kept}, {column: now}, reading, {}, {})
    assert (detail.before, detail.after) == told


def test_one_act_of_many_lines_is_one_entry(cast):
    copy = cast.canvas.duplicate("Copy", actor(cast.dariush))
    entry = entries(activity(cast.amina, cast))[0]
    assert entry.act.main.verb == "canvas.duplicate" and entry.act.main.table == "canvas_canvas"
    assert entry.act.count == 1 + copy.notes.count() + copy.segments.count()
    assert f"/changes/{entry.act.last}/" in activity(cast.amina, cast).content.decode()


def test_days_are_those_of_the_reader(cast):
    page = activity(cast.dariush, cast)
    (day, _those), *rest = page.context["days"]
    assert not rest and day == entries(page)[0].act.at.astimezone(page.wsgi_request.reading.zone).date()


def test_outsider_does_not_find_it(cast):
    for name in ("sara", "omar"):
        assert activity(cast.people[name], cast).status_code == 404
    assert activity(cast.dariush, cast).status_code == 200


def test_visitor_signs_in_first(cast, client):
    assert client.get(reverse("activity", args=[cast.team.pk])).status_code == 302


def test_queries_do_not_grow_with_the_page(cast):
    """One query for each table whose rows are on the page, and the rest are always the same."""
    few = queries_of(cast.dariush, "activity", cast.team.pk)
    Driver(cast.canvas, cast.dariush, 3).drive(80)
    many = queries_of(cast.dariush, "activity", cast.team.pk)
    Driver(cast.canvas, cast.amina, 5).drive(80)
    assert queries_of(cast.dariush, "activity", cast.team.pk) == many <= few + 1 <= 16


def test_viewers_are_offered_no_undo(cast):
    assert any(entry.can_undo for entry in entries(activity(cast.dariush, cast)))
    assert not any(entry.can_undo or entry.version_of for entry in entries(activity(cast.layla, cast)))


def test_new_changes_are_told_while_the_page_is_open(cast):
    seen = head_of(cast.team.pk)
    address = reverse("activity_new", args=[cast.team.pk])
    assert cast.dariush.htmx.get(f"{address}?after={seen}").status_code == 204
    add_note(cast.canvas, cast.amina, "channels", "new")
    add_note(cast.canvas, cast.amina, "key_partners", "new too")
    assert "۲" in cast.dariush.htmx.get(f"{address}?after={seen}").content.decode()
    told = cast.dariush.htmx.get(f"{address}?after={seen}&block=channels")
    assert "۱" in told.content.decode() and "block=channels" in told.content.decode()
    assert cast.sara.htmx.get(f"{address}?after={seen}").status_code == 404


def test_a_page_of_older_changes_is_told_of_what_came_since_it_was_loaded(cast):
    page = activity(cast.dariush, cast, f"?before={head_of(cast.team.pk) - 3}").content.decode()
    (asks,) = re.findall(r'hx-get="([^"]*/new/[^"]*)"', page)
    assert cast.dariush.htmx.get(unescape(asks)).status_code == 204


def test_an_open_page_is_loaded_again_where_words_were_blacked_out(committed_cast, as_owner):
    """Whatever it shows, and once: what is loaded then has them no more."""
    cast, note = committed_cast, committed_cast.notes[0]

    def asked_by(page) -> str:
        return unescape(re.search(r'hx-get="([^"]*/new/[^"]*)"', page.content.decode())[1])

    pages = [activity(cast.dariush, cast, query) for query in ("", f"?block={note.block}", "?block=channels")]
    assert [note.text in page.content.decode() for page in pages] == [True, True, False]
    redact(actor(cast.omar, reason="؟"), cast.team.pk, note.text)
    assert [cast.dariush.htmx.get(asked_by(page)).headers.get("HX-Refresh") for page in pages] == ["true"] * 3
    again = activity(cast.dariush, cast)
    assert note.text not in again.content.decode()
    assert cast.dariush.htmx.get(asked_by(again)).status_code == 204


def test_empty_workspace_says_so(cast):
    page = activity(cast.dariush, cast, "?block=revenue_streams")
    assert page.status_code == 200 and not entries(page) and 'class="blank"' in page.content.decode()


def test_change_page_has_every_line_and_one_undo(cast):
    copy = cast.canvas.duplicate("Copy", actor(cast.dariush))
    page = get(cast.dariush, "change", cast.team.pk, head_of(cast.team.pk))
    assert page.status_code == 200 and page.context["whole"].can_undo
    assert page.context["whole"].act.main.table == "canvas_canvas"
    assert not any(entry.can_undo for entry in page.context["entries"])
    assert len(page.context["entries"]) == 1 + copy.notes.count() + copy.segments.count()
    assert get(cast.sara, "change", cast.team.pk, 1).status_code == 404
    assert get(cast.layla, "change", cast.team.pk, 10**9).status_code == 404
    assert get(cast.layla, "change", cast.team.pk, 10**30).status_code == 404


def test_change_page_of_a_long_act_goes_on(cast, monkeypatch):
    monkeypatch.setattr("history.views.activity.LINES_OF_ACT", 4)
    cast.canvas.duplicate("Copy", actor(cast.dariush))
    address, seqs = reverse("change", args=[cast.team.pk, head_of(cast.team.pk)]), []
    page = cast.layla.client.get(address)
    while page:
        seqs += [entry.act.last for entry in page.context["entries"]]
        page = page.context["older"] and cast.layla.client.get(address + page.context["older"])
    assert seqs == list(range(head_of(cast.team.pk), seqs[-1] - 1, -1)) and len(seqs) == 10
    for wrong in ("0", "-1", "x", "9" * 30):
        assert cast.layla.client.get(f"{address}?before={wrong}").status_code == 200


@pytest.mark.parametrize(
    ("verb", "row"), [("note.fly", {}), ("note.add", {}), ("note.move", {"text": "x", "block": "mood"})]
)
def test_a_line_of_another_release_still_says_something(verb, row):
    line = Change(verb=verb, table="canvas_note", after=row, actor_id=1)
    assert sentence(line, "Sara") == f"<bdi>Sara</bdi>: <bdi>{verb}</bdi>"
