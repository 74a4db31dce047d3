"""A whole workspace in one file: asked for by owners, packed in the background, given out until it expires."""

import csv
import io
import json
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.text import isolate
from canvas.models import Canvas
from exports import bundling
from exports.bundling import pack
from exports.jobs import forget_expired_bundles, mail_bundle, pack_bundle
from exports.mails import LARGE, send_outcome
from exports.models import MOST_A_DAY, Bundle, Piece, Work
from record.models import Change
from tests.asking import get, post, post_twice, queries_of
from tests.cast import actor
from tests.exports.packed import make_bundle
from tests.strategy import make_strategy
from workspaces.roles import Role


def told(cast) -> str:
    """What a screen reader is told of the bundle that was asked for last."""
    page = get(cast.amina, "bundles", cast.team.pk).content.decode()
    return page.partition('id="bundles"')[2].partition('role="status">')[2].partition("<")[0]


def file_of(person, cast, bundle):
    return get(person, "bundle_file", cast.team.pk, bundle.pk)


def packed(answer) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_an_owner_asks_and_the_work_is_left_to_be_done(cast):
    answer = post(cast.amina, "bundle_create", cast.team.pk)
    bundle = Bundle.objects.get()
    assert answer.url == reverse("bundles", args=[cast.team.pk]) and bundle.state == "busy"
    job = ProcrastinateJob.objects.get(task_name="exports.jobs.pack_bundle")
    assert job.args == {"bundle": bundle.pk}
    assert Change.objects.of(cast.team.pk).newest_first()[0].verb == "bundle.create"
    assert "hx-trigger" in get(cast.amina, "bundles", cast.team.pk).content.decode()
    assert file_of(cast.amina, cast, bundle).status_code == 404


def test_all_of_the_workspace_is_in_it(cast):
    make_strategy(cast)
    archived = Canvas.objects.create_in(cast.team, "بایگانی/شده", actor(cast.amina))
    archived.archive(actor(cast.amina))
    bundle = make_bundle(cast)
    pack_bundle(bundle=bundle.pk)
    answer = file_of(cast.amina, cast, bundle)
    assert answer["Content-Type"] == "application/zip" and answer["Cache-Control"] == "private, no-store"
    with packed(answer) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == 2 * 5 + 1 and not [name for name in names if ".." in name or name.startswith("/")]
        canvas = next(name for name in names if name.endswith("canvas.json"))
        assert json.loads(archive.read(canvas))["canvas"]["name"] == cast.canvas.name
        assert all(archive.read(name).startswith(b"%PDF") for name in names if name.endswith(".pdf"))
        (changes,) = [name for name in names if name.endswith(".csv")]
        assert changes == "التغييرات.csv", "in the language of whoever asked"
        rows = list(csv.reader(io.StringIO(archive.read(changes).decode("utf-8-sig"))))
    assert len(rows) - 1 == Change.objects.of(cast.team.pk).count()
    assert "secret" not in str(rows) and int(answer["Content-Length"]) == bundle_size(bundle)


def test_that_it_is_ready_is_heard_where_one_waits(cast):
    bundle = make_bundle(cast)
    assert told(cast) == ""
    pack_bundle(bundle=bundle.pk)
    assert told(cast)


def bundle_size(bundle) -> int:
    return Work.objects.get(pk=bundle.pk).size


def test_a_mail_leads_whoever_asked_to_it(cast):
    bundle = make_bundle(cast)
    for _again in range(2):  # taken up again: nothing is made or sent twice
        pack_bundle(bundle=bundle.pk)
        mail_bundle(bundle=bundle.pk)
    (letter,) = mail.outbox
    assert letter.to == [cast.amina.email] and bundle.work.address in letter.body
    assert Work.objects.get(pk=bundle.pk).mailed_at


def test_of_two_that_mail_at_once_one_does(committed_cast, monkeypatch):
    bundle = make_bundle(committed_cast)
    pack_bundle(bundle=bundle.pk)
    monkeypatch.setattr("exports.jobs.send_outcome", lambda row: (sleep(0.5), send_outcome(row)))

    def mail_it(_number: int) -> None:
        mail_bundle(bundle=bundle.pk)
        connection.close()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(mail_it, range(2)))
    assert len([letter for letter in mail.outbox if bundle.work.address in letter.body]) == 1


