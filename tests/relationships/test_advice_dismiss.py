"""Setting advice aside with a reason, and taking it up again: on record, and only for as long as the facts hold."""

from decimal import Decimal

import pytest
from django.urls import reverse

from record.models import Change
from relationships.models import Dismissal
from tests.asking import get, post, post_twice
from tests.cast import actor
from tests.strategy import add_relationship, make_other_strategy


def ids(cast) -> tuple[int, int]:
    return cast.team.pk, cast.canvas.pk


@pytest.fixture
def gap(cast, strategy) -> dict[str, str]:
    """The readers expect a person, and there is none: what the sheet's form sends."""
    add_relationship(cast.canvas, cast.segments[0], "personal", cast.dariush, expected=3)
    return fields(cast)


def fields(cast) -> dict[str, str]:
    response = get(cast.dariush, "advice", *ids(cast))
    item = response.context["advice"].find("gap", f"segment-{cast.segments[0].pk}")
    return {"rule": item.finding.rule, "subject": item.finding.subject, "facts": item.finding.facts}


def standing(cast) -> tuple[bool, bool]:
    """Whether the gap is open, and whether it is set aside."""
    advice = get(cast.layla, "advice", *ids(cast)).context["advice"]
    return tuple(any(item.finding.rule == "gap" for item in items) for items in (advice.open, advice.aside))


def test_it_is_set_aside_with_its_reason(cast, gap):
    response = post(cast.dariush, "advice_dismiss", *ids(cast), **gap, reason="  مشتریان نمی‌خواهند ")
    assert response.url == reverse("advice", args=ids(cast))
    assert standing(cast) == (False, True)
    shown = get(cast.kian, "advice", *ids(cast)).content.decode()
    assert "مشتریان نمی‌خواهند" in shown and "داریوش Rad" in shown
    line = Change.objects.of(cast.team.pk).latest("seq")
    assert (line.verb, line.reason, line.actor_id) == ("advice.dismiss", "مشتریان نمی‌خواهند", cast.dariush.pk)


@pytest.mark.parametrize("about", ["segment", "relationship", "kind"])
def test_what_it_is_about_stands_in_a_key(cast, strategy, about):
    pk = {"segment": cast.segments[0].pk, "relationship": strategy.relationship.pk}.get(about)
    subject = f"{about}-{pk or 'personal'}"
    row = Dismissal.objects.dismiss(
        cast.canvas, actor(cast.dariush), rule="waste", subject=subject, facts="1", reason="چون"
    )
    row.refresh_from_db()
    named = {"segment": row.segment_id, "relationship": row.relationship_id}
    assert {what: named_id for what, named_id in named.items() if named_id} == ({about: pk} if pk else {})


def test_by_htmx_it_is_answered_with_what_open_pages_hear(cast, gap):
    response = cast.dariush.htmx.post(reverse("advice_dismiss", args=ids(cast)), {**gap, "reason": "چون"})
    assert response.status_code == 200 and response["Boom-Seq"]
    assert 'data-topic="strategy"' in response.content.decode()


def test_the_sheet_shows_what_is_set_aside(cast, gap):
    url = reverse("advice_dismissal", args=ids(cast))
    named = {"rule": gap["rule"], "subject": gap["subject"]}
    sheet = cast.dariush.htmx.get(url, named).content.decode()
    assert gap["facts"] in sheet and "<html" not in sheet and 'hx-target="#sheet"' in sheet
    page = cast.dariush.client.get(url, named).content.decode()
    assert "<html" in page and 'hx-target="#sheet"' not in page
    assert cast.dariush.client.get(url, {"rule": "gap", "subject": "segment-0"}).status_code == 404
    assert cast.dariush.client.get(url).status_code == 404


def test_a_double_click_acts_once(cast, gap):
    first, second = post_twice(cast.dariush, "advice_dismiss", *ids(cast), **gap, reason="چون")
    assert first.url == second.url
    assert Change.objects.of(cast.team.pk).filter(verb="advice.dismiss", reason="چون").count() == 1


@pytest.mark.parametrize("reason", ["", "   ", "\u200f"])
def test_a_reason_is_required(cast, gap, reason):
    response = post(cast.dariush, "advice_dismiss", *ids(cast), **gap, reason=reason)
    assert response.status_code == 422
    assert standing(cast) == (True, False)


def test_a_reason_that_is_too_long_is_refused_and_kept(cast, gap):
    response = post(cast.dariush, "advice_dismiss", *ids(cast), **gap, reason="چ" * 1001)
    assert response.status_code == 422
    assert "چ" * 1001 in response.content.decode()


