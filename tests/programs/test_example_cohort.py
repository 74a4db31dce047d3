"""The cohort that one tries programs out with: of varied startups, the same for a seed, all of it on record."""

import json
from datetime import date

import pytest

from learning.library import library
from programs.example_cohort import make_cohort
from programs.example_startups import FOLDER, STAGES, startups, words
from programs.models import Program, Review, Submission
from programs.portfolio import Portfolio
from record.verify import Whole, verify
from tests.cast import make_person
from tests.spelling import LANGUAGES, faults_of

TODAY = date(2026, 11, 27)


def make(language: str = "fa", count: int = 12, **more) -> Program:
    staff = [make_person(f"staff{number}", f"کارشناس {number}", "fa") for number in range(3)]
    return make_cohort(language, staff, owner, count=count, **more)


def owner(place: int, name: str):
    return make_person(f"owner{place}", name, "fa")


def shape(value):
    if isinstance(value, dict):
        return {key: shape(below) for key, below in value.items()}
    return [shape(below) for below in value] if isinstance(value, list) else str


def texts(value):
    if isinstance(value, str):
        yield value
    else:
        for below in value.values() if isinstance(value, dict) else value:
            yield from texts(below)


def test_words_are_the_same_in_three_languages_and_well_written():
    files = {language: json.loads((FOLDER / f"cohort.{language}.json").read_text()) for language in LANGUAGES}
    assert shape(files["fa"]) == shape(files["ar"]) == shape(files["en"])
    faults = {text: found for name in LANGUAGES for text in texts(files[name]) if (found := faults_of(name, text))}
    assert faults == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_startups_are_drawn_from_a_seed_and_differ(language):
    one, again, other = (startups(language, 40, seed, TODAY) for seed in (1, 1, 2))
    told = [
        [(s.name, s.owner, [n.text for n in s.notes], [str(f) for f in s.focuses]) for s in x] for x in (one, again)
    ]
    assert told[0] == told[1]
    assert [s.name for s in one] != [s.name for s in other]
    assert len({s.name for s in one}) == len({s.owner for s in one}) == 40
    assert {s.stage for s in one} == set(STAGES)
    assert {row.state for s in one for row in s.relationships} == {"none", "planned", "established", "retired"}
    assert any(len(s.focuses) == 3 for s in one) and any(not s.focuses for s in one)
    assert any(len({n.block for n in s.notes}) < 6 for s in one)


def test_many_more_have_names_of_their_own():
    assert len({s.name for s in startups("en", 90, 1, TODAY)}) == 90


def test_a_program_is_in_the_middle_of_its_first_round(db):
    program = make()
    assert program.name == words("fa")["program"] and program.enrolments.current().count() == 12
    submitted = Submission.objects.filter(program=program)
    reviewed = Review.objects.submitted().filter(program=program)
    assert 6 < submitted.values("enrolment").distinct().count() <= 12
    assert 0 < reviewed.values("submission").distinct().count() <= submitted.count()


def test_its_manager_may_read_all_scores(db):
    """Though she is to review most of it: the portfolio is worth looking at."""
    program = make()
    found = Portfolio.of(program, program.managers().get(), library("fa"))
    assert found.mine and found.calibrations and not found.hides_scores


@pytest.mark.usefixtures("transactional_db")
def test_all_of_it_is_on_record():
    program = make(count=3)
    streams = [program.pk, *program.enrolments.values_list("workspace_id", flat=True)]
    assert all(isinstance(verify(stream), Whole) for stream in streams)


@pytest.mark.usefixtures("as_owner")
def test_where_it_is_dated_it_happened_over_weeks():
    program = make(count=4, dated=True)
    days = {row.submitted_at.date() for row in Submission.objects.filter(program=program)}
    assert len(days) > 1 and program.created_at.date() < min(days)
    assert all(isinstance(verify(e.workspace_id), Whole) for e in program.enrolments.all())
