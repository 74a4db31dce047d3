"""A program has one clock: by it a deadline's day ends, wherever people read and in whatever language."""

from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from live.words import tell
from programs.mails import send_invitation
from programs.models import Program, ProgramInvitation, Round, Submission
from programs.standing import standing_of
from record.models import Change
from record.sentences import sentence
from record.verify import Whole, verify
from tests.asking import get, post
from tests.cast import actor, make_person
from tests.database import behind_its_back
from tests.programs.scene import make_program, make_scene
from tests.programs.test_program_create import WORDS

TENTH = date(2026, 12, 10)
BETWEEN = datetime(2026, 12, 10, 23, 30, tzinfo=UTC)  # still the tenth in UTC, the eleventh in Riyadh and Tehran


@pytest.fixture
def between(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: BETWEEN)


def found(person, **words) -> Program:
    assert post(person, "program_create", **{**WORDS, **words}).status_code == 302
    return Program.objects.latest("pk")


@pytest.mark.parametrize(("key", "language", "begins"), [("n", "fa", "Asia/Tehran"), ("a", "ar", "UTC")])
def test_a_new_one_begins_with_its_makers(db, key, language, begins):
    person = make_person(key, "نام", language)
    assert f'<option value="{begins}" selected>' in get(person, "program_new").content.decode()
    person.revise(time_zone="Africa/Cairo")
    assert '<option value="Africa/Cairo" selected>' in get(person, "program_new").content.decode()


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_its_maker_chooses_it_whatever_its_language(cast, language, between):
    program = found(cast.sara, language=language, time_zone="Asia/Riyadh")
    assert (program.time_zone, program.day_of(BETWEEN)) == ("Asia/Riyadh", date(2026, 12, 11))
    program.revise(1, actor(cast.sara), language="fa" if language == "ar" else "ar")
    assert program.day_of(BETWEEN) == date(2026, 12, 11)


def test_setting_it_to_what_it_is_changes_nothing(scene):
    side, lines = scene.own, Change.objects.of(scene.own.program.pk).count()
    answer = post(side.manager, "program_set_clock", side.program.pk, time_zone=side.program.time_zone)
    assert answer.url == reverse("program", args=[side.program.pk])
    assert Change.objects.of(side.program.pk).count() == lines


@pytest.mark.parametrize("wrong", ["", "Asia/Nowhere", "../../etc/passwd"])
def test_no_such_zone_is_told(cast, scene, wrong):
    assert post(cast.sara, "program_create", **{**WORDS, "time_zone": wrong}).status_code == 422
    side = scene.own
    answer = post(side.manager, "program_set_clock", side.program.pk, time_zone=wrong)
    assert answer.status_code == 422 and "errorlist" in answer.content.decode()
    side.program.refresh_from_db()
    assert side.program.time_zone == "Asia/Tehran"


def test_another_name_of_a_zone_is_that_zone(cast):
    assert found(cast.sara, time_zone="Asia/Calcutta").time_zone == "Asia/Kolkata"


def test_managers_set_it_on_record(scene):
    side = scene.own
    assert post(side.manager, "program_set_clock", side.program.pk, time_zone="Asia/Riyadh").status_code == 302
    change = Change.objects.of(side.program.pk).newest_first()[0]
    assert (change.verb, change.actor_id) == ("program.set_clock", side.manager.pk)
    assert (change.before["time_zone"], change.after["time_zone"]) == ("Asia/Tehran", "Asia/Riyadh")
    for language, place in (("fa", "عربستان سعودی"), ("ar", "المملكة العربية السعودية"), ("en", "Saudi Arabia")):
        with override(language):
            assert place in sentence(change, "Nadia")
    page = get(side.manager, "program_editor", side.program.pk).content.decode()
    assert '<option value="Asia/Riyadh" selected>' in page


def test_reviewers_do_not(scene):
    side = scene.own
    assert post(side.reviewer, "program_set_clock", side.program.pk, time_zone="UTC").status_code == 403
    for person in (side.reviewer, scene.other.manager):
        with pytest.raises(PermissionDenied):
            side.program.set_clock("UTC", actor(person))


