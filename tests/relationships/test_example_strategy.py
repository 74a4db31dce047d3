"""The strategy of an example on a canvas: as it stands at the end, or act by act with its past."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.months import month_of
from canvas.example import example
from canvas.loading import load_example, load_history, retell
from canvas.models import Canvas
from record.models import Change
from relationships.facts import Facts
from relationships.loading import courses, standing
from relationships.models import Focus, Indicator, Relationship, Tie
from tests.cast import Cast, actor, make_person, make_writers

STRATEGY = ("relationships_relationship", "relationships_tie", "relationships_focus", "relationships_indicator")
CLOCKS = {"bookshop": "Pacific/Kiritimati", "operator": "Etc/GMT+12"}  # by one of them it is another day than by UTC


def matrix_of(canvas: Canvas) -> set[tuple]:
    """What the matrix shows, without ids, owners and days."""
    rows = canvas.relationships.standing().select_related("segment")
    shown = [name for name in Relationship.FIELDS if name not in ("owner", "since_on")]
    return {(row.segment.name, row.kind, *(str(getattr(row, name)) for name in shown)) for row in rows}


def ties_of(canvas: Canvas) -> set[tuple]:
    rows = canvas.ties.standing().select_related("note", "relationship__segment")
    return {(tie.relationship.segment.name, tie.relationship.kind, tie.note.text) for tie in rows}


@pytest.mark.parametrize("key, clock", CLOCKS.items())
def test_canvas_from_an_example_has_relationships_ties_and_the_last_focus(cast, key, clock):
    by, cast.team.time_zone = actor(cast.dariush), clock
    canvas = load_example(key, cast.team, "fa", by)
    told = example(key, "fa")
    today = cast.team.today()
    assert canvas.relationships.present().count() >= 9 and canvas.ties.present().count() >= 20
    assert {row.from_on for row in canvas.focuses.all()} == {today}
    assert canvas.focuses.count() == len(courses(told))
    focus = canvas.focuses.get(segment=None)
    assert (focus.reason, focus.decided_by) == (courses(told)[None].reason, cast.dariush)
    assert not canvas.indicators.exists(), "figures of other people's customers stay behind"
    assert not canvas.relationships.exclude(owner=None, since_on=None).exists(), "nobody here said who and since when"
    lines = [change for change in by.changes if change.verb == "focus.decide"]
    assert [line.reason for line in lines] == [act.reason for act in courses(told).values()]
    assert {change.reason for change in by.changes if change.verb != "focus.decide"} == {""}


def test_what_hangs_on_a_removed_segment_stays_behind(cast):
    canvas = load_example("operator", cast.team, "en", actor(cast.dariush))
    rows, _ties = standing(example("operator", "en"))
    assert any(fields["segment"] == "visitors" for fields in rows.values())
    assert not canvas.relationships.filter(text__contains="counter").exists()


def test_facts_of_a_canvas_from_an_example_can_be_reckoned(cast):
    canvas = load_example("bookshop", cast.team, "ar", actor(cast.dariush))
    facts = Facts.of(canvas, timezone.now().date())
    libraries = next(segment for segment in facts.segments if segment.customers == 210)
    assert facts.numbers[libraries.pk].cost_to_serve > facts.numbers[libraries.pk].margin
    assert facts.turn.leads == "retention"


def check_lines(canvas: Canvas, people: dict) -> None:
    """Each act is on record on its day, by its person, with its reason; a month of all segments is one act."""
    acts = [act for act in example("operator", "fa").acts if act.kind in ("relationship", "focus", "indicator")]
    lines = Change.objects.of(canvas.workspace_id).filter(table__in=STRATEGY)
    assert all(line.imported for line in lines)
    assert {(line.at.replace(microsecond=0), line.verb, line.actor_id, line.reason) for line in lines} == {
        (act.at, act.verb, people[act.by].pk, act.reason) for act in acts
    }
    recorded = [act for act in acts if act.verb == "indicator.record"]
    assert lines.filter(verb="indicator.record").values("request").distinct().count() == len(recorded)
    assert Indicator.objects.count() == sum(len(act.fields["figures"]) for act in recorded)


def check_decisions(canvas: Canvas) -> None:
    told = [act for act in example("operator", "fa").acts if act.verb == "focus.decide"]
    decided = Focus.objects.filter(canvas=canvas).order_by("decided_at")
    assert [focus.reason for focus in decided] == [act.reason for act in told]
    slip = decided.exclude(withdrawn_at=None).get()
    assert slip.withdrawn_reason and slip.withdrawn_at - slip.decided_at < timedelta(hours=1)


def test_history_has_every_decision_relationship_and_month(as_owner):
    people = make_writers("operator", "fa")
    operator = load_history("operator", "fa", people)
    check_lines(operator, people)
    check_decisions(operator)
    check_months(operator.indicators.all(), "jalali", date(2018, 3, 21))
    assert Relationship.objects.filter(owner__in=people.values()).count() > 10
    amina = make_person("amina", "أمينة", "ar")
    workspace = type(operator.workspace).objects.create_for(amina, "ثانية", actor(amina))
    again = load_example("operator", workspace, "fa", actor(amina))
    assert matrix_of(operator) == matrix_of(again) and ties_of(operator) == ties_of(again)


def check_months(rows, calendar: str, first: date) -> None:
    """Each begins a month of the calendar, and none is to come."""
    days = sorted({row.month_on for row in rows})
    assert days[0] == first and days[-1] < timezone.now().date()
    assert all(month_of(day, calendar) == day for day in days)


@pytest.mark.parametrize(("language", "calendar"), [("ar", "gregorian"), ("fa", "jalali")])
def test_bookshop_is_retold_with_the_last_twelve_months(cast: Cast, language, calendar):
    canvas = Canvas.objects.create_in(cast.team, "کتاب‌فروشی", actor(cast.amina))
    retell(
        example("bookshop", language),
        canvas,
        {"": cast.amina, "nasrin": cast.dariush, "hamid": cast.amina, "rana": cast.kian},
    )
    days = sorted({row.month_on for row in canvas.indicators.all()})
    assert len(days) == 12 and canvas.indicators.count() == 48
    check_months(canvas.indicators.all(), calendar, days[0])
    assert (timezone.now().date() - days[-1]).days < 63
    assert canvas.focuses.get().decided_by == cast.dariush
    assert Tie.objects.filter(canvas=canvas).count() > 20
