"""What startups of a cohort have in common: counted as it is, the most common first, with the lesson to teach."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils.translation import override

from accounts.models import User
from canvas.blocks import Block
from learning.library import Library
from learning.reading import Reader
from programs.calibration import calibrated
from programs.findings import BY_KEY, FINDINGS, found_in, shared
from programs.judged import judged_of
from programs.scores import Given, Scores
from tests.strategy import add_relationship, make_strategy

LESSONS = Path(__file__).parents[2] / "learning/content/lessons"


def found(cast) -> set[str]:
    return found_in(judged_of([cast.canvas])[cast.canvas.pk])


def test_a_canvas_that_only_has_notes(cast):
    keys = found(cast)
    assert {"no-acquisition", "no-retention", "no-growth", "no-focus", "no-figures", "lonely-segment"} <= keys
    assert {"empty-rv", "empty-kp"} <= keys and not {"empty-cs", "empty-vp", "gap", "says-does"} & keys


def test_an_established_relationship_is_a_mechanism_for_the_goals_it_serves(cast):
    make_strategy(cast)
    keys = found(cast)
    assert "no-retention" not in keys and {"no-acquisition", "no-growth"} <= keys
    assert not {"no-focus", "no-figures"} & keys
    assert {"says-does", "lonely-segment"} <= keys, "60 for acquisition, all the cost for retention; one segment bare"


def test_planned_is_no_mechanism(cast):
    add_relationship(cast.canvas, cast.segments[0], "social", cast.dariush, state="planned", goals=["growth"])
    assert "no-growth" in found(cast)


def test_they_are_counted_and_the_most_common_comes_first():
    nothing = Library(Reader(("en", "ar", "fa")), [], [], None)
    counted = shared([{"no-retention"}, {"no-retention", "no-focus"}, set()], nothing)
    assert [(each.finding.key, each.count, each.of) for each in counted] == [("no-retention", 2, 3), ("no-focus", 1, 3)]
    assert counted[0].sentence == "2 of 3 have no retention mechanism." and counted[0].share == 67
    assert counted[1].sentence == "1 of 3 has not decided on a focus." and counted[0].lesson is None
    assert shared([], nothing) == []


@pytest.mark.parametrize("language", User.Language.values)
def test_each_reads_in_every_language_with_its_own_digits(language):
    with override(language):
        for finding in FINDINGS:
            for count in (1, 2, 3, 11, 100):
                said = finding.sentence(count, 120)
                assert "{" not in said and ("120" in said) is (language != "fa")


def test_each_has_a_lesson_that_ships():
    known = [json.loads(path.read_text()) for path in LESSONS.glob("*.json")]
    names = {lesson["slug"] for lesson in known} | {lesson["about"] for lesson in known}
    assert {finding.lesson for finding in FINDINGS} <= names
    assert len(BY_KEY) == len(FINDINGS) and all(f"empty-{block.short}" in BY_KEY for block in Block)


def scores(*given: tuple[User, str], **weights: int) -> Scores:
    """Each with the levels of some criteria, by the wordings "a", "b" and so on; "-" for none."""
    marks = [
        {by: (weights.get(by, 1), int(n)) for by, n in zip("abc", levels, strict=False) if n != "-"}
        for _who, levels in given
    ]
    return Scores(len(given), [Given(who, those) for (who, _levels), those in zip(given, marks, strict=True)])


def test_reviewers_are_held_against_each_other_only_where_both_scored(cast):
    strict, mild, alone = cast.amina, cast.dariush, cast.kian
    rows = [scores((strict, low), (mild, high)) for low, high in (("01", "12"), ("11", "22"), ("12", "23"))]
    found = {each.reviewer: each for each in calibrated([*rows, *[scores((alone, "33"))] * 3])}
    assert found[strict].tone == "stricter" and found[mild].tone == "milder" and found[mild].points == 33
    assert round(found[strict].mean, 3) == Decimal("0.333") and round(found[strict].spread, 3) == Decimal("0.136")
    assert not found[alone].says and found[alone].difference is None and found[alone].tone == ""
    assert found[strict].places == [-33, -33, -33] and found[strict].place == -33


def test_too_few_in_common_say_nothing(cast):
    pair = [scores((cast.amina, "0"), (cast.dariush, "3"))] * 2
    assert [each.tone for each in calibrated(pair)] == ["", ""]
    close = [scores((cast.amina, "112"), (cast.dariush, "121"))] * 3
    assert [each.tone for each in calibrated(close)] == ["alike", "alike"] and calibrated([]) == []


def test_a_score_has_its_mean_and_its_spread(cast):
    some = scores((cast.amina, "31"), (cast.dariush, "01"), (cast.kian, "11"), a=2)
    assert (round(some.mean, 3), some.spread, some.place) == (Decimal("0.407"), Decimal(2) / 3, 41)
    assert [one.place for one in some.scored] == [11, 33, 78] and not some.is_hidden and some.are_alike
    assert scores((cast.amina, "3")).spread is None and Scores(2).is_hidden and Scores(2).mean is None


def test_only_what_two_gave_by_the_same_words_is_held_against_each_other(cast):
    """Here "a" was reworded into "c" between the first review and the others: by "b" they are alike."""
    mixed = scores((cast.amina, "01-"), (cast.dariush, "-13"), (cast.kian, "-12"))
    assert mixed.spread == Decimal(1) / 6 and not mixed.are_alike
    places = {each.reviewer: each.places for each in calibrated([mixed])}
    assert places == {cast.amina: [0], cast.dariush: [8], cast.kian: [-8]}
    apart = scores((cast.amina, "0--"), (cast.dariush, "--3"))
    assert apart.spread is None and [each.apart for each in calibrated([apart])] == [[], []]
