"""Adding a note: what is typed is kept as it is, cleaned of what can't be seen; and once."""

import re
import uuid

import pytest

from accounts.models import User
from canvas.models import Note
from record.models import Change
from tests.asking import get, post, post_twice
from tests.cast import actor


def add(cast, person=None, **fields):
    fields = {"block": "channels", "text": "کانال نو", **fields}
    return post(person or cast.dariush, "note_add", cast.team.pk, cast.canvas.pk, **fields)


def test_note_is_added_at_the_end_of_its_block(cast):
    assert add(cast, channel="sms").status_code == 302
    last = cast.canvas.notes.filter(block="channels").order_by("position").last()
    assert (last.text, last.channel, last.version) == ("کانال نو", "sms", 1)
    change = Change.objects.of(cast.team.pk).latest("seq")
    assert (change.verb, change.actor_id, change.row_id) == ("note.add", cast.dariush.pk, last.pk)


@pytest.mark.parametrize(
    "text", ["می‌خواهیم\nدو سطر", "mixed متن text ۱۲٪ 12%", "🙂 👩‍👩‍👧 <b>&amp;</b>", "الكتاب «كتاب»"]
)
def test_text_is_kept_and_shown_as_it_was_typed(cast, text):
    add(cast, text=text)
    assert Note.objects.latest("pk").text == text
    page = get(cast.layla, "board", cast.team.pk, cast.canvas.pk).content.decode()
    assert text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in page


@pytest.mark.parametrize(
    "fields",
    [
        {"text": ""}, {"text": " \n\t "}, {"text": "x" * 2001}, {"block": ""}, {"block": "nowhere"},
        {"block": "customer_segments"}, {"channel": "pigeon"}, {"text": "\u202e"},
    ],
)  # fmt: skip
def test_bad_input_is_refused_and_kept_in_the_form(cast, fields):
    before = Note.objects.count()
    response = add(cast, **fields)
    assert response.status_code == 422
    assert Note.objects.count() == before
    if len(fields.get("text", "")) > 2000:
        assert fields["text"] in response.content.decode()


def test_nul_and_broken_utf8_are_refused_whole(cast):
    assert add(cast, text="a\0b").status_code == 400
    url = f"/w/{cast.team.pk}/canvases/{cast.canvas.pk}/notes/add/"
    for text in (b"%FF%FE", b"%ED%A0%80"):  # no UTF-8; half of a surrogate pair
        body = b"block=channels&text=" + text
        assert cast.dariush.client.post(url, body, "application/x-www-form-urlencoded").status_code == 400


def test_double_click_adds_once(cast):
    first, second = post_twice(cast.dariush, "note_add", cast.team.pk, cast.canvas.pk, block="channels", text="یک بار")
    assert (first.status_code, second.status_code) == (302, 302)
    assert Note.objects.filter(text="یک بار").count() == 1


def test_name_of_a_request_must_be_a_uuid(cast):
    assert add(cast, request="not-a-uuid").status_code == 400


def test_same_name_with_another_text_is_refused(cast):
    name = str(uuid.uuid4())
    assert add(cast, request=name, text="یک").status_code == 302
    assert add(cast, request=name, text="دو").status_code == 422
    assert not Note.objects.filter(text="دو").exists()


def test_htmx_gets_the_parts_that_changed_and_where_they_stand(cast):
    url = f"/w/{cast.team.pk}/canvases/{cast.canvas.pk}/notes/add/"
    response = cast.dariush.htmx.post(url, {"block": "channels", "text": "برای htmx"})
    assert response.status_code == 200
    assert 'hx-target="#list-channels"' in response.content.decode() and "برای htmx" in response.content.decode()
    assert response["Boom-Seq"] == str(Change.objects.of(cast.team.pk).latest("seq").seq)


def test_archived_canvas_takes_no_notes(cast):
    cast.canvas.archive(actor(cast.dariush))
    before = Note.objects.count()
    assert add(cast).status_code == 409
    assert Note.objects.count() == before


@pytest.mark.parametrize("name", ["kian", "layla"])
def test_lower_roles_may_not(cast, name):
    assert add(cast, cast.people[name]).status_code == 403


def test_whoever_lost_the_role_meanwhile_is_refused_under_the_lock(cast, monkeypatch):
    """The page was let in as an editor's; when the lock is had, the role is another."""
    monkeypatch.setattr("workspaces.models.Membership.may", lambda membership, role: True)
    assert add(cast, cast.kian).status_code == 403
    assert not Note.objects.filter(text="کانال نو").exists()


def test_whoever_was_deactivated_meanwhile_is_refused_under_the_lock(cast, meanwhile):
    meanwhile(lambda: User.objects.filter(pk=cast.dariush.pk).update(is_active=False))
    assert add(cast).status_code == 403
    assert not Note.objects.filter(text="کانال نو").exists()


def test_composer_is_a_page_without_htmx_and_a_part_with_it(cast):
    url = ("note_composer", cast.team.pk, cast.canvas.pk, "channels")
    assert "<html" in get(cast.dariush, *url).content.decode()
    part = cast.dariush.htmx.get(f"/w/{cast.team.pk}/canvases/{cast.canvas.pk}/notes/new/channels/").content.decode()
    assert "<html" not in part and 'name="channel"' in part


def test_a_page_of_its_own_adds_the_note_as_well(cast):
    """As it is opened in another tab, or where no script runs: its form goes where its fields say."""
    page = get(cast.dariush, "note_composer", cast.team.pk, cast.canvas.pk, "key_partners").content.decode()
    sent = dict(re.findall(r'<input type="hidden" name="(block|request)" value="([^"]+)"', page))
    form = page.partition('class="composer"')[2].partition(">")[0]
    assert sent["block"] == "key_partners" and "hx-target" not in form
    assert add(cast, **sent).status_code == 302
    assert add(cast, **sent).status_code == 302
    assert cast.canvas.notes.filter(text="کانال نو", block="key_partners").count() == 1
