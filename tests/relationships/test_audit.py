"""The strategy audit: as a page to print, as CSV, as JSON; all three tell the same."""

import csv
import io
import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from record.models import Head
from relationships.audit_files import COLUMNS, SCHEMA, leaves, safe
from relationships.kinds import Goal
from tests.asking import queries_of
from tests.cast import actor, add_segment
from tests.stage import kept
from tests.strategy import add_relationship, decide

QUERIES = 15
NASTY = '=HYPERLINK("http://example.com")'


def report(person, cast, name="audit", query=""):
    return person.client.get(reverse(name, args=[cast.team.pk, cast.canvas.pk]) + query)


def tree(person, cast, query=""):
    return json.loads(report(person, cast, "audit_json", query).content)


def table(person, cast, query=""):
    text = report(person, cast, "audit_csv", query).content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.fixture
@kept
def told(cast, strategy):
    """A shift, a decision that was withdrawn, one for a segment; reasons that a spreadsheet could take for formulas."""
    decide(cast.canvas, cast.amina, (30, 60, 10), date(2026, 9, 23), reason=NASTY, evidence="ریزش ۳٪")
    decide(cast.canvas, cast.amina, (1, 98, 1), date(2026, 9, 25), reason="-1+2").withdraw("نه", actor(cast.dariush))
    decide(cast.canvas, cast.amina, (10, 80, 10), date(2026, 3, 21), reason="این‌ها", segment=cast.segments[0])
    return cast


@pytest.mark.parametrize("name", ["audit", "audit_csv", "audit_json"])
def test_every_member_may_and_nobody_else(told, name):
    for person in ("amina", "dariush", "kian", "layla"):
        assert report(told.people[person], told, name).status_code == 200
    assert report(told.sara, told, name).status_code == 404
    assert told.amina.client.post(reverse(name, args=[told.team.pk, told.canvas.pk])).status_code == 405


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_its_files_are_kept_by_nobody_on_the_way(told, ending):
    response = report(told.amina, told, f"audit_{ending}", "?to=2026-09-30")
    name = f"strategy-audit-{told.canvas.pk}-2026-09-30.{ending}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Cache-Control"] == "private, no-store"


def test_json_tells_everything(told):
    data = tree(told.layla, told)
    first, second = data["decisions"]
    assert data["schema"] == SCHEMA and data["segment"] is None and data["canvas"]["name"] == told.canvas.name
    assert first["weights"] == {"acquisition": 60, "retention": 30, "growth": 10} and first["until"] == "2026-09-23"
    assert (second["shift"], second["leads"], second["led"], second["reason"]) == (1, "retention", "acquisition", NASTY)
    assert second["around"]["churn"]["before"] == {"lack": "few_months"}
    (withdrawn,) = data["withdrawn"]
    assert (withdrawn["reason"], withdrawn["withdrawn_reason"]) == ("-1+2", "نه")
    assert [era["number"] for era in data["eras"]] == [1, 2]
    assert data["eras"][1]["goals"]["retention"]["declared"] == "0.6"
    (row,) = data["relationships"]
    assert (row["kind"], row["fixed_cost"], row["goals"]) == ("self_service", "13000000.00", ["retention"])
    assert data["numbers"][0]["segment"] == told.segments[0].name
    head = Head.objects.get(pk=told.team.pk)
    assert data["record"] == {"seq": head.seq, "digest": bytes(head.digest).hex()}


def test_csv_has_each_fact_of_the_json_in_a_row(told):
    data, rows = tree(told.layla, told), table(told.layla, told)
    facts = {(row["section"], row["item"], row["fact"]): row["value"] for row in rows}
    assert list(rows[0]) == list(COLUMNS) and len(facts) == len(rows)
    for section, value in data.items():
        items = enumerate(value, 1) if isinstance(value, list) else [("", value)]
        for number, item in items if isinstance(value, list | dict) else ():
            for path, leaf in leaves(item):
                told_there = facts[section, str(number), path]
                assert path == "at" or told_there == safe(leaf)
    assert facts["report", "", "schema"] == SCHEMA


def test_no_text_becomes_a_formula(told):
    values = {row["fact"]: row["value"] for row in table(told.layla, told) if row["section"] != "report"}
    assert all(value[:1] not in "=+@\t\r" or not value for value in values.values())
    reasons = [row["value"] for row in table(told.layla, told) if row["fact"] == "reason"]
    assert f"'{NASTY}" in reasons and "'-1+2" in reasons
    assert (safe("-0.5"), safe(-3), safe("-x"), safe(None)) == ("-0.5", "-3", "'-x", "")


def test_the_page_tells_the_same(told):
    page = report(told.dariush, told)
    text = page.content.decode()
    assert "ریزش ۳٪" in text and "نه" in text and "اپ «من»" in text
    assert bytes(Head.objects.get(pk=told.team.pk).digest).hex() in text
    assert page.context["shift_count"] == 1 and len(page.context["charts"]) == 3


