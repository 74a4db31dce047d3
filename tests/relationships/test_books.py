"""The books of a canvas keep to one calendar, and refuse the months of the other."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.months import in_calendar
from accounts.reading import Reading
from record.models import Change
from relationships.books import WrongMonth, calendar_in, calendar_of
from relationships.models import Indicator
from relationships.models.indicator import Entry
from tests.asking import post
from tests.cast import actor

ABAN, NOVEMBER = date(2026, 10, 23), date(2026, 11, 1)
FA, EN = Reading.of(None, "fa"), Reading.of(None, "en")


def record(cast, *days: date) -> None:
    entries = [Entry(cast.segments[0], day, values={"active": 1}) for day in days]
    Indicator.objects.record(cast.canvas, entries, actor(cast.dariush))


def test_no_day_begins_a_month_in_both_calendars():
    days = [date(2000, 1, 1) + timedelta(n) for n in range(20_000)]
    assert not [day for day in days if day.day == 1 and in_calendar(day, "jalali")[1:] == (1, 1)]
    assert {calendar_in([day]) for day in days if day.day == 1} == {"gregorian"}


def test_without_figures_it_is_the_readers(cast):
    assert [calendar_of(cast.canvas, reading) for reading in (FA, EN)] == ["jalali", "gregorian"]


@pytest.mark.parametrize("day, calendar", [(ABAN, "jalali"), (NOVEMBER, "gregorian")])
def test_the_first_figures_decide_for_everybody(cast, day, calendar):
    record(cast, day)
    assert {calendar_of(cast.canvas, reading) for reading in (FA, EN)} == {calendar}
    assert calendar_of(cast.canvas.indicators.in_order(), EN) == calendar


@pytest.mark.parametrize("day", [NOVEMBER, date(2026, 10, 24)])
def test_a_month_of_another_calendar_is_refused_in_words(cast, day):
    record(cast, ABAN)
    with FA.active(), pytest.raises(WrongMonth):
        record(cast, date(2026, 11, 22), day)
    assert Indicator.objects.count() == 1


def test_the_first_figures_must_agree_too(cast):
    for days in ((ABAN, NOVEMBER), (date(2026, 10, 24),)):
        with pytest.raises(WrongMonth):
            record(cast, *days)


def test_books_that_were_emptied_may_begin_anew(cast):
    record(cast, ABAN)
    row = Indicator.objects.get()
    Indicator.objects.record(
        cast.canvas,
        [Entry(row.segment, ABAN, row.version, dict.fromkeys(Indicator.FIGURES))],
        actor(cast.dariush),
    )
    record(cast, NOVEMBER)
    assert calendar_of(cast.canvas, FA) == "gregorian"


def test_months_of_a_removed_segment_still_say_which_everywhere(cast):
    record(cast, ABAN)
    removed, other = cast.segments
    removed.remove(removed.version, actor(cast.dariush))
    place = [cast.team.pk, cast.canvas.pk]
    amina = cast.amina.client  # a reader of Gregorian months
    numbers = amina.get(reverse("numbers", args=place)).context["numbers"]
    assert (numbers.calendar, numbers.months[1]) == ("jalali", ABAN)
    assert amina.get(reverse("what_if", args=place)).context["what_if"].books.calendar == "jalali"
    assert ",1405/09," in amina.get(reverse("indicator_template", args=place)).content.decode()
    sent = amina.post(
        reverse("indicator_import", args=place), {"text": f"segment,month,active\n{other.name},2026-10,1"}
    )
    assert sent.status_code == 422 and sent.context["plan"].calendar == "jalali"
    typed = {"segment": other.pk, f"{ABAN}-active": "5", f"{ABAN}-version": "0", f"{ABAN}-was": "|||||"}
    assert amina.post(reverse("indicator_record", args=place), typed).status_code == 302
    assert other.indicators.get().active == 5


def test_an_undo_brings_no_month_of_another_calendar_back(cast):
    record(cast, ABAN)
    row = Indicator.objects.get()
    emptied = [Entry(row.segment, ABAN, row.version, dict.fromkeys(Indicator.FIGURES))]
    Indicator.objects.record(cast.canvas, emptied, actor(cast.dariush))
    line = Change.objects.of(cast.team.pk).newest_first().first()
    record(cast, NOVEMBER)
    answer = post(cast.dariush, "change_undo", cast.team.pk, line.seq)
    assert answer.status_code == 409 and "میلادی" in answer.content.decode()
    assert [row.month_on for row in Indicator.objects.present()] == [NOVEMBER]


def test_an_undo_brings_back_what_the_books_still_hold(cast):
    record(cast, ABAN)
    row = Indicator.objects.get()
    emptied = [Entry(row.segment, ABAN, row.version, dict.fromkeys(Indicator.FIGURES))]
    Indicator.objects.record(cast.canvas, emptied, actor(cast.dariush))
    line = Change.objects.of(cast.team.pk).newest_first().first()
    assert post(cast.dariush, "change_undo", cast.team.pk, line.seq).status_code == 302
    assert [row.month_on for row in Indicator.objects.present()] == [ABAN]


def typed(segment, day: date, **figures: str) -> dict:
    cells = {f"{day}-{name}": figures.get(name, "") for name in Indicator.FIGURES}
    return {"segment": segment.pk, f"{day}-version": 0, f"{day}-was": "|||||", **cells}


@pytest.mark.parametrize("way", ["client", "htmx"])
def test_what_was_typed_by_the_other_calendar_is_shown_beside_what_holds_now(cast, way):
    place, segment = [cast.team.pk, cast.canvas.pk], cast.segments[0]
    Indicator.objects.record(cast.canvas, [Entry(segment, ABAN, values={"active": 4_321})], actor(cast.dariush))
    sent = typed(segment, NOVEMBER, active="250", lost="س")
    answer = getattr(cast.amina, way).post(reverse("indicator_record", args=place), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert answer.context["strays"] == [("نوفمبر 2026", ["250", "", "س", "", "", ""])]
    assert "<bdi>250</bdi>" in page and "4,321" in page and 'aria-invalid="true"' not in page
    assert Indicator.objects.get().active == 4_321


def test_months_that_were_decided_while_one_saved_are_refused_the_same(cast, monkeypatch):
    """Somebody else's first save comes between the look at the books and the lock."""
    place, segment = [cast.team.pk, cast.canvas.pk], cast.segments[0]
    whole = type(Indicator.objects).record

    def late(self, *asked, **how):
        monkeypatch.undo()
        record(cast, ABAN)
        return whole(self, *asked, **how)

    monkeypatch.setattr(type(Indicator.objects), "record", late)
    answer = cast.amina.client.post(reverse("indicator_record", args=place), typed(segment, NOVEMBER, active="250"))
    assert answer.status_code == 422 and "<bdi>250</bdi>" in answer.content.decode()


def test_the_page_says_beforehand_that_the_first_to_save_decide(cast):
    place, first = reverse("numbers", args=[cast.team.pk, cast.canvas.pk]), "نخستین کسی که ذخیره کند"
    assert first in cast.dariush.client.get(place).content.decode()
    assert first not in cast.layla.client.get(place).content.decode(), "who only reads decides nothing"
    record(cast, ABAN)
    assert first not in cast.dariush.client.get(place).content.decode()
