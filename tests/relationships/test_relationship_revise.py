"""Filling in and revising a cell: every field, in any digits; a stale edit is never lost and never wins silently."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from record.models import Change
from tests.asking import get, post_twice
from tests.cast import actor
from tests.relationships.cells import FIELDS, ask, held, place
from tests.strategy import add_relationship


def test_a_cell_is_filled_in_and_comes_back_as_it_was(cast):
    answer = ask(
        cast, "revise", kind="automated", **FIELDS, fixed_cost="۱۳٬۰۰۰٬۰۰۰", customer_cost="150.5",
        since_on="۱۴۰۳/۱/۱۵", owner=cast.amina.pk, knows_customer="on",
    )  # fmt: skip
    assert answer.url == reverse("matrix", args=[cast.team.pk, cast.canvas.pk])
    row = held(cast, "automated")
    assert (row.fixed_cost, row.customer_cost, row.since_on) == (13_000_000, Decimal("150.50"), date(2024, 4, 3))
    assert (row.expected, row.state, row.goals, row.channels) == (2, "established", ["retention"], ["phone"])
    assert (row.owner, row.knows_customer, row.version) == (cast.amina, True, 1)
    assert ask(cast, "revise", kind="automated", **{**FIELDS, "version": 1, "state": "planned"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.fixed_cost, row.owner, row.knows_customer) == ("planned", None, None, False)


def test_an_owner_who_left_stays_until_there_is_another_and_is_no_choice_for_other_cells(cast):
    assert ask(cast, "revise", **FIELDS, owner=cast.layla.pk).status_code == 302
    cast.team.members.get(user=cast.layla).remove(actor(cast.amina))
    assert ask(cast, "revise", **{**FIELDS, "version": 1, "owner": cast.layla.pk}).status_code == 302
    assert held(cast).owner == cast.layla
    assert ask(cast, "revise", kind="social", **FIELDS, owner=cast.layla.pk).status_code == 422


def test_a_teammate_gets_the_cell_as_every_open_page_does(cast):
    answer = cast.amina.htmx.post(reverse("relationship_revise", args=place(cast)), FIELDS)
    content = answer.content.decode()
    assert f'hx-target="#cell-{cast.segments[0].pk}-self_service"' in content and "مرکز تماس" in content
    assert 'hx-target="#established"' in content and answer["Boom-Seq"]


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "x" * 501}, {"expected": "9"}, {"state": "lovely"}, {"fixed_cost": "-1"}, {"fixed_cost": "1.234"},
        {"customer_cost": "many"}, {"customer_cost": "9" * 30}, {"since_on": "31/31/31"}, {"goals": ["fame"]},
        {"channels": ["pigeon"]}, {"owner": "999999"}, {"version": "x"},
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_what_was_typed(cast, fields):
    answer = ask(cast, "revise", **{**FIELDS, "text": "پیش‌نویس", **fields})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == fields.keys()
    assert fields.get("text", "پیش‌نویس") in answer.content.decode()
    assert held(cast).pk is None


def test_retired_is_nothing_to_choose(cast, strategy):
    assert ask(cast, "revise", **{**FIELDS, "version": 1, "state": "retired"}).status_code == 422
    strategy.relationship.retire(1, actor(cast.dariush), "چون")
    assert ask(cast, "revise", **{**FIELDS, "version": 2, "state": "retired"}).status_code == 302
    assert ask(cast, "revise", **{**FIELDS, "version": 3, "state": "planned"}).status_code == 302
    assert held(cast).state == "planned"


def test_owner_is_a_member_of_the_team(cast):
    assert ask(cast, "revise", **FIELDS, owner=cast.sara.pk).status_code == 422
    assert ask(cast, "revise", **FIELDS, owner=cast.layla.pk).status_code == 302


def test_only_an_automated_service_knows_anybody(cast):
    ask(cast, "revise", **FIELDS, knows_customer="on")
    assert not held(cast).knows_customer


def test_a_stale_edit_shows_both_and_keeps_the_draft(cast, strategy):
    add_relationship(cast.canvas, cast.segments[0], "self_service", cast.amina, text="از امینه", fixed_cost=Decimal(7))
    answer = ask(cast, "revise", **{**FIELDS, "version": 1, "text": "از داریوش"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<td><bdi>از <ins>امینه</ins></bdi></td><td><bdi>از <del>داریوش</del></bdi></td>" in page
    assert "أمينة" in page
    assert 'name="version" value="2"' in page, "what is kept now is kept knowing of the other"
    assert 'name="channels" value="phone"' in page and 'name="goals" value="retention"' in page
    assert held(cast).text == "از امینه"
    assert ask(cast, "revise", **{**FIELDS, "version": 2, "text": "از داریوش"}).status_code == 302


def test_two_who_fill_in_an_empty_cell_see_both(cast):
    ask(cast, "revise", cast.amina, **{**FIELDS, "text": "از امینه"})
    answer = ask(cast, "revise", **{**FIELDS, "text": "از داریوش"})
    assert answer.status_code == 409 and "از <ins>امینه</ins>" in answer.content.decode()


def test_a_cell_that_was_emptied_meanwhile_is_asked(cast, strategy):
    strategy.relationship.remove(1, actor(cast.amina))
    answer = ask(cast, "revise", **{**FIELDS, "version": 1, "text": "پیش‌نویس"})
    assert answer.status_code == 409
    assert 'name="version" value="0"' in answer.content.decode() and "پیش‌نویس" in answer.content.decode()


def test_a_version_of_what_never_was_is_a_conflict_too(cast):
    assert ask(cast, "revise", **{**FIELDS, "version": 7}).status_code == 409


def test_a_double_click_fills_in_once(cast):
    post_twice(cast.dariush, "relationship_revise", *place(cast), **FIELDS)
    assert Change.objects.of(cast.team.pk).filter(verb__startswith="relationship.").count() == 1


def test_the_record_says_so(cast):
    ask(cast, "revise", **FIELDS)
    ask(cast, "revise", **{**FIELDS, "version": 1})
    lines = Change.objects.of(cast.team.pk).filter(table="relationships_relationship").order_by("seq")
    assert [line.verb for line in lines] == ["relationship.add", "relationship.revise"]


def test_outsider_does_not_find_it(cast):
    assert ask(cast, "revise", cast.sara, **FIELDS).status_code == 404
    for segment, kind in ((cast.other_segment.pk, "social"), (10**9, "social"), (cast.segments[0].pk, "friendship")):
        url = reverse("relationship_revise", args=[cast.team.pk, cast.canvas.pk, segment, kind])
        assert cast.dariush.client.post(url, FIELDS).status_code == 404


@pytest.mark.parametrize("name", ["kian", "layla"])
def test_lower_roles_may_not(cast, name):
    assert ask(cast, "revise", cast.people[name], **FIELDS).status_code == 403


def test_asking_is_not_revising(cast):
    assert get(cast.dariush, "relationship_revise", *place(cast)).status_code == 405


def test_an_archived_canvas_takes_nothing(cast):
    cast.canvas.archive(actor(cast.amina))
    assert ask(cast, "revise", **FIELDS).status_code == 409
    assert held(cast).pk is None
