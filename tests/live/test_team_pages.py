"""A team's canvases and its members, open while others act: which topics are told, aloud or aside, and to whom."""

import asyncio
import re

import pytest
from django.urls import reverse

from accounts.reading import Reading
from canvas.models import Canvas
from live import pace as pace_module
from live.catch_up import Batch, catch_up
from live.parts import ASIDE, SAID, TEAM, Part
from record.models import Head
from tests.cast import Cast, actor
from tests.live.doing import Doing
from tests.live.pages import Element, differences, parse
from tests.live.streaming import Stream, db, head, play, running, until
from tests.live.test_live_is_reload import freshen
from tests.sharing.links import make_link
from workspaces.models import Invitation
from workspaces.roles import Role

EDITS = Part(ASIDE, "edits")


class TeamDoing(Doing):
    """Besides what is done to a canvas that is open, what is done to all of them and to the team."""

    @property
    def owner(self):
        return actor(self.cast.amina)

    def invite(self, email: str = "") -> Invitation:
        return Invitation.objects.invite(self.cast.team, Role.VIEWER, 7, self.owner, email)[0]

    def canvas_create(self):
        Canvas.objects.create_in(self.cast.team, "بوم تازه", self.by)

    def canvas_duplicate(self):
        self.canvas.duplicate("رونوشت", self.by)

    def invitation_create(self):
        self.invitation = self.invite("new@example.com")

    def first_invitation_revoke(self):
        self.invitation_create()

    def invitation_revoke(self):
        self.invitation.revoke(self.owner)

    def first_invitation_accept(self):
        self.invitation = self.invite()

    def invitation_accept(self):
        self.invitation.accept(self.cast.omar, actor(self.cast.omar))

    def share_link_create(self):
        make_link(self.cast)


OWN = [name for name in vars(TeamDoing) if re.match("(canvas|invitation|share_link)_", name)]
EVERYTHING = sorted([
    *OWN, "canvas_rename", "canvas_archive", "canvas_restore", "canvas_rewind", "workspace_rename", "member_appoint",
    "member_remove", "member_leave", "note_add", "segment_revise", "comment_add", "relationship_revise",
    "indicator_record", "focus_decide", "note_import",
])  # fmt: skip


def done(cast: Cast, name: str) -> tuple[int, TeamDoing]:
    """From where on it was done, after what must be there before."""
    doing = TeamDoing(cast)
    getattr(doing, f"first_{name}", lambda: None)()
    return Head.objects.get(pk=cast.team.pk).seq, doing


def told(cast: Cast, seq: int, reader) -> tuple[Batch, dict[Part, bytes]]:
    """What the stream says since then to somebody's page of the team."""
    reading = Reading.of(reader, reader.language)
    batch = catch_up(cast.team.pk, seq, {0: {reading}})
    return batch, batch.parts.get((0, reading), {})


def page_of(reader, cast: Cast, url: str) -> Element:
    return parse(reader.client.get(reverse(url, args=[cast.team.pk])).content.decode())


@pytest.mark.parametrize("name", EVERYTHING)
def test_what_is_done_shows_on_the_pages_that_are_open(cast, name):
    seq, doing = done(cast, name)
    asked = [(reader, url) for reader in (cast.amina, cast.kian) for url in ("workspace", "members")]
    old = [page_of(reader, cast, url) for reader, url in asked]
    getattr(doing, name)()
    for (reader, url), page in zip(asked, old, strict=True):
        batch, parts = told(cast, seq, reader)
        if reader.pk not in batch.members:
            continue  # and has no page any more
        fresh = page_of(reader, cast, url)
        freshen(page, fresh, {part.key for part in parts})
        page.all("title")[0].children = fresh.all("title")[0].children  # as htmx does with the page that comes
        assert differences(page, fresh) == [], url


