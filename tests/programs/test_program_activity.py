"""A program's activity: every verb told in three languages, filtered, paged; never what reviewers write."""

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest
from django.utils import timezone
from django.utils.translation import override

from accounts.reading import Reading
from history import verbs
from history.activity import page_of
from programs.activity import ProgramWish, entries_of
from programs.models import Assignment, Conflict, Criterion, ProgramInvitation, Remark, Review, Round
from programs.roles import ProgramRole
from programs.sentences import ON_PROGRAMS
from record.models import Change
from record.redact import redact
from record.sentences import sentence
from tests.asking import get, queries_of
from tests.cast import actor, make_person
from tests.programs.scene import add_staff, make_scene
from tests.stage import kept

SECRETS = ("رازِ یادداشت", "رازِ خلاصه", "رازِ تعارض", "secret@example.com")


@pytest.fixture
@kept
def scene(cast):
    return make_scene(cast, reviewed=True)


@pytest.fixture
@kept
def side(scene):
    """Every verb was done once, with words that are not for everybody."""
    side = scene.own
    by, program = side.manager, side.program
    program.revise(1, actor(by), name="نام نو")
    program.set_clock("Asia/Riyadh", actor(by))
    Round.objects.add_to(program, actor(by), name="دور ۲", deadline_on=date(2026, 12, 21)).revise(
        1, actor(by), name="دو"
    )
    row = Criterion.objects.add_to(program, actor(by), title="تیم", question="؟", levels=["۱", "۲", "۳", "۴"])
    row.revise(1, actor(by), title="گروه")
    row.remove(actor(by))
    asked, _token = ProgramInvitation.objects.invite(program, None, 7, actor(by), "secret@example.com")
    asked.revoke(actor(by))
    mina, omid = (add_staff(program, by, make_person(k, k, "fa"), ProgramRole.REVIEWER) for k in ("mina", "omid"))
    mina.appoint(ProgramRole.MANAGER, actor(by))
    mina.leave(actor(mina.user))
    omid.remove(actor(by))
    own = Review.objects.of(side.submission, side.reviewer)
    remark = Remark.objects.add_to(own, actor(side.reviewer), about="whole", text="رازِ یادداشت")
    remark.remove(actor(side.reviewer))
    own.revise(own.version, actor(side.reviewer), summary="رازِ خلاصه")
    own.revise(own.version, actor(side.reviewer), summary="رازِ خلاصه", submit=True, verdict="rejected", scores={})
    Assignment.objects.spread(program, 2, actor(by))
    Review.objects.release_all(program, lambda: [side.submission], actor(by))
    conflict = Conflict.objects.declare(side.enrolment, side.reviewing, "رازِ تعارض", actor(side.reviewer))
    conflict.withdraw(actor(side.reviewer))
    Assignment.objects.spread(program, 2, actor(by))
    return side


def activity(person, side, /, **query):
    return get(person, "program_activity", side.program.pk, data=query)


def said(page) -> list[str]:
    return [entry.act.main.verb for entry in entries_in(page)]


def entries_in(page) -> list:
    """What was done several times in a row stands there as often."""
    entries = [entry for _day, entries in page.context["days"] for entry in entries]
    return [entry for entry in entries for _time in range(entry.times)]


def told(side, language: str) -> list[str]:
    reading = Reading.of(None, language)
    with reading.active():
        page = page_of(ProgramWish(side.program.pk))
        return [entry.sentence for entry in entries_of(side.program, page.acts, reading)]


def test_the_record_has_no_verb_without_a_sentence(side):
    assert set(Change.objects.of(side.program.pk).values_list("verb", flat=True)) == set(ON_PROGRAMS)


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_every_verb_is_told(side, language):
    sentences = told(side, language)
    assert len(sentences) > 18 and not [
        one for one in sentences if "{" in one or ": review." in one or "program." in one
    ]
    unknown = [verb for verb in ON_PROGRAMS if any(f": <bdi>{verb}</bdi>" in one for one in sentences)]
    assert unknown == []


def test_what_reviewers_write_is_not_told(side):
    for person in (side.manager, side.reviewer):
        page = activity(person, side).content.decode()
        assert page.count('class="event"') > 15
        assert [secret for secret in SECRETS if secret in page] == []
        assert "ردشده" not in page.split('class="activity"', 1)[1]


def test_it_leads_to_places(side):
    page = activity(side.reviewer, side, verb="review.submit").content.decode()
    for place in (f"/startups/{side.enrolment.pk}/", f"/submissions/{side.submission.pk}/reviews/"):
        assert f'href="/p/{side.program.pk}{place}"' in page or place in page


def test_by_person(side):
    assert set(said(activity(side.manager, side, person=side.reviewer.pk))) <= {
        "review.submit", "review.revise", "remark.add", "remark.remove", "conflict.declare", "conflict.withdraw",
        "program_invitation.accept",
    }  # fmt: skip


def test_by_startup(side):
    verbs_ = said(activity(side.manager, side, startup=side.enrolment.pk))
    assert {"review.submit", "review.release", "assignment.assign", "conflict.declare", "remark.add"} <= set(verbs_)
    assert {"round.add", "staff.leave", "criterion.add"}.isdisjoint(verbs_)


def test_by_kind_and_day(side):
    assert set(said(activity(side.manager, side, verb="round."))) == {"round.add", "round.revise"}
    tomorrow = (timezone.localdate() + timedelta(days=2)).isoformat()
    assert said(activity(side.manager, side, since=tomorrow)) == []
    assert activity(side.manager, side, since="2026-12-02", until="2026-12-01").status_code == 422