def test_deadlines_end_by_it(scene, cast, between):
    """Handed in on the last day, half an hour before midnight in London."""
    side = scene.own
    round_ = Round.objects.add_to(side.program, actor(side.manager), name="دهم", deadline_on=TENTH)
    handed = Submission.objects.submit(side.enrolment, cast.canvas, round_, "", actor(cast.amina))
    for zone, is_late, today in (("Asia/Riyadh", True, 11), ("UTC", False, 10), ("Asia/Tehran", True, 11)):
        side.program.set_clock(zone, actor(side.manager))
        side.enrolment.program = handed.program = Program.objects.get(pk=side.program.pk)
        states = {each.round.name: each.state for each in standing_of(side.enrolment).rounds}
        assert (handed.is_late, states["دهم"]) == (is_late, "late" if is_late else "submitted"), zone
        assert get(side.manager, "portfolio", side.program.pk).context["portfolio"].today.day == today


@pytest.mark.parametrize(
    ("language", "place"), [("fa", "ریاض"), ("ar", "بتوقيت الرياض"), ("en", "by the clock of Riyadh")]
)
def test_pages_name_its_place_in_the_readers_language(scene, cast, language, place):
    scene.own.program.set_clock("Asia/Riyadh", actor(scene.own.manager))
    cast.amina.revise(language=language)
    assert place in get(cast.amina, "enrolment", cast.team.pk, scene.own.enrolment.pk).content.decode()


@pytest.mark.parametrize(("zone", "until", "place"), [("UTC", "23:30", "UTC"), ("Asia/Riyadh", "02:30", "الرياض")])
def test_mails_of_invitations_go_by_it_and_say_so(scene, between, zone, until, place):
    program = scene.own.program
    program.set_clock(zone, actor(scene.own.manager))
    invitation, _token = ProgramInvitation.objects.invite(program, None, 7, actor(scene.own.manager), "who@example.com")
    send_invitation(invitation, "https://boom.example/", "ar")
    assert until in mail.outbox[0].body
    for text in (mail.outbox[0].body, mail.outbox[0].alternatives[0][0]):
        assert f"بتوقيت \u2068{place}\u2069" in text


def test_teams_that_look_at_their_rounds_are_told(scene, cast, monkeypatch, django_capture_on_commit_callbacks):
    told = []
    monkeypatch.setattr("programs.live.tell", lambda *words: told.append(words) or tell(*words))
    with django_capture_on_commit_callbacks(execute=True):
        scene.own.program.set_clock("Asia/Riyadh", actor(scene.own.manager))
    assert told == [(cast.team.pk, "rounds")]


def test_one_from_before_there_were_clocks_keeps_its_own(committed_cast):
    """Its row is as the release that brought clocks left it, and so is its record: without the column."""
    scene = make_scene(committed_cast)
    fa, ar = scene.own.program, make_program(scene.other.manager, language="ar")
    with behind_its_back() as owner:
        for program in (fa, ar):
            owner.execute("UPDATE programs_program SET time_zone = '' WHERE id = %s", [program.pk])
    for program in (fa, ar):
        program.refresh_from_db()
    assert (fa.clock, ar.clock) == ("Asia/Tehran", "UTC")
    ar.revise(1, actor(scene.other.manager), language="fa")
    assert (ar.clock, Program.objects.get(pk=ar.pk).time_zone) == ("UTC", "UTC")


def test_record_verifies_its_clock(committed_cast):
    side = make_scene(committed_cast).own
    side.program.set_clock("Africa/Cairo", actor(side.manager))
    assert isinstance(verify(side.program.pk), Whole)
    with behind_its_back() as owner:
        owner.execute("UPDATE programs_program SET time_zone = 'UTC' WHERE id = %s", [side.program.pk])
    assert any("time_zone" in fault for fault in verify(side.program.pk))