@pytest.mark.parametrize(
    ("language", "zone", "says"),
    [("fa", "Asia/Tokyo", "به وقت توکیو"), ("ar", "", "بتوقيت UTC"), ("en", "Asia/Tokyo", "by the clock of Tokyo")],
)
def test_the_mail_says_by_whose_clock_it_expires(cast, language, zone, says):
    cast.amina.language, cast.amina.time_zone = language, zone
    cast.amina.save()
    send_outcome(make_bundle(cast))
    (letter,) = mail.outbox
    for text in (letter.body, letter.alternatives[0][0]):
        assert says in re.sub("[\u2068\u2069]", "", text)


def test_the_mail_is_tried_again_where_no_server_took_it(cast, monkeypatch):
    bundle = make_bundle(cast)
    pack_bundle(bundle=bundle.pk)

    def away(*args):
        raise OSError("away")

    with monkeypatch.context() as patched, pytest.raises(OSError, match="away"):
        patched.setattr("exports.jobs.send_outcome", away)
        mail_bundle(bundle=bundle.pk)
    mail_bundle(bundle=bundle.pk)
    assert len(mail.outbox) == 1 and Work.objects.get(pk=bundle.pk).mailed_at


def test_begun_and_broken_off_it_is_made_anew(cast):
    """A process that died in the middle leaves nothing behind that the next one would trip over."""
    bundle = make_bundle(cast)
    Piece.objects.create(work=bundle.work, number=0, content=b"half of it")
    bundle.work.tell(done=3, steps=6)
    assert pack(Bundle.objects.get(pk=bundle.pk))
    assert packed(file_of(cast.amina, cast, bundle)).testzip() is None


def test_progress_is_told(cast, monkeypatch):
    told = []
    monkeypatch.setattr(Work, "tell", lambda work, **fields: told.append(fields))
    monkeypatch.setattr(Work, "keep", lambda work, content, size: None)
    pack(make_bundle(cast))
    assert [fields["done"] for fields in told] == list(range(7)) and {fields["steps"] for fields in told} == {6}


def test_too_large_is_said_and_not_tried_again(cast, monkeypatch):
    monkeypatch.setattr(bundling, "MOST_BYTES", 1000)
    bundle = make_bundle(cast, hours=0)
    pack_bundle(bundle=bundle.pk)
    bundle.work.refresh_from_db()
    assert bundle.work.refused == "large" and not Piece.objects.exists()
    monkeypatch.undo()
    assert not pack(bundle) and not Piece.objects.exists()
    mail_bundle(bundle=bundle.pk)
    with override("ar"):
        assert str(LARGE.text) % {"workspace": isolate(cast.team.name)} in mail.outbox[0].body
    assert "chip warn" in get(cast.amina, "bundles", cast.team.pk).content.decode()


def remove(cast) -> None:
    cast.team.members.get(user=cast.amina).remove(actor(cast.dariush))


def close(cast) -> None:
    cast.amina.is_active = False
    cast.amina.save()


@pytest.fixture
def two_owners(cast):
    cast.team.members.get(user=cast.dariush).appoint(Role.OWNER, actor(cast.amina))


@pytest.mark.parametrize("end", [remove, close])
def test_whoever_is_no_owner_any_more_is_told_nothing_of_what_was_made(cast, two_owners, end):
    bundle = make_bundle(cast)
    pack_bundle(bundle=bundle.pk)
    end(cast)
    mail_bundle(bundle=bundle.pk)
    assert not mail.outbox
    assert file_of(cast.amina, cast, bundle).status_code == (404 if end is remove else 302)
    assert file_of(cast.dariush, cast, bundle).status_code == 200, "it is for all owners"


