"""Making a link: for editors and owners; shown once, of which only a digest is kept."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from record.models import Change
from sharing import models
from sharing.models import ShareLink
from sharing.views import links
from tests.asking import get, post, post_twice
from tests.cast import actor
from tests.sharing.links import CHOSEN, make_link, shut

SENT = {"name": "مستثمر", "days": "30", "time": "live", "matrix": "on"}


def ask(person, cast, **fields):
    return post(person, "share_link_create", cast.team.pk, cast.canvas.pk, **(SENT | fields))


def token_on(page) -> str:
    return re.search(r"/share/([\w-]+)/", page.content.decode())[1]


@pytest.mark.parametrize("name", ["dariush", "amina"])
def test_editors_and_owners_make_one(cast, name):
    page = ask(cast.people[name], cast)
    link = ShareLink.objects.get()
    token = token_on(page)
    assert page.status_code == 200 and page["Cache-Control"] == "private, no-store"
    assert ShareLink.objects.by_token(token).get() == link and token.encode() not in bytes(link.token_digest)
    assert len(token) == 32  # 192 bits
    assert (link.is_live, link.shows_matrix, link.shows_strategy, link.gives_pdf) == (True, True, False, False)
    assert timedelta(days=29) < link.expires_at - timezone.now() <= timedelta(days=30)


def test_it_is_on_the_record_in_words(cast):
    ask(cast.dariush, cast)
    line = Change.objects.of(cast.team.pk).newest_first()[0]
    assert line.verb == "share_link.create" and line.canvas_id == cast.canvas.pk
    page = get(cast.dariush, "activity", cast.team.pk).content.decode()
    assert "مستثمر" in page and "digest" not in page
    make_link(cast, name="")
    assert "دارندهٔ پیوند" in get(cast.dariush, "activity", cast.team.pk).content.decode()


def test_frozen_one_names_the_line(cast):
    ask(cast.dariush, cast, time="frozen")
    link = ShareLink.objects.get()
    assert link.seq == Change.objects.of(cast.team.pk).newest_first()[0].seq - 1


def test_double_click_makes_one_and_shows_it_twice(cast):
    first, second = post_twice(cast.dariush, "share_link_create", cast.team.pk, cast.canvas.pk, **SENT)
    assert ShareLink.objects.count() == 1 and token_on(first) == token_on(second)


@pytest.mark.parametrize(
    "fields", [{"days": "0"}, {"days": "400"}, {"days": ""}, {"time": "never"}, {"name": "x" * 81}]
)
def test_what_makes_no_sense_is_said(cast, fields):
    page = ask(cast.dariush, cast, **fields)
    assert page.status_code == 422 and b'aria-invalid="true"' in page.content
    assert not ShareLink.objects.exists()


def test_not_without_bound(cast, monkeypatch):
    monkeypatch.setattr(models, "MOST_OPEN", 1)
    make_link(cast)
    page = ask(cast.dariush, cast)
    assert page.status_code == 409 and ShareLink.objects.count() == 1
    ShareLink.objects.get().revoke(actor(cast.dariush))
    others = ShareLink.objects.make(cast.other_canvas, actor(cast.sara), **CHOSEN)
    assert others and ask(cast.dariush, cast).status_code == 200, "only those of this canvas that open it"


def test_not_of_a_canvas_in_the_archive(cast):
    cast.canvas.archive(actor(cast.amina))
    assert ask(cast.dariush, cast).status_code == 409
    assert get(cast.dariush, "share_link_new", cast.team.pk, cast.canvas.pk).status_code == 409


def test_outsider_does_not_find_it(cast):
    assert ask(cast.sara, cast).status_code == 404


@pytest.mark.parametrize("name", ["kian", "layla"])
def test_too_low_a_role_may_not(cast, name):
    assert ask(cast.people[name], cast).status_code == 403


def test_whoever_is_no_editor_under_the_lock_makes_and_revokes_none(cast, monkeypatch):
    """The page was let in as an editor's; when the lock is had, the role is another."""
    link, _token = make_link(cast)
    monkeypatch.setattr("workspaces.models.Membership.may", lambda membership, role: True)
    assert ask(cast.kian, cast).status_code == 403
    assert post(cast.kian, "share_link_revoke", cast.team.pk, cast.canvas.pk, link.pk).status_code == 403
    assert ShareLink.objects.get() == link and ShareLink.objects.get().state == "open"


def test_asking_is_not_making(cast):
    assert get(cast.dariush, "share_link_create", cast.team.pk, cast.canvas.pk).status_code == 405


STANDING = {
    "open": ("سارٍ", True), "revoked": ("مسحوب", False), "expired": ("منتهي الصلاحية", False),
    "archived": ("متوقف مؤقتًا", True),
}  # fmt: skip


@pytest.mark.parametrize("how", STANDING)
def test_the_list_says_how_each_stands_and_offers_to_revoke_what_opens_or_may_again(cast, how):
    link, _token = make_link(cast)
    if how != "open":
        shut(cast, link, how)
    page = get(cast.amina, "share_links", cast.team.pk, cast.canvas.pk).content.decode()
    word, offers = STANDING[how]
    assert f">{word}</span>" in page and (f"/share-links/{link.pk}/revoke/" in page) == offers


def test_the_list_says_of_whom_is_out_that_they_are(cast):
    make_link(cast)

    def shown() -> str:
        page = get(cast.amina, "share_links", cast.team.pk, cast.canvas.pk).content.decode()
        assert "<bdi>داریوش Rad</bdi>" in page
        return page

    assert "خارج الفريق الآن" not in shown()
    cast.team.members.get(user=cast.dariush).remove(actor(cast.amina))
    assert "خارج الفريق الآن" in shown()


def listed(cast) -> list[int]:
    page = get(cast.dariush, "share_links", cast.team.pk, cast.canvas.pk).content.decode()
    return [int(pk) for pk in re.findall(r'id="link-(\d+)"', page)]


def test_one_that_can_be_revoked_is_never_too_old_to_be_listed(cast, monkeypatch):
    monkeypatch.setattr(links, "SHOWN", 1)
    first, revoked, last = (make_link(cast)[0] for _ in range(3))
    revoked.revoke(actor(cast.dariush))
    assert listed(cast) == [last.pk]
    monkeypatch.undo()
    assert listed(cast) == [last.pk, first.pk, revoked.pk]


def test_the_list_shows_no_token_and_takes_fixed_queries(cast, django_assert_num_queries):
    page = ask(cast.dariush, cast)
    address = reverse("share_links", args=[cast.team.pk, cast.canvas.pk])
    assert token_on(page) not in cast.dariush.client.get(address).content.decode()
    with django_assert_num_queries(2):
        cast.dariush.client.get(address)
    make_link(cast)
    with django_assert_num_queries(2):
        cast.dariush.client.get(address)
