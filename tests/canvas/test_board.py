"""The board page."""

import re

import pytest
from django.urls import reverse

from canvas.blocks import Block
from canvas.models import Comment
from record.models import Head
from tests.asking import get, queries_of, read
from tests.cast import actor, add_note, add_segment

MOST_QUERIES = 12


def board(cast, person):
    return person.client.get(reverse("board", args=[cast.team.pk, cast.canvas.pk]))


def test_it_shows_every_block_note_and_segment(cast):
    content = board(cast, cast.layla).content.decode()
    for block in Block:
        assert f'id="list-{block.value}"' in content
    for note in cast.notes:
        assert f'id="note-{note.pk}"' in content
    assert "طلاب Students" in content


def test_an_empty_block_counts_no_notes(cast):
    """The Persian nought is a dot, which says nothing."""
    add_note(cast.canvas, cast.dariush, "channels", "وب‌سایت")
    content = board(cast, cast.layla).content.decode()
    assert re.search(r'id="count-channels">\d', content) and 'id="count-key_partners"><a' in content


def test_an_empty_block_asks_what_belongs_there(cast):
    assert '<p class="empty">من يساعدنا، وبماذا؟</p>' in read(board(cast, cast.layla))
    assert '<p class="empty">چه کسانی و در چه کاری به ما کمک می‌کنند؟</p>' in read(board(cast, cast.dariush))


def test_it_starts_its_stream_where_the_record_stands(cast):
    seq = Head.objects.get(workspace_id=cast.team.pk).seq
    assert f"live/?seq={seq}&" in board(cast, cast.layla).content.decode().replace("&amp;", "&")


def test_an_outsider_does_not_find_it(cast):
    assert board(cast, cast.sara).status_code == 404


def test_a_canvas_of_elsewhere_is_not_found_through_mine(cast):
    url = reverse("board", args=[cast.team.pk, cast.other_canvas.pk])
    assert cast.amina.client.get(url).status_code == 404


def test_an_archived_canvas_can_be_read_and_not_changed(cast):
    cast.canvas.archive(actor(cast.dariush))
    response = board(cast, cast.dariush)
    assert response.status_code == 200
    assert 'class="add"' not in response.content.decode()
    url = reverse("note_add", args=[cast.team.pk, cast.canvas.pk])
    assert cast.dariush.client.post(url, {"block": "channels", "text": "x"}).status_code == 409


def test_invite_leads_an_owner_to_the_invitation(cast):
    way = reverse("invitation_new", args=[cast.team.pk])
    assert way in read(board(cast, cast.amina)) and way not in read(board(cast, cast.dariush))


def test_user_text_is_never_html(cast):
    add_note(cast.canvas, cast.dariush, "channels", '<img src=x onerror="alert(1)"><hx-partial hx-target="body">')
    content = board(cast, cast.layla).content.decode()
    assert "<img src=x" not in content
    assert "<hx-partial" not in content


@pytest.mark.parametrize("page", ["note_menu", "note_editor", "segment_editor", "note_composer", "segment_composer"])
def test_parts_are_pages_with_a_way_back_where_there_is_no_script(cast, page):
    canvas = [cast.team.pk, cast.canvas.pk]
    note, segment = [cast.notes[0].pk], [cast.segments[0].pk]
    named = {"note_menu": note, "note_editor": note, "segment_editor": segment, "note_composer": ["channels"]}
    ids = named.get(page, [])
    html = get(cast.dariush, page, *canvas, *ids).content.decode()
    back = reverse("note", args=[*canvas, *ids]) if page == "note_editor" else reverse("board", args=canvas)
    assert re.search(rf'<a class="button[^"]*" href="{back}" data-(close|cancel)', html)
    assert "data-close" not in "".join(re.findall(r"<button[^>]*>", html)), "only a script could answer it"


def test_queries_do_not_grow_with_the_board(cast):
    assert queries_of(cast.layla, "board", cast.team.pk, cast.canvas.pk) <= MOST_QUERIES
    before = queries_of(cast.layla, "board", cast.team.pk, cast.canvas.pk)
    for n in range(8):
        segment = add_segment(cast.canvas, cast.dariush, name=f"بخش {n}")
        for block in ("channels", "key_partners"):
            add_note(cast.canvas, cast.dariush, block, f"یادداشت {n}").recolour(segment, actor(cast.dariush))
        Comment.objects.add_to(cast.canvas, "channels", f"نظر {n}", actor(cast.kian))
    assert queries_of(cast.layla, "board", cast.team.pk, cast.canvas.pk) == before
