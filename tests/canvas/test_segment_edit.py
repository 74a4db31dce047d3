"""Segments: a name, figures in anybody's digits, a colour of their own; edited as carefully as notes."""

from decimal import Decimal

import pytest
from django.urls import reverse

from canvas.blocks import Colour
from canvas.models import Segment
from record.models import Change
from tests.asking import get, post, post_twice, read
from tests.cast import actor, add_segment


def ask(cast, verb: str, segment=None, person=None, **fields):
    ids = [cast.team.pk, cast.canvas.pk, *([segment.pk] if segment else [])]
    return post(person or cast.dariush, f"segment_{verb}", *ids, **fields)


def latest(cast) -> Segment:
    return cast.canvas.segments.latest("pk")


def test_added_with_figures_in_persian_digits(cast):
    fields = {"name": "مادران", "customers": "۱۲٬۴۰۰", "value": "۴۲۰۰۰٫۵", "margin": "۳۰", "retention": "۹۴٪"}
    assert ask(cast, "add", **fields).status_code == 302
    segment = latest(cast)
    assert (segment.customers, segment.value) == (12400, Decimal("42000.50"))
    assert (segment.margin, segment.retention) == (Decimal("0.30"), Decimal("0.94"))


def test_a_new_one_asks_for_its_name_first(cast):
    """Its figures are folded away until there is a segment to have some, or one of them is wrong."""
    ids = cast.team.pk, cast.canvas.pk
    sheet = read(get(cast.dariush, "segment_composer", *ids))
    assert "<details >" in sheet and sheet.index('name="name"') < sheet.index("<details") < sheet.index('name="margin"')
    assert "<details open>" in ask(cast, "add", name="نام", margin="-1").content.decode()
    assert "<details open>" in read(get(cast.dariush, "segment_editor", *ids, cast.segments[0].pk))


def test_each_gets_a_colour_that_is_free(cast):
    for _ in range(len(Colour) - 2):
        ask(cast, "add", name="بخش")
    assert set(cast.canvas.segments.values_list("colour", flat=True)) == set(Colour.values)
    gone = latest(cast)
    ask(cast, "remove", gone, version=1)
    ask(cast, "add", name="بخش")
    assert latest(cast).colour == gone.colour != Colour.values[0]


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""}, {"name": "x" * 81}, {"customers": "-1"}, {"customers": "many"}, {"retention": "101"},
        {"margin": "-1"}, {"value": "9" * 30}, {"colour": "chartreuse"}, {"description": "x" * 1001},
    ],
)  # fmt: skip
def test_bad_figures_are_refused_with_what_was_typed(cast, fields):
    before = cast.canvas.segments.count()
    response = ask(cast, "add", **{"name": "نام", **fields})
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == fields.keys()
    assert cast.canvas.segments.count() == before


def test_double_click_adds_once(cast):
    post_twice(cast.dariush, "segment_add", cast.team.pk, cast.canvas.pk, name="یک بار")
    assert cast.canvas.segments.filter(name="یک بار").count() == 1


def test_revised(cast):
    segment = cast.segments[0]
    assert ask(cast, "revise", segment, name="تازه", version=1, customers="7").status_code == 302
    segment.refresh_from_db(fields=["name", "customers", "version", "value"])
    assert (segment.name, segment.customers, segment.version, segment.value) == ("تازه", 7, 2, None)


def test_stale_edit_shows_both(cast):
    cast.segments[0].revise(1, actor(cast.amina), name="از امینه", customers=99)
    response = ask(cast, "revise", cast.segments[0], name="از داریوش", version=1)
    assert response.status_code == 409
    page = response.content.decode()
    assert "از <ins>امینه</ins>" in page and "از <del>داریوش</del>" in page
    assert Segment.objects.get(pk=cast.segments[0].pk).name == "از امینه"


def test_conflict_shows_the_colours_of_both(cast):
    cast.segments[0].revise(1, actor(cast.amina), name="از امینه", colour="rose")
    page = ask(cast, "revise", cast.segments[0], name="از داریوش", colour="moss", version=1).content.decode()
    assert "<ins>گلی</ins></bdi></td><td><bdi><del>خزه‌ای</del>" in page


def test_conflict_marks_figures_that_differ_and_not_the_way_they_were_typed(cast):
    segment = cast.segments[0]
    segment.revise(1, actor(cast.amina), name=segment.name, customers=12400, margin=Decimal("0.30"))
    fields = {"name": segment.name, "customers": "12400", "margin": "35", "version": 1}
    page = ask(cast, "revise", segment, **fields).content.decode()
    assert "<td><bdi>۱۲٬۴۰۰</bdi></td><td><bdi>۱۲٬۴۰۰</bdi></td>" in page
    assert "<ins>\u061c۳۰٪</ins></bdi></td><td><bdi><del>\u061c۳۵٪</del>" in page


def test_removed_meanwhile_is_a_conflict(cast):
    cast.segments[0].remove(1, actor(cast.amina))
    response = ask(cast, "revise", cast.segments[0], name="پیش‌نویس", version=1)
    assert response.status_code == 409
    assert "پیش‌نویس" in response.content.decode()
    assert ask(cast, "move", cast.segments[0]).status_code == 409