@pytest.mark.parametrize("query", ["", "?from=2026-10-01", "?to=2026-10-01"])
def test_its_files_hold_the_decisions_that_it_shows(told, query):
    """Those still to come too, where no end was asked for."""
    to_come = decide(told.canvas, told.amina, (10, 30, 60), date(2090, 3, 20))
    page = report(told.layla, told, query=query)
    shown = [entry.focus.pk for entry in reversed(page.context["entries"])]
    assert [row["id"] for row in tree(told.layla, told, page.context["query"])["decisions"]] == shown
    assert (to_come.pk in shown) is ("to" not in query)


def test_what_an_adviser_would_say_is_in_all_three(told):
    add_relationship(told.canvas, told.segments[1], "communities", told.dariush, expected=3)
    found = {row["rule"]: row for row in tree(told.layla, told)["advice"]}
    assert found["lonely-segment"]["about"] == f"segment-{told.segments[1].pk}"
    page = report(told.layla, told)
    assert len(page.context["advice"]) == len(found) and "audit-advice" in page.content.decode()
    assert {row["value"] for row in table(told.layla, told) if row["fact"] == "rule"} == set(found)
    of_other = tree(told.layla, told, f"?segment={told.segments[0].pk}")["advice"]
    assert "lonely-segment" not in {row["rule"] for row in of_other}


def test_of_a_segment(told):
    data = tree(told.layla, told, f"?segment={told.segments[0].pk}")
    assert [row["reason"] for row in data["decisions"]] == ["این‌ها"]
    assert [row["segment"] for row in data["numbers"]] == [told.segments[0].name]
    empty = tree(told.layla, told, f"?segment={told.segments[1].pk}")
    assert empty["decisions"] == empty["eras"] == empty["relationships"] == []


def test_of_a_period(told):
    data = tree(told.layla, told, "?from=2026-04-01&to=2026-08-01")
    assert [row["from"] for row in data["decisions"]] == ["2026-03-21"], "it held in the period"
    assert data["withdrawn"] == [] and data["relationships"] == [], "nothing was on record by then"
    assert data["period"] == {"from": "2026-04-01", "to": "2026-08-01"}
    assert tree(told.dariush, told, "?from=1405/01/12&to=1405/05/10")["period"] == data["period"]
    assert tree(told.layla, told, "?from=2026-10-01")["decisions"][0]["from"] == "2026-09-23"
    day = tree(told.layla, told, "?from=2026-09-23&to=2026-09-23")
    assert [row["from"] for row in day["decisions"]] == ["2026-09-23"], "a single day is a period"


def test_the_relationships_at_the_end_of_the_period(told):
    yesterday = timezone.now().date() - timedelta(days=1)
    assert tree(told.layla, told, f"?to={yesterday}")["relationships"] == []
    row = add_relationship(told.canvas, told.segments[1], "personal", told.dariush, goals=["growth"])
    assert [one["kind"] for one in tree(told.layla, told)["relationships"]] == ["self_service", row.kind]


@pytest.mark.parametrize(
    "query", ["?from=فردا", "?from=2026-05-01&to=2026-01-01", "?from=2399-01-01", "?segment=99999999"]
)
@pytest.mark.parametrize("name", ["audit", "audit_csv", "audit_json"])
def test_what_makes_no_sense_is_said(told, name, query):
    answer = report(told.layla, told, name, query)
    assert answer.status_code == 422 and "errorlist" in answer.content.decode()


def test_its_advice_is_what_the_page_of_advice_says(told, strategy):
    """Of ties too: what the record tells of the period's end is what stands today."""

    strategy.relationship.tie(told.notes[2], actor(told.dariush))
    page = report(told.layla, told, "advice").context["advice"].items
    audit = report(told.layla, told).context["advice"]
    assert {(i.finding.rule, i.finding.subject, i.finding.facts) for i in page} == {
        (finding.rule, finding.subject, finding.facts) for finding in audit
    }


def test_a_canvas_without_a_strategy_has_a_short_report(cast):
    data = tree(cast.layla, cast)
    assert data["decisions"] == data["eras"] == data["relationships"] == []
    assert report(cast.layla, cast).status_code == 200


def test_queries_do_not_grow(told):
    assert queries_of(told.layla, "audit", told.team.pk, told.canvas.pk) == QUERIES
    for i in range(6):
        segment = add_segment(told.canvas, told.dariush, name=f"s{i}")
        add_relationship(
            told.canvas,
            segment,
            "personal",
            told.dariush,
            goals=Goal.values,
            state="established",
            fixed_cost=Decimal(1),
        )
        decide(told.canvas, told.people["dariush" if i % 2 else "amina"], (5, 5, 90), date(2026, 1, 1 + 2 * i))
        decide(told.canvas, told.dariush, (90, 5, 5), date(2026, 1, 2 + 2 * i))
    assert queries_of(told.layla, "audit", told.team.pk, told.canvas.pk) == QUERIES
