"""Forms that stand in a sheet or in a note's place on the board, on pages of their own (another tab, no script): they
go out plainly, and are answered with whole pages."""

import re

import pytest
from django.urls import reverse

from canvas.models import Note
from record.models import Change
from tests.asking import get, post
from tests.relationships.cells import FIELDS

PAGES = {
    "note_editor": lambda cast: [cast.notes[0].pk],
    "note_menu": lambda cast: [cast.notes[0].pk],
    "note_composer": lambda cast: ["channels"],
    "segment_composer": lambda cast: [],
    "segment_editor": lambda cast: [cast.segments[0].pk],
    "relationship_editor": lambda cast: [cast.segments[0].pk, "personal"],
    "focus_new": lambda cast: [],
}
TARGET = re.compile(r'hx-target(?::inherited)?="#([^"]+)"')


def aimed_at(html: str) -> set[str]:
    return set(TARGET.findall(html))


def missing(html: str) -> set[str]:
    """Elements that answers are to come into, and that are not on the page."""
    return {name for name in aimed_at(html) if f'id="{name}"' not in html}


@pytest.mark.parametrize("page", PAGES)
def test_on_a_page_of_its_own_nothing_is_to_come_into_what_is_not_there(cast, page):
    ids = [cast.team.pk, cast.canvas.pk, *PAGES[page](cast)]
    answer = get(cast.dariush, page, *ids)
    assert answer.status_code == 200 and missing(answer.content.decode()) == set()


@pytest.mark.parametrize("page", ["segment_editor", "relationship_editor", "note_menu", "focus_new"])
def test_in_the_sheet_answers_come_into_the_sheet(cast, page):
    ids = [cast.team.pk, cast.canvas.pk, *PAGES[page](cast)]
    assert "sheet" in aimed_at(get(cast.dariush, page, *ids, headers={"HX-Request": "true"}).content.decode())


def test_conflict_of_a_segment_is_a_whole_page(cast):
    segment = cast.segments[0]
    post(cast.amina, "segment_revise", cast.team.pk, cast.canvas.pk, segment.pk, name="یک", version=1)
    answer = post(cast.dariush, "segment_revise", cast.team.pk, cast.canvas.pk, segment.pk, name="دو", version=1)
    html = answer.content.decode()
    assert answer.status_code == 409 and "<!DOCTYPE html>" in html and missing(html) == set()


def test_conflict_of_a_note_is_a_whole_page(cast):
    note = cast.notes[0]
    post(cast.amina, "note_revise", cast.team.pk, cast.canvas.pk, note.pk, text="یک", version=1)
    answer = post(cast.dariush, "note_revise", cast.team.pk, cast.canvas.pk, note.pk, text="دو", version=1)
    html = answer.content.decode()
    assert answer.status_code == 409 and "<!DOCTYPE html>" in html and "closest .editor" not in html
    assert Note.objects.get(pk=note.pk).text == "یک"


def test_conflict_of_a_relationship_is_a_whole_page(cast):
    ids = [cast.team.pk, cast.canvas.pk, cast.segments[0].pk, "personal"]
    assert post(cast.amina, "relationship_revise", *ids, **FIELDS).status_code == 302
    answer = post(cast.dariush, "relationship_revise", *ids, **FIELDS | {"text": "دو", "fixed_cost": "7000"})
    html = answer.content.decode()
    assert answer.status_code == 409 and "<!DOCTYPE html>" in html and missing(html) == set()
    rows = re.findall(r'<th scope="row">([^<]+)</th>', html)
    assert "هزینهٔ ثابت ماهانه" in rows and "هزینهٔ ماهانه به ازای هر مشتری" not in rows  # of which neither says anything


def test_segment_is_added_once_by_two_clicks_without_a_script(cast):
    page = get(cast.dariush, "segment_composer", cast.team.pk, cast.canvas.pk).content.decode()
    request = re.search(r'name="request" value="([^"]+)"', page)[1]
    for _ in range(2):
        post(cast.dariush, "segment_add", cast.team.pk, cast.canvas.pk, name="یک بار", request=request)
    assert cast.canvas.segments.filter(name="یک بار").count() == 1


def told_after(person, url: str, *ids: int | str, **fields) -> list[str]:
    """What the page says that an edit without a script leads to."""
    page = person.client.post(reverse(url, args=ids), fields, follow=True).content.decode()
    toasts = page.partition('id="toasts"')[2].partition("</section>")[0]
    return re.findall(r'<div class="toast" ?><p>([^<]+)</p>', toasts) + re.findall('action="([^"]+)"', toasts)


def test_the_page_that_a_save_leads_back_to_says_that_it_was_saved(cast):
    canvas, note, segment = [cast.team.pk, cast.canvas.pk], cast.notes[0].pk, cast.segments[0].pk
    assert told_after(cast.dariush, "note_revise", *canvas, note, text="یک", version=1) == ["ذخیره شد."]
    assert told_after(cast.dariush, "note_add", *canvas, block="channels", text="دو") == ["ذخیره شد."]
    assert told_after(cast.dariush, "segment_revise", *canvas, segment, name="سه", version=1) == ["ذخیره شد."]
    assert told_after(cast.dariush, "relationship_revise", *canvas, segment, "personal", **FIELDS) == ["ذخیره شد."]


def test_what_can_be_undone_is_said_by_name(cast):
    def told(url: str, **fields) -> str:
        said, undo = told_after(cast.dariush, url, cast.team.pk, cast.canvas.pk, cast.notes[0].pk, **fields)
        assert undo == reverse("change_undo", args=[cast.team.pk, Change.objects.of(cast.team.pk).latest("seq").seq])
        return said

    assert told("note_move", block="channels") == "به «کانال‌ها» منتقل شد."
    assert told("note_move", block="channels", after=cast.notes[3].pk) == "جابه‌جا شد."
    assert told("note_remove", version=cast.canvas.notes.get(pk=cast.notes[0].pk).version) == "حذف شد."


def test_what_was_not_saved_is_not_said_to_be(cast):
    ids = [cast.team.pk, cast.canvas.pk, cast.notes[0].pk]
    assert told_after(cast.dariush, "note_revise", *ids, text="", version=1) == []
    assert told_after(cast.dariush, "note_revise", *ids, text="یک", version=7) == []
