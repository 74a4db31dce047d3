"""The portfolio: every startup of a cohort on one page, for the staff of its program and nobody else."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.numbers import write_percent
from accounts.reading import Reading
from learning.library import library
from programs.models import Assignment, Conflict, Round
from programs.portfolio import Portfolio, round_of
from programs.roles import ProgramRole
from programs.sifting import Sifting
from relationships.advice import Advice, with_changes
from relationships.facts import Facts
from tests.asking import get, queries_of, read
from tests.cast import actor, add_note, make_person
from tests.programs.crowd import add_startup, review_it
from tests.programs.scene import add_staff
from tests.stage import kept
from tests.strategy import make_strategy

ARABIC = Reading.of(None, "ar")


@pytest.fixture
@kept
def crowd(scene):
    """The scene's program with five more startups, in a round that is over."""
    own = scene.own
    over = own.program.day_of(timezone.now()) - timedelta(days=3)
    own.round = Round.objects.add_to(own.program, actor(own.manager), name="دور پیش", deadline_on=over)
    for place in range(1, 6):
        add_startup(own.program, own.manager, scene.cast.amina, place, own.round, [own.reviewer])
    return scene


def portfolio_for(side, person=None, **asked) -> Portfolio:
    staff = side.program.staff.get(user=person or side.manager)
    return Portfolio.of(side.program, staff, library("en"), str(asked.get("round", side.round.pk)))


def names(portfolio: Portfolio, **query) -> list[str]:
    return [startup.name for startup in Sifting.of(query).sift(portfolio.startups)]


def test_page_shows_every_startup_and_leads_to_it(crowd):
    own = crowd.own
    page = get(own.reviewer, "portfolio", own.program.pk).content.decode()
    for enrolment in own.program.enrolments.current():
        assert reverse("startup", args=[own.program.pk, enrolment.pk]) in page
    assert crowd.other.enrolment.workspace.name not in page
    assert get(crowd.other.manager, "portfolio", own.program.pk).status_code == 404


def test_program_leads_to_it_and_it_says_when_nobody_is_there(scene):
    empty = get(scene.own.manager, "program", scene.own.program.pk).content.decode()
    assert reverse("portfolio", args=[scene.own.program.pk]) in empty
    scene.own.enrolment.leave(actor(scene.cast.amina))
    page = get(scene.own.manager, "portfolio", scene.own.program.pk).content.decode()
    assert 'class="blank"' in page and scene.cast.team.name not in page


def test_it_judges_as_the_teams_own_pages_do(scene):
    """By the same facts and the same advice, though it reads them of many canvases at once."""
    make_strategy(scene.cast)
    (startup,) = portfolio_for(scene.own).startups
    canvas = scene.cast.canvas
    facts = with_changes(Facts.of(canvas, scene.cast.team.today()), scene.cast.team.zone)
    own = Advice.of(facts, canvas.dismissals.present())
    assert startup.judged.facts.segments == facts.segments and startup.judged.facts.notes == facts.notes
    assert startup.judged.facts.turns == facts.turns and startup.judged.facts.indicators == facts.indicators
    assert [item.finding.key for item in startup.judged.advice.open] == [item.finding.key for item in own.open]
    assert [str(use.kind) for use in startup.judged.kinds if use.segments] == ["self_service"]


def test_completeness_is_of_what_stands_on_the_board(scene):
    (startup,) = portfolio_for(scene.own).startups
    counts = {each.block.short: each.count for each in startup.judged.blocks}
    assert counts == {"cs": 2, "vp": 3, "ch": 2, "cr": 1, "rv": 0, "kr": 0, "ka": 0, "kp": 0, "co": 1}
    assert startup.judged.filled == 5 and [each.level for each in startup.judged.blocks][:4] == [1, 2, 1, 1]
    make_strategy(scene.cast)
    (startup,) = portfolio_for(scene.own).startups
    assert {each.block.short: each.count for each in startup.judged.blocks}["cr"] == 2, "an established one is one more"