def test_removed_meanwhile_it_is_put_back_with_ones_changes_in_one_step(cast):
    segment = cast.segments[0]
    restore = reverse("segment_restore", args=[cast.team.pk, cast.canvas.pk, segment.pk])
    segment.remove(1, actor(cast.amina))
    fields = {"name": "پیش‌نویس", "customers": "۷", "value": "42000", "retention": "94"}
    page = ask(cast, "revise", segment, **fields, version=1).content.decode()
    assert f'action="{restore}"' in page and 'name="customers" value="۷"' in page
    before = Change.objects.of(cast.team.pk).count()
    assert ask(cast, "restore", segment, **fields | {"customers": "many"}).status_code == 422
    for _ in range(2):
        assert ask(cast, "restore", segment, **fields).status_code == 302
    segment.refresh_from_db()
    assert (segment.name, segment.customers, segment.removed_at) == ("پیش‌نویس", 7, None)
    assert Change.objects.of(cast.team.pk).count() == before + 1
    assert ask(cast, "restore", segment, **fields | {"name": "دیگر"}).status_code == 409


def test_revised_meanwhile_it_is_not_removed(cast):
    cast.segments[0].revise(1, actor(cast.amina), name="مهم است")
    assert ask(cast, "remove", cast.segments[0], version=1).status_code == 409
    assert not Segment.objects.get(pk=cast.segments[0].pk).removed_at


def test_removed_and_brought_back_once(cast):
    segment = cast.segments[0]
    assert ask(cast, "remove", segment, version=1).status_code == 302
    again = ask(cast, "remove", segment, version=1)
    assert again.status_code == 409 and "چیزی برای تغییر نمانده" in again.content.decode()
    assert ask(cast, "restore", segment).status_code == 302
    lines = Change.objects.of(cast.team.pk).count()
    assert ask(cast, "restore", segment).status_code == 302
    assert Change.objects.of(cast.team.pk).count() == lines


def test_moved(cast):
    third = add_segment(cast.canvas, cast.dariush, name="سوم")
    ask(cast, "move", third)
    ask(cast, "move", cast.segments[0], after=cast.segments[1].pk)
    names = list(cast.canvas.segments.order_by("position").values_list("pk", flat=True))
    assert names == [third.pk, cast.segments[1].pk, cast.segments[0].pk]


def test_editor_shows_figures_in_the_readers_digits(cast):
    page = get(cast.dariush, "segment_editor", cast.team.pk, cast.canvas.pk, cast.segments[0].pk).content.decode()
    assert "۱۲٬۴۰۰" in page or "۱۲۴۰۰" in page
    assert "۹۴" in page


def test_moved_after_one_that_was_removed_meanwhile_it_stands_where_that_one_stood(cast, meanwhile):
    first, gone = cast.segments
    third, moved = [add_segment(cast.canvas, cast.dariush, name=name) for name in ("سوم", "چهارم")]
    meanwhile(lambda: gone.remove(1, actor(cast.amina)))
    assert ask(cast, "move", moved, after=gone.pk).status_code == 302
    assert ask(cast, "move", first, after=gone.pk).status_code == 302, "nor is it refused later"
    assert ask(cast, "move", third, after=third.pk).status_code == 302
    there = list(cast.canvas.segments.present().order_by("position").values_list("pk", flat=True))
    assert there == [moved.pk, first.pk, third.pk]


@pytest.mark.parametrize("verb", ["add", "revise", "move", "remove", "restore"])
@pytest.mark.parametrize("name", ["kian", "layla"])
def test_lower_roles_may_not(cast, verb, name):
    segment = None if verb == "add" else cast.segments[0]
    assert ask(cast, verb, segment, cast.people[name], name="x", version=1).status_code == 403


def sheet(cast, name: str, segment) -> str:
    return get(cast.people[name], "segment_editor", cast.team.pk, cast.canvas.pk, segment.pk).content.decode()


@pytest.mark.parametrize("name", ["kian", "layla"])
def test_who_may_not_edit_it_reads_all_of_it(cast, name):
    figures = {"margin": "0.30", "value": "420"}
    segment = add_segment(cast.canvas, cast.dariush, name="مادران", description="<b>تازه</b>", **figures)
    page = sheet(cast, name, segment)
    assert "&lt;b&gt;تازه&lt;/b&gt;" in page and ("۳۰" in page or "30" in page) and ("۴۲۰" in page or "420" in page)
    assert "/revise/" not in page and "/move/" not in page and "/remove/" not in page
    assert f"segment={segment.pk}" in page, "its history"
    assert "<dl" not in sheet(cast, name, add_segment(cast.canvas, cast.dariush, name="تنها نام"))


def test_of_an_archived_canvas_it_is_read(cast):
    assert "/revise/" in sheet(cast, "dariush", cast.segments[0])
    cast.canvas.archive(actor(cast.amina))
    assert "/revise/" not in sheet(cast, "dariush", cast.segments[0])


def test_sheet_moves_it_without_dragging(cast):
    first, second = cast.segments
    assert first.steps() == {"down": second} and second.steps() == {"up": None}
    assert f'name="after" value="{second.pk}"' in sheet(cast, "dariush", first)
    page = sheet(cast, "dariush", second)
    assert 'name="after" value=""' in page and page.count('name="after"') == 1