@pytest.mark.parametrize("name", ["note_add", "relationship_revise", "focus_decide", "share_link_create"])
def test_an_edit_of_a_canvas_is_told_aside(cast, name):
    seq, doing = done(cast, name)
    getattr(doing, name)()
    batch, parts = told(cast, seq, cast.layla)
    assert EDITS in parts and {part.kind for part in parts} == {ASIDE}


@pytest.mark.parametrize("name", ["invitation_create", "invitation_revoke"])
def test_who_was_invited_is_not_said_to_the_whole_team(cast, name):
    seq, doing = done(cast, name)
    getattr(doing, name)()
    _batch, parts = told(cast, seq, cast.layla)
    assert set(parts) == {Part(ASIDE, "invitations")} and b"new@" not in b"".join(parts.values())


@pytest.mark.parametrize(("name", "words"), [
    ("canvas_create", "بوم تازه"),
    ("canvas_duplicate", "رونوشت"),
    ("canvas_archive", "أُرشف"),
    ("invitation_accept", "Omar"),
])  # fmt: skip
def test_what_concerns_the_team_is_said_though_edits_follow_it(cast, name, words):
    seq, doing = done(cast, name)
    getattr(doing, name)()
    doing.note_revise()
    _batch, parts = told(cast, seq, cast.layla)
    assert TEAM in {part.kind for part in parts} and words in parts[Part(SAID, 0)].decode()


@pytest.mark.parametrize(("name", "person"), [("member_appoint", "kian"), ("member_remove", "layla")])
def test_whom_it_is_about_is_said_by_name(cast, name, person):
    seq, doing = done(cast, name)
    getattr(doing, name)()
    reading = Reading.of(cast.dariush, "fa")
    shown = catch_up(cast.team.pk, seq, {0: {reading}, cast.canvas.pk: {reading}}).parts
    for canvas_id in (0, cast.canvas.pk):
        assert str(cast.people[person]) in shown[canvas_id, reading][Part(SAID, canvas_id)].decode()


def test_pages_of_a_canvas_hear_nothing_of_it(cast):
    seq, doing = done(cast, "note_add")
    doing.note_add()
    reading = Reading.of(cast.layla, "ar")
    shown = catch_up(cast.team.pk, seq, {cast.canvas.pk: {reading}}).parts[cast.canvas.pk, reading]
    assert not {ASIDE, TEAM} & {part.kind for part in shown}
    renaming = reverse("canvas_rename", args=[cast.team.pk, cast.canvas.pk])
    answer = cast.dariush.htmx.post(renaming, {"name": "نو", "version": 1}).content.decode()
    assert 'id="heading"' in answer and "data-topic" not in answer


def test_an_edit_is_told_at_leisure_and_what_concerns_the_team_at_once(crowd, monkeypatch):
    monkeypatch.setattr(pace_module, "LEISURE", 60.0)
    edits, canvases = 'data-topic="edits"', 'data-topic="canvases"'

    async def scenario():
        async with running() as (hub,):
            page = await Stream(hub, crowd, crowd.layla, f"seq={await db(head, crowd)}", canvas=0).opened()
            await db(TeamDoing(crowd).note_add)
            await page.hears(edits)
            await db(TeamDoing(crowd).note_move)
            await until(lambda: hub.pace.waiting.get((crowd.team.pk, True)))
            await asyncio.sleep(4 * pace_module.BREATH)
            assert page.text.count(edits) == 1
            await db(TeamDoing(crowd).canvas_create)
            await page.hears(canvases)
            assert page.text.count(edits) == 2, "what waited comes along"

    play(scenario)


def test_page_that_refuses_the_last_owner_goes_on_from_where_the_record_stands(cast):
    page = cast.amina.client.post(reverse("member_leave", args=[cast.team.pk])).content.decode()
    assert f'data-seq="{head(cast)}"' in page


def test_pages_without_a_canvas_know_where_the_record_stands(cast):
    for url in ("workspace", "members"):
        page = cast.layla.client.get(reverse(url, args=[cast.team.pk])).content.decode()
        assert f'hx-sse:connect="/w/{cast.team.pk}/live/?seq={head(cast)}"' in page
