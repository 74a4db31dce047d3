"""Recording months: all or none, honest conflicts, and nothing where nothing changed."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.months import month_after
from canvas.models.editing import Stale
from record.models import Change
from relationships.forms.figures import MOST_MONTHS, FiguresForm, expected, months_in
from relationships.models import Indicator
from relationships.models.indicator import Entry
from tests.cast import actor
from tests.live.pages import parse
from tests.relationships.months import ABAN, MEHR

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def record(cast, *entries: Entry):
    return Indicator.objects.record(cast.canvas, entries, actor(cast.dariush))


def test_months_are_recorded_in_one_act(cast):
    first, second = cast.segments
    rows = record(
        cast,
        Entry(first, OCTOBER, values={"active": 100, "new": 5}),
        Entry(second, OCTOBER, values={"active": 7}),
        Entry(second, NOVEMBER),
    )
    assert [(row.segment_id, row.active, row.new) for row in rows] == [(first.pk, 100, 5), (second.pk, 7, None)]
    lines = Change.objects.of(cast.team.pk).filter(verb="indicator.record")
    assert len(lines) == 2 and len({line.request for line in lines}) == 1


def test_a_month_somebody_else_recorded_is_stale_and_nothing_is_recorded(cast):
    first, second = cast.segments
    record(cast, Entry(first, OCTOBER, values={"active": 100}))
    with pytest.raises(Stale):
        record(cast, Entry(second, OCTOBER, values={"active": 7}), Entry(first, OCTOBER, values={"active": 90}))
    assert Indicator.objects.get().active == 100


def test_the_same_figures_are_no_conflict_and_no_change(cast):
    entry = Entry(cast.segments[0], OCTOBER, values={"active": 100})
    record(cast, entry)
    assert record(cast, entry) == []


def test_figures_that_are_not_named_stay_and_a_month_without_any_is_taken_out(cast):
    segment = cast.segments[0]
    record(cast, Entry(segment, OCTOBER, values={"active": 100, "lost": 3}))
    record(cast, Entry(segment, OCTOBER, 1, {"active": 101}))
    row = Indicator.objects.in_order().get()
    assert (row.active, row.lost, row.version) == (101, 3, 2)
    record(cast, Entry(segment, OCTOBER, 2, dict.fromkeys(Indicator.FIGURES)))
    assert not Indicator.objects.in_order().exists()
    record(cast, Entry(segment, OCTOBER, 0, {"new": 1}))
    row = Indicator.objects.in_order().get()
    assert (row.active, row.new) == (None, 1)


@pytest.fixture
def url(cast) -> str:
    return reverse("indicator_record", args=[cast.team.pk, cast.canvas.pk])


def test_a_month_to_come_that_came_with_a_file_stands_in_nobodys_way(cast, url):
    to_come = date(2090, 3, 20)
    record(cast, Entry(cast.segments[0], to_come, values={"active": 7}))
    sent = grid(cast, to_come, 1, "7|||||", active="7") | grid(cast, active="5")
    assert cast.dariush.client.post(url, sent).status_code == 302
    assert set(Indicator.objects.values_list("month_on", "active")) == {(to_come, 7), (ABAN, 5)}
    figures = cast.dariush.client.get(reverse("indicators_csv", args=[cast.team.pk, cast.canvas.pk])).content.decode()
    back = cast.dariush.client.post(
        reverse("indicator_import", args=[cast.team.pk, cast.canvas.pk]), {"text": figures.replace(",7,", ",8,")}
    )
    assert back.status_code == 200 and len(back.context["plan"].changed) == 1
    later = cast.dariush.client.post(url, grid(cast, date(2090, 4, 20), active="5"))
    assert later.status_code == 422


@pytest.mark.parametrize(("active", "hint"), [(103, (103, False)), (104, (103, True)), (None, (103, False))])
def test_a_month_says_where_its_customers_are_not_those_that_came_and_went(active, hint):
    before, row = Indicator(active=100), Indicator(active=active, new=5, lost=2)
    (shown,) = FiguresForm([ABAN], {ABAN: row, MEHR: before}, "jalali").rows
    assert (shown.expected, shown.differs) == hint
    assert expected(row, Indicator()) == expected(row, None) == (None, False)


def test_a_grid_is_of_three_years_at_most():
    cells = {f"{month_after(OCTOBER, 'gregorian', -n)}-active": "" for n in range(MOST_MONTHS + 1)}
    with pytest.raises(ValueError):
        months_in(cells, "gregorian", OCTOBER)
    cells.popitem()
    assert len(months_in(cells, "gregorian", OCTOBER)) == MOST_MONTHS


def grid(cast, month: date = ABAN, version: int = 0, was: str = "|||||", **figures: str) -> dict[str, str]:
    """What a page sends that shows this month alone."""
    cells = {f"{month}-{name}": figures.get(name, "") for name in Indicator.FIGURES}
    return {"segment": cast.segments[0].pk, f"{month}-version": version, f"{month}-was": was, **cells}


def test_what_was_typed_is_recorded_in_any_digits(cast, url):
    sent = grid(cast, active="۲۰٬۹۰۰", new="1,500", lost="٦٠٠", revenue="۱۲٫۵")
    response = cast.dariush.htmx.post(url, sent)
    assert response.status_code == 200 and "Boom-Seq" in response.headers
    row = Indicator.objects.get()
    assert (row.active, row.new, row.lost, row.revenue) == (20_900, 1_500, 600, Decimal("12.5"))
    assert (row.month_on, row.marketing_cost, row.version) == (ABAN, None, 1)


def test_what_was_saved_is_taken_back_with_a_click(cast, url):
    answer = cast.dariush.htmx.post(url, grid(cast, MEHR, active="5") | grid(cast, ABAN, active="6"))
    line = Change.objects.of(cast.team.pk).latest("seq")
    undo = reverse("change_undo", args=[cast.team.pk, line.seq])
    assert undo in answer.content.decode() and Indicator.objects.present().count() == 2
    assert cast.dariush.htmx.post(undo).status_code == 200
    assert not Indicator.objects.present().exists()
    undone = Change.objects.of(cast.team.pk).latest("seq")
    without_script = cast.dariush.client.post(reverse("change_undo", args=[cast.team.pk, undone.seq]))
    assert without_script.url == reverse("numbers", args=[cast.team.pk, cast.canvas.pk])
    assert Indicator.objects.present().count() == 2


def test_without_htmx_it_goes_back_to_the_numbers_of_the_same_segment(cast, url):
    segment = cast.segments[1].pk
    response = cast.dariush.client.post(url, {**grid(cast, active="5"), "segment": segment, "until": f"{ABAN}"})
    assert response.status_code == 302
    numbers = reverse("numbers", args=[cast.team.pk, cast.canvas.pk])
    assert response.url == f"{numbers}?segment={segment}&until={ABAN}#grid"
    page = cast.dariush.client.get(response.url).context["numbers"]
    assert (page.segment.pk, page.until) == (segment, ABAN)


@pytest.mark.parametrize(
    "person, status", [("amina", 302), ("dariush", 302), ("kian", 403), ("layla", 403), ("sara", 404)]
)
def test_who_may(cast, url, person, status):
    month = OCTOBER if person == "amina" else ABAN  # each by the months of their own calendar
    assert cast.people[person].client.post(url, grid(cast, month, active="5")).status_code == status
    assert cast.people[person].client.get(url).status_code == (405 if status == 302 else status)


def test_cells_that_cant_be_read_are_named_and_nothing_is_lost(cast, url):
    sent = grid(cast, active="بیست", new="5", lost="-3", revenue="1.234")
    for client in (cast.dariush.htmx, cast.dariush.client):
        response = client.post(url, sent)
        page = response.content.decode()
        assert response.status_code == 422
        assert 'value="بیست"' in page and 'value="-3"' in page and 'value="1.234"' in page
        assert page.count('aria-invalid="true"') == 3
    assert not Indicator.objects.exists()


def test_only_what_was_changed_is_saved(cast, url):
    segment = cast.segments[0]
    record(cast, Entry(segment, ABAN, values={"active": 100, "new": 5}))
    record(cast, Entry(segment, ABAN, 1, {"active": 101}))
    before = grid(cast, version=1, was="100|5||||", active="100", new="5")  # untouched, and old by now
    other = grid(cast, MEHR, active="90")
    response = cast.dariush.htmx.post(url, {**before, **other})
    assert response.status_code == 200
    assert [(row.month_on, row.active) for row in Indicator.objects.in_order()] == [(MEHR, 90), (ABAN, 101)]


def test_a_conflict_shows_both_and_keeps_the_draft(cast, url):
    segment = cast.segments[0]
    record(cast, Entry(segment, ABAN, values={"active": 100, "new": 5}))
    record(cast, Entry(segment, ABAN, 1, {"active": 777}))
    sent = {**grid(cast, version=1, was="100|5||||", active="۲۰۰", new="5"), **grid(cast, MEHR, active="90")}
    response = cast.dariush.htmx.post(url, sent)
    page = response.content.decode()
    assert response.status_code == 409
    assert "<td>۷۷۷</td><td>۲۰۰</td>" in page and "<td>۵</td><td>۵</td>" in page and 'value="۲۰۰"' in page
    assert page.count("<fieldset>") == 1
    assert not Indicator.objects.filter(month_on=MEHR).exists()

    assert cast.dariush.htmx.post(url, sent).status_code == 409  # nothing was chosen
    theirs = cast.dariush.htmx.post(url, {**sent, f"{ABAN}-keep": "theirs"})
    assert theirs.status_code == 200
    assert Indicator.objects.get(month_on=ABAN).active == 777
    assert Indicator.objects.get(month_on=MEHR).active == 90


def test_a_whole_page_begins_at_what_was_refused(cast, url):
    """Without a script the grid stands far below the cards, and nobody saw why nothing was saved."""
    record(cast, Entry(cast.segments[0], ABAN, values={"active": 100}))
    record(cast, Entry(cast.segments[0], ABAN, 1, {"active": 777}))
    clash = grid(cast, version=1, was="100|||||", active="200")
    unread = grid(cast, version=2, was="777|||||", active="many")
    for sent, status, begins in ((clash, 409, "clashes"), (unread, 422, "alert")):
        response = cast.dariush.client.post(url, sent)
        (start,) = [each for each in parse(response.content.decode()).every() if "autofocus" in each.attributes]
        assert response.status_code == status and begins in start.attributes.values()
    cast.segments[0].remove(1, actor(cast.amina))
    assert "autofocus" in cast.dariush.client.post(url, clash).content.decode()


def test_ones_own_figures_may_win_over_theirs(cast, url):
    segment = cast.segments[0]
    record(cast, Entry(segment, ABAN, values={"active": 100, "new": 5}))
    record(cast, Entry(segment, ABAN, 1, {"active": 777, "lost": 1}))
    sent = grid(cast, version=1, was="100|5||||", active="200", new="5")
    assert cast.dariush.htmx.post(url, {**sent, f"{ABAN}-keep": "2"}).status_code == 200
    row = Indicator.objects.get()
    assert (row.active, row.new, row.lost) == (200, 5, 1)


def test_clearing_every_cell_takes_the_month_out(cast, url):
    record(cast, Entry(cast.segments[0], ABAN, values={"active": 100}))
    assert cast.dariush.htmx.post(url, grid(cast, version=1, was="100|||||")).status_code == 200
    assert not Indicator.objects.in_order().exists()


@pytest.mark.parametrize("month", [OCTOBER, date(2026, 10, 24), date(2027, 3, 21)])
def test_a_month_that_cant_be_is_refused_in_words(cast, url, month):
    record(cast, Entry(cast.segments[0], ABAN, values={"active": 100}))
    response = cast.dariush.htmx.post(url, grid(cast, month, active="5"))
    assert response.status_code == 422 and 'role="alert"' in response.content.decode()
    assert Indicator.objects.count() == 1


@given(
    st.dictionaries(
        st.from_regex(r"(2026-(10-23|13-45|09-23))-(active|version|was|keep|lost)", fullmatch=True),
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30),
    )
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_sent_is_answered(cast, url, sent):
    response = cast.dariush.htmx.post(url, {"segment": cast.segments[0].pk, **sent})
    assert response.status_code in (200, 409, 422)


@pytest.mark.parametrize("segment", ["", "x", "0", "9" * 30, "۵"])
def test_a_segment_of_elsewhere_is_not_found(cast, url, segment):
    assert cast.dariush.client.post(url, {"segment": segment}).status_code == 404
    assert cast.dariush.client.post(url, {"segment": cast.other_segment.pk}).status_code == 404