@pytest.mark.parametrize("query", [{"person": 10**9}, {"startup": "x"}, {"before": "-1"}])
def test_ids_of_elsewhere_are_not_found(side, scene, query):
    assert activity(side.manager, side, **query).status_code == 404
    assert activity(side.manager, side, startup=scene.other.enrolment.pk).status_code == 404


def test_pages_neither_repeat_nor_skip(side, monkeypatch):
    whole = [entry.sentence for entry in entries_in(activity(side.manager, side))]
    monkeypatch.setattr("history.activity.ACTS", 7)
    found, query = [], {}
    while query is not None:
        page = activity(side.manager, side, **query)
        found += [entry.sentence for entry in entries_in(page)]
        older = page.context["older"]
        query = {"before": older.split("=")[1]} if older else None
    assert found[: len(whole)] == whole


def test_one_that_left_is_not_named(side, cast):
    side.enrolment.leave(actor(cast.amina))
    page = activity(side.manager, side).content.decode()
    assert str(cast.team) not in page and "استارتاپی که رفته است" in page


def rename(cast, name: str) -> None:
    cast.team.refresh_from_db()
    cast.team.rename(name, cast.team.version, actor(cast.amina))


def asked_by(page) -> str:
    """What the open page asks again and again."""
    return unescape(re.search(r'hx-get="([^"]*/activity/new/[^"]*)"', page.content.decode())[1])


def test_new_changes_are_told_while_the_page_is_open(side):
    newest, older = activity(side.manager, side), activity(side.manager, side, before=9)
    assert [side.manager.htmx.get(asked_by(page)).status_code for page in (newest, older)] == [204] * 2
    side.program.set_clock("Asia/Tehran", actor(side.manager))
    told = [side.manager.htmx.get(asked_by(page)).content.decode() for page in (newest, older)]
    assert ["۱ تغییر جدید" in answer for answer in told] == [True] * 2


def test_an_open_page_is_loaded_again_where_words_were_blacked_out(committed_cast, as_owner):
    side, words = make_scene(committed_cast).own, "شماره‌ی مریم"
    side.round.revise(1, actor(side.manager), name=f"دور {words}", deadline_on=side.round.deadline_on)
    pages = [activity(side.reviewer, side, **query) for query in ({}, {"verb": "round."}, {"verb": "staff."})]
    assert [words in page.content.decode() for page in pages] == [True, True, False]
    redact(actor(committed_cast.omar, reason="؟"), side.program.pk, words)
    assert [side.reviewer.htmx.get(asked_by(page)).headers.get("HX-Refresh") for page in pages] == ["true"] * 3
    again = activity(side.reviewer, side)
    assert words not in again.content.decode()
    assert side.reviewer.htmx.get(asked_by(again)).status_code == 204


def test_an_open_page_is_loaded_again_where_its_startups_are_called_otherwise(committed_cast, as_owner):
    """On the team's own record words are blacked out of its name; it is renamed; it leaves."""
    cast, side = committed_cast, make_scene(committed_cast).own
    rename(cast, "گروه شماره‌ی مریم و نیما")

    def named_no_more(told, change) -> None:
        page = activity(side.reviewer, side)
        assert told in page.content.decode() and side.reviewer.htmx.get(asked_by(page)).status_code == 204
        change()
        assert side.reviewer.htmx.get(asked_by(page)).headers.get("HX-Refresh") == "true"
        assert told not in activity(side.reviewer, side).content.decode()

    reason = actor(cast.omar, reason="؟")
    named_no_more("شماره‌ی مریم", lambda: redact(reason, cast.team.pk, "شماره‌ی مریم"))
    named_no_more("و نیما", lambda: rename(cast, "گروهی دیگر"))
    named_no_more("گروهی دیگر", lambda: side.enrolment.leave(actor(cast.amina)))


def test_page_takes_a_fixed_number_of_queries(side):
    before = queries_of(side.reviewer, "program_activity", side.program.pk)
    for number in range(5):
        Round.objects.add_to(side.program, actor(side.manager), name=f"{number}", deadline_on=date(2027, 1, 1))
    assert queries_of(side.reviewer, "program_activity", side.program.pk) == before <= 15


def test_team_chooses_among_the_verbs_of_its_own_record(scene, cast):
    offered = {verb for _noun, rows in verbs.choices() for verb, _label in rows}
    assert {"enrolment.create", "submission.create", "remark.answer"} <= offered
    assert offered.isdisjoint(ON_PROGRAMS)


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_team_is_told_of_all_it_did_in_the_program(scene, cast, language):
    scene.own.enrolment.choose([scene.spare], actor(cast.amina))
    scene.own.enrolment.leave(actor(cast.amina))
    lines = Change.objects.of(cast.team.pk).filter(table__startswith="programs_")
    assert {line.verb for line in lines} == {
        "enrolment.create", "enrolment.revise", "enrolment.leave", "submission.create", "remark.answer",
    }  # fmt: skip
    with override(language):
        assert not [line.verb for line in lines if line.verb in sentence(line, "Amina")]


def test_a_wish_without_a_startup_is_an_ordinary_one(side):
    wish = ProgramWish(side.program.pk)
    assert page_of(replace(wish, enrolment=None)).acts[0].last == page_of(wish).acts[0].last