def test_a_startup_is_judged_by_what_it_submitted_last_among_what_it_shows(scene):
    own, cast = scene.own, scene.cast
    own.enrolment.choose([cast.canvas, scene.spare], actor(cast.amina))
    (startup,) = portfolio_for(own).startups
    assert startup.judged.canvas == cast.canvas
    own.enrolment.choose([scene.spare], actor(cast.amina))
    (startup,) = portfolio_for(own).startups
    assert startup.judged.canvas == scene.spare
    assert startup.last, "what it handed in is still there"


def test_without_a_canvas_it_is_listed_and_not_judged(scene):
    scene.own.enrolment.choose([], actor(scene.cast.amina))
    page = get(scene.own.manager, "portfolio", scene.own.program.pk)
    assert page.status_code == 200 and scene.cast.team.name in page.content.decode()
    found = portfolio_for(scene.own)
    assert found.findings == [] and found.startups[0].judged is None


def test_who_submitted_and_who_is_late(crowd):
    found = portfolio_for(crowd.own)
    late = {startup.name: startup.days_late for startup in found.startups if startup.is_late}
    assert len(found.startups) == 6 and len(late) == 4, "who joined after the deadline and handed nothing in is not"
    assert found.submitted == 4 and set(late.values()) == {3}
    due = portfolio_for(crowd.own, round=crowd.own.program.rounds.in_order().last().pk)
    assert due.late == 0 and due.submitted == 1 and due.startups[0].days_late <= 0


def test_the_round_is_the_nearest_where_none_is_asked_for(crowd):
    rounds = list(crowd.own.program.rounds.in_order())
    today = crowd.own.program.day_of(timezone.now())
    assert round_of(rounds, today) == crowd.own.round
    assert round_of(rounds, today + timedelta(days=4)) != crowd.own.round
    assert round_of(rounds, today, str(rounds[-1].pk)) == rounds[-1] and round_of([], today) is None


def test_filters_by_name_state_kind_finding_and_who_reviews(crowd):
    own, found = crowd.own, portfolio_for(crowd.own)
    everybody = {startup.name for startup in found.startups}
    assert names(found, q="كتاب‌يار") == ["کتاب‌یار 2"], "letters are alike, whatever the keyboard"
    assert names(found, q="%") == [] and set(names(found, q=" ")) == everybody
    assert len(names(found, state="submitted")) == 4 and len(names(found, state="missing")) == 2
    assert set(names(found, state="reviewed")) | set(names(found, state="waiting")) == set(
        names(found, state="submitted")
    )
    for shared in found.findings:
        assert len(names(found, finding=shared.finding.key)) == shared.count
    for each in found.kinds:
        assert len(names(found, kind=each.kind.value)) == each.count
    assert names(found, mine="1") == []
    last = own.program.enrolments.current().order_by("pk").last()
    Assignment.objects.assign(last, [own.program.staff.get(user=own.manager)], actor(own.manager))
    assert names(portfolio_for(own), mine="1") == [last.workspace.name]


@pytest.mark.parametrize(
    "query", ["finding=x", "kind=x", "state=x", "sort=x", "sort=--name", "round=x", "q=%00", "round=9" * 40]
)
def test_what_makes_no_sense_is_passed_over(crowd, query):
    page = crowd.own.manager.client.get(reverse("portfolio", args=[crowd.own.program.pk]) + "?" + query)
    assert page.status_code in (200, 400)


@pytest.mark.parametrize("key", ["name", "filled", "kinds", "focus", "shifts", "advice", "score", "spread", "late"])
def test_sorts_either_way_with_those_last_that_have_no_place(crowd, key):
    found = portfolio_for(crowd.own)
    rising, falling = names(found, sort=key), names(found, sort=f"-{key}")
    assert set(rising) == set(falling) and len(rising) == 6
    if key == "score":
        unscored = {startup.name for startup in found.startups if startup.scores.mean is None}
        assert unscored and set(rising[-len(unscored) :]) == set(falling[-len(unscored) :]) == unscored


