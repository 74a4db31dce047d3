"""The relationships and the strategy audit as PDF."""

from datetime import date

import pytest

from accounts.reading import Reading
from canvas.models import Canvas
from exports import audit_paper
from exports.sheets import AUDIT, Paper
from exports.typesetting import typeset
from relationships.audit import audit_of
from tests.asking import get, post, queries_of
from tests.cast import actor, add_segment
from tests.exports.papers import lacking, pages_of
from tests.strategy import add_relationship, decide, make_strategy

PAPERS = ["matrix_pdf", "audit_pdf"]


def test_the_matrix_holds_what_its_page_shows(cast):
    make_strategy(cast)
    answer = get(cast.dariush, "matrix_pdf", cast.team.pk, cast.canvas.pk)
    assert answer.status_code == 200
    assert not lacking(
        answer.content, "کتاب‌خوان‌ها", "طلاب Students", "سلف‌سرویس", "اپ «من»", "برقرار", "اپلیکیشن", "ضروری"
    )


def test_many_segments_go_on_under_the_same_head(cast):
    for number in range(30):
        segment = add_segment(cast.canvas, cast.dariush, name=f"بخش شمارهٔ {number}")
        add_relationship(cast.canvas, segment, "personal", cast.dariush, expected=3, text="متنی دراز " * 30)
    made = get(cast.dariush, "matrix_pdf", cast.team.pk, cast.canvas.pk).content
    assert len(pages_of(made)) > 2
    assert not lacking(made, *(row.text for row in cast.canvas.relationships.all()))


def test_the_audit_tells_decisions_reasons_and_figures(cast):
    make_strategy(cast)
    decide(cast.canvas, cast.dariush, (20, 60, 20), date(2026, 9, 1), reason="حالا نگه می‌داریم", evidence="ریزش ۶٪ شد")
    answer = get(cast.dariush, "audit_pdf", cast.team.pk, cast.canvas.pk)
    assert answer.status_code == 200
    assert not lacking(
        answer.content, "ممیزی راهبرد", "کتاب‌فروشی", "حالا نگه می‌داریم", "ریزش ۶٪ شد", "اپ «من»", "داریوش Rad"
    )


def test_of_the_audit_nothing_stands_on_another_page_than_what_it_is_about(cast):
    """What a dash in the figures means, and the digest: wherever the sheet ends."""
    make_strategy(cast)
    reading = Reading.of(None, "en")
    with reading.active():
        data = audit_paper.data_of(audit_of(cast.canvas, reading, {}), "", AUDIT[Paper.A4], reading)
    data["words"] |= {"dash": "QXDASH"}
    data |= {"record": "QXRECORD", "figures": ["QXHEAD"], "numbers": [[{"text": "QXROW", "dir": "ltr"}, "—"]]}
    for height in range(750, 1050, 9):
        pages = pages_of(typeset("audit", data | {"paper": data["paper"] | {"height": height}})[0])
        for one, other in (("QXDASH", "QXROW"), ("QXRECORD", data["digest"][-16:])):
            assert [one in page for page in pages] == [other in page for page in pages], f"{one}, {height} points"


def test_a_very_long_word_in_a_reason_breaks_between_its_letters(cast):
    make_strategy(cast)
    decide(cast.canvas, cast.dariush, (20, 60, 20), date(2026, 9, 1), reason="responsibilities", evidence="پ" * 200)
    answer = get(cast.dariush, "audit_pdf", cast.team.pk, cast.canvas.pk)
    assert answer.status_code == 200 and not lacking(answer.content, "responsibilities", "پ" * 200)


def test_the_audit_is_of_the_segment_and_period_that_are_asked_for(cast):
    make_strategy(cast)
    url = f"/w/{cast.team.pk}/canvases/{cast.canvas.pk}/audit/pdf/"
    assert cast.dariush.client.get(f"{url}?segment={cast.segments[0].pk}&paper=a3").status_code == 200
    wrong = cast.dariush.client.get(f"{url}?from=nonsense")
    assert wrong.status_code == 422 and b"<form" in wrong.content
    assert cast.dariush.client.get(f"{url}?segment={cast.other_segment.pk}").status_code == 422


@pytest.mark.parametrize("name", PAPERS)
def test_of_a_blank_canvas_there_is_a_paper_too(cast, name):
    blank = Canvas.objects.create_in(cast.team, "خالی", actor(cast.dariush))
    assert len(pages_of(get(cast.layla, name, cast.team.pk, blank.pk).content)) == 1


@pytest.mark.parametrize("name", PAPERS)
def test_an_outsider_finds_nothing_and_it_is_only_read(cast, name):
    assert get(cast.sara, name, cast.team.pk, cast.canvas.pk).status_code == 404
    assert get(cast.amina, name, cast.team.pk, cast.other_canvas.pk).status_code == 404
    assert post(cast.amina, name, cast.team.pk, cast.canvas.pk).status_code == 405


@pytest.mark.parametrize("name", PAPERS)
def test_it_takes_as_many_queries_for_many_rows(cast, name):
    make_strategy(cast)
    get(cast.layla, name, cast.team.pk, cast.canvas.pk)  # the first of this minute
    before = queries_of(cast.layla, name, cast.team.pk, cast.canvas.pk)
    for number in range(4):
        segment = add_segment(cast.canvas, cast.dariush, name=f"بخش {number}")
        add_relationship(cast.canvas, segment, "personal", cast.dariush, expected=3)
    assert queries_of(cast.layla, name, cast.team.pk, cast.canvas.pk) == before