def test_facts_that_changed_meanwhile_are_shown_and_nothing_typed_is_lost(cast, gap):
    row = add_relationship(cast.canvas, cast.segments[0], "social", cast.amina, expected=2)
    response = post(cast.dariush, "advice_dismiss", *ids(cast), **gap, reason="می‌دانیم")
    assert response.status_code == 422
    assert "می‌دانیم" in response.content.decode()
    assert response.context["form"]["facts"].value() == fields(cast)["facts"] != gap["facts"]
    row.remove(row.version, actor(cast.amina))
    assert post(cast.dariush, "advice_dismiss", *ids(cast), **gap, reason="می‌دانیم").status_code == 302


def test_advice_that_no_longer_holds_can_t_be_set_aside(cast, gap):
    add_relationship(cast.canvas, cast.segments[0], "personal", cast.amina, state="established")
    response = post(cast.dariush, "advice_dismiss", *ids(cast), **gap, reason="دیگر چه")
    assert response.status_code == 422
    assert "دیگر چه" in response.content.decode()


@pytest.mark.parametrize("changed", [{"rule": "nonsense"}, {"subject": "segment-0"}, {"facts": ""}, {"rule": "x" * 99}])
def test_what_is_no_finding_is_refused(cast, gap, changed):
    response = post(cast.dariush, "advice_dismiss", *ids(cast), **{**gap, **changed}, reason="چون")
    assert response.status_code == 422
    assert Dismissal.objects.present().filter(canvas=cast.canvas).count() == 1, "the cast's own"


def test_it_holds_until_the_facts_change_and_then_says_so(cast, gap):
    post(cast.dariush, "advice_dismiss", *ids(cast), **gap, reason="می‌دانیم")
    cast.segments[0].revise(cast.segments[0].version, actor(cast.amina), name="نامی دیگر", value=Decimal(42_100))
    assert standing(cast) == (False, True), "another name is not another fact"
    add_relationship(cast.canvas, cast.segments[0], "social", cast.amina, expected=2)
    assert standing(cast) == (True, False)
    item = get(cast.layla, "advice", *ids(cast)).context["advice"].find("gap", gap["subject"])
    assert item.dismissal.reason == "می‌دانیم"
    assert "می‌دانیم" in get(cast.layla, "advice", *ids(cast)).content.decode()
    post(cast.amina, "advice_dismiss", *ids(cast), **fields(cast), reason="باز هم")
    assert standing(cast) == (False, True)
    assert Dismissal.objects.filter(rule="gap", subject=gap["subject"]).count() == 1


def test_it_is_taken_up_again(cast, gap):
    post(cast.dariush, "advice_dismiss", *ids(cast), **gap, reason="چون")
    row = Dismissal.objects.get(rule="gap", subject=gap["subject"])
    for _ in range(2):
        assert post(cast.amina, "advice_reopen", *ids(cast), row.pk).url == reverse("advice", args=ids(cast))
    assert standing(cast) == (True, False)
    assert Change.objects.of(cast.team.pk).filter(verb="advice.reopen").count() == 1
    post(cast.dariush, "advice_dismiss", *ids(cast), **gap, reason="دوباره")
    assert standing(cast) == (False, True)


def test_only_editors_act(cast, gap):
    for person, status in ((cast.kian, 403), (cast.layla, 403), (cast.sara, 404)):
        assert post(person, "advice_dismiss", *ids(cast), **gap, reason="چون").status_code == status
        assert get(person, "advice_dismissal", *ids(cast)).status_code == status
    row = Dismissal.objects.get(canvas=cast.canvas)
    for person, status in ((cast.kian, 403), (cast.layla, 403), (cast.sara, 404)):
        assert post(person, "advice_reopen", *ids(cast), row.pk).status_code == status
    assert get(cast.dariush, "advice_dismiss", *ids(cast)).status_code == 405


def test_what_was_set_aside_elsewhere_is_not_found(cast, gap):
    other = make_other_strategy(cast)
    assert post(cast.dariush, "advice_reopen", *ids(cast), other.dismissal.pk).status_code == 404


def test_an_archived_canvas_refuses(cast, gap):
    cast.canvas.archive(actor(cast.amina))
    assert post(cast.dariush, "advice_dismiss", *ids(cast), **gap, reason="چون").status_code == 409
    assert Change.objects.of(cast.team.pk).filter(verb="advice.dismiss", reason="چون").count() == 0