@pytest.mark.parametrize("end", [remove, close])
def test_for_whoever_is_no_owner_any_more_nothing_is_made(cast, two_owners, end):
    bundle = make_bundle(cast)
    end(cast)
    pack_bundle(bundle=bundle.pk)
    mail_bundle(bundle=bundle.pk)
    assert Work.objects.get(pk=bundle.pk).refused == "left" and not mail.outbox and not Piece.objects.exists()


def test_one_at_a_time(cast):
    post(cast.amina, "bundle_create", cast.team.pk)
    answer = post(cast.amina, "bundle_create", cast.team.pk)
    assert answer.status_code == 409 and b'role="alert"' in answer.content and Bundle.objects.count() == 1
    assert post(cast.sara, "bundle_create", cast.elsewhere.pk).status_code == 302, "each workspace for itself"


def test_not_many_a_day(cast):
    for _again in range(MOST_A_DAY):
        post(cast.amina, "bundle_create", cast.team.pk)
        Work.objects.update(made_at=timezone.now())
    assert post(cast.amina, "bundle_create", cast.team.pk).status_code == 409
    assert Bundle.objects.count() == MOST_A_DAY


@pytest.mark.parametrize("hours, status", [(23, 409), (24, 302)])
def test_a_day_later_there_may_be_more(cast, hours, status):
    for _again in range(MOST_A_DAY):
        make_bundle(cast, hours=hours).work.tell(made_at=timezone.now())
    assert post(cast.amina, "bundle_create", cast.team.pk).status_code == status


def test_a_double_click_asks_once(cast):
    first, second = post_twice(cast.amina, "bundle_create", cast.team.pk)
    assert first.url == second.url and Bundle.objects.count() == 1


def test_it_expires_and_is_forgotten(cast):
    old, new = make_bundle(cast, hours=24 * 8), make_bundle(cast)
    for bundle in (old, new):
        pack(bundle)
    assert file_of(cast.amina, cast, old).status_code == 404 and file_of(cast.amina, cast, new).status_code == 200
    forget_expired_bundles(timestamp=0)
    assert set(Piece.objects.values_list("work_id", flat=True)) == {new.pk}
    assert new.expires_at - timezone.now() > timedelta(days=4)


@pytest.mark.parametrize("name, status", [("sara", 404), ("dariush", 403), ("kian", 403), ("layla", 403)])
def test_only_for_owners(cast, name, status):
    bundle = make_bundle(cast)
    pack(bundle)
    who = cast.people[name]
    assert file_of(who, cast, bundle).status_code == status
    assert get(who, "bundles", cast.team.pk).status_code == status
    assert post(who, "bundle_create", cast.team.pk).status_code == status


def test_only_for_who_is_an_owner_under_the_lock(cast):
    with pytest.raises(PermissionDenied):
        cast.team.bundles.ask(cast.team, actor(cast.dariush), "http://testserver/")
    assert not Bundle.objects.exists()


def test_each_workspace_is_given_out_as_it_was_packed(cast, monkeypatch):
    """In many pieces, and whatever else is packed after it."""
    monkeypatch.setattr(bundling, "PIECE", 1000)
    ours, theirs = make_bundle(cast), make_bundle(cast, cast.elsewhere, cast.sara)
    for bundle in (ours, theirs):
        assert pack(bundle)
    for person, bundle, name in ((cast.amina, ours, cast.canvas.name), (cast.sara, theirs, cast.other_canvas.name)):
        with packed(get(person, "bundle_file", bundle.workspace_id, bundle.pk)) as archive:
            assert archive.testzip() is None and Piece.objects.filter(work=bundle.work).count() > 10
            (canvas,) = [each for each in archive.namelist() if each.endswith("canvas.json")]
            assert json.loads(archive.read(canvas))["canvas"]["name"] == name


def test_through_another_workspace_it_is_not_found(cast):
    bundle = make_bundle(cast)
    pack(bundle)
    assert get(cast.sara, "bundle_file", cast.elsewhere.pk, bundle.pk).status_code == 404


def test_the_page_takes_fixed_queries(cast):
    make_bundle(cast)
    before = queries_of(cast.amina, "bundles", cast.team.pk)
    make_bundle(cast)
    assert queries_of(cast.amina, "bundles", cast.team.pk) == before