def test_headings_sort_and_say_how(crowd):
    sifting = Sifting.of({"sort": "-advice", "q": "ا"})
    headings = sifting.headings()
    assert headings["advice"].order == "descending" and headings["name"].order == ""
    assert "sort=advice" in headings["advice"].query and "q=" in headings["score"].query
    assert "sort=-score" in headings["score"].query and "sort=filled" in headings["filled"].query
    url = reverse("portfolio", args=[crowd.own.program.pk])
    assert 'aria-sort="descending"' in crowd.own.manager.client.get(url + "?sort=-advice").content.decode()


def test_scores_stay_blind_until_ones_own_is_submitted(crowd):
    """As on the page of comparison (test_review_blind.py): a manager reads unless writing one."""
    own = crowd.own
    lena = make_person("lena2", "Lena", "en")
    lenas = add_staff(own.program, own.manager, lena, ProgramRole.REVIEWER)
    submission = next(s.last for s in portfolio_for(own).startups if s.scores.count)

    def scores(person):
        return next(s.scores for s in portfolio_for(own, person).startups if s.last == submission)

    assert scores(own.manager).scored and scores(own.reviewer).scored
    assert scores(lena).is_hidden and scores(lena).count == 1 and scores(lena).mean is None
    assert portfolio_for(own, lena).calibrations == []
    page = get(lena, "portfolio", own.program.pk).content.decode()
    assert own.reviewer.name not in page.split('id="overview"')[1].replace("رسته", "")
    review_it(submission, lena, 3)
    assert len(scores(lena).scored) == 2
    review_it(submission, own.manager, 1, submit=False)
    assert scores(own.manager).is_hidden, "whoever writes one is led by nobody"
    Conflict.objects.declare(submission.enrolment, lenas, "خویشاوند", actor(lena))
    assert scores(lena).is_barred and not scores(lena).given, "with a conflict of interest nobody reads them"
    assert len(scores(own.reviewer).scored) == 2, "whoever has none does"


def test_scores_in_arabic_are_read_from_the_right(crowd):
    own = crowd.own
    lena = make_person("lena3", "Lena", "en")
    add_staff(own.program, own.manager, lena, ProgramRole.REVIEWER)
    for startup in portfolio_for(own).startups:
        if startup.scores.count:
            review_it(startup.last, lena, 3)
    User.objects.filter(pk=own.manager.pk).update(language="ar")
    page = read(get(own.manager, "portfolio", own.program.pk))
    two = next(s.scores for s in portfolio_for(own).startups if s.scores.spread)
    lowest, highest = (write_percent(total, ARABIC) for total in (two.scored[0].total, two.highest))
    assert f"بين {lowest} و{highest}" in page, "said without «من», which after their mean would be “out of”"
    assert f"{two.scored[0].reviewer} {lowest}، {two.scored[1].reviewer}" in page
    assert "&lrm;±\u200e" in page, "a sign stands before its number, and numbers run from left to right"


def queries(side) -> list[int]:
    """Of the page and of a file, which is the first of its minute."""
    cache.clear()
    return [queries_of(side.manager, name, side.program.pk) for name in ("portfolio", "portfolio_csv")]


def test_it_takes_as_many_queries_for_forty_startups_as_for_two(scene):
    own = scene.own
    add_startup(own.program, own.manager, scene.cast.amina, 5, own.round, [own.reviewer])
    few = queries(own)
    for place in range(38):
        add_startup(own.program, own.manager, scene.cast.amina, place, own.round, [own.reviewer, own.manager])
    assert own.program.enrolments.current().count() == 40
    assert queries(own) == few
    assert few[0] <= 40


def test_a_change_of_a_canvas_shows_at_once(scene):
    add_note(scene.cast.canvas, scene.cast.dariush, "revenue_streams", "فروش")
    (startup,) = portfolio_for(scene.own).startups
    assert startup.judged.filled == 6
