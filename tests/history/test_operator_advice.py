"""The advice that the operator's team would have had, on the days before and after its strategy shifted."""

from datetime import date

import pytest

from canvas.loading import load_history
from history.moments import lines_on
from history.past import facts_at
from relationships.advice.advice import advise
from relationships.facts import Facts
from tests import database
from tests.cast import make_writers


@pytest.fixture
def advice_on(as_owner):
    """What advice there was at the end of a day: the rules' codes, each with the names of the segments it is about."""
    canvas = load_history("operator", "en", make_writers("operator", "en"))
    database.become_runtime()

    def asked(day: date) -> dict[str, set[str]]:
        line = lines_on(canvas).filter(at__date__lte=day).newest_first().first()
        facts = facts_at(canvas, line.seq)
        facts.on = day
        names = {segment.pk: segment.name for segment in facts.segments}
        found: dict[str, set[str]] = {}
        for finding in advise(facts):
            found.setdefault(finding.rule, set()).update(names[pk] for pk in finding.about)
        return found

    asked.canvas = canvas
    yield asked


def test_each_era_has_the_advice_that_led_to_the_next(advice_on):
    def codes(*day: int) -> set[str]:
        return set(advice_on(date(*day)))

    # Acquisition leads, and nothing warns that it is not the time for it; what is missing is a community, and variety.
    young = codes(2019, 10, 1)
    assert {"community-saves", "one-size", "loose-end"} <= young and not {"time-to-retain", "time-to-grow"} & young
    assert "goal-dropped" in codes(2018, 4, 10) and "goal-dropped" not in codes(2019, 2, 20)

    # New customers get fewer and dearer, and the bucket leaks: the two months before the first shift.
    for day in ((2022, 3, 31), (2022, 4, 30), (2022, 5, 29)):
        late = advice_on(date(*day))
        assert {"time-to-retain", "leaky-bucket", "ltv-cac"} <= set(late)
        assert late["leaky-bucket"] >= {"Prepaid callers", "Students"} and "payback" in codes(2022, 5, 29)
    assert "time-to-retain" not in codes(2021, 9, 30)

    # Retention is declared, and for five months the money still serves acquisition.
    for day in ((2022, 6, 30), (2022, 9, 30), (2022, 11, 20)):
        assert "says-does" in codes(*day) and "time-to-retain" not in codes(*day)
    assert "says-does" not in codes(2022, 11, 30)

    # What was missing, and was seen to: an app, a warning before the bill, a community where people speak.
    assert "Prepaid callers" in advice_on(date(2020, 4, 1))["gap"]
    assert "Prepaid callers" not in advice_on(date(2020, 8, 1)).get("gap", ())
    assert "Contract households" in advice_on(date(2021, 11, 1))["gap"]
    assert "Contract households" not in advice_on(date(2022, 9, 1)).get("gap", ())
    assert "broadcast-community" in codes(2021, 6, 1) and "broadcast-community" not in codes(2023, 3, 1)

    # Customers stay and hardly more can be won: the months before the second shift, and not after it.
    for day in ((2025, 7, 31), (2025, 8, 31), (2025, 9, 21)):
        assert "time-to-grow" in codes(*day)
    assert "time-to-grow" not in codes(2025, 9, 30) and "time-to-grow" not in codes(2024, 9, 30)
    assert "says-does" in codes(2025, 12, 31) and "says-does" not in codes(2026, 4, 1)

    # Today a few things are open, by the record as by the rows.
    today = {finding.rule for finding in advise(Facts.of(advice_on.canvas, date(2026, 11, 20)))}
    assert {"gap", "automated-value", "barnacles"} <= today and len(today) <= 6
    assert set(advice_on(date(2026, 11, 20))) == today
