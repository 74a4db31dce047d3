"""Commenting on a note or a block, and calling members by name."""

import re
import uuid

import pytest
from django.urls import reverse

from accounts.models import User
from canvas.mentions import marked, mentioned, places
from canvas.models import Comment
from canvas.models.editing import Removed
from tests.cast import actor


def add(cast, person, **data):
    url = reverse("comment_add", args=[cast.team.pk, cast.canvas.pk])
    return person.client.post(url, {"block": "channels", "text": "از کجا؟", **data})


def test_a_commenter_comments_on_a_note(cast):
    note = cast.notes[3]
    assert add(cast, cast.kian, note=note.pk).status_code == 302
    comment = Comment.objects.get(text="از کجا؟")
    assert (comment.note, comment.author, comment.workspace) == (note, cast.kian, cast.team)


def test_an_editor_comments_on_a_block(cast):
    assert add(cast, cast.dariush).status_code == 302
    assert Comment.objects.get(text="از کجا؟").note is None


def test_a_viewer_may_not(cast):
    assert add(cast, cast.layla).status_code == 403


def test_an_outsider_does_not_find_it(cast):
    assert add(cast, cast.sara).status_code == 404


def test_reading_is_not_commenting(cast):
    assert cast.kian.client.get(reverse("comment_add", args=[cast.team.pk, cast.canvas.pk])).status_code == 405


@pytest.mark.parametrize("text", ["", "   ", "\u202e", "x" * 2001])
def test_an_empty_or_endless_one_is_told_and_kept(cast, text):
    response = add(cast, cast.kian, text=text)
    assert response.status_code == 422
    assert response.context["form"].errors["text"]


def test_a_note_of_another_canvas_is_refused(cast):
    assert add(cast, cast.kian, note=cast.other_note.pk).status_code == 422
    assert not Comment.objects.filter(text="از کجا؟").exists()


def test_one_on_a_note_that_was_removed_meanwhile_is_not_sent_and_kept(cast):
    note = cast.notes[3]
    note.remove(note.version, actor(cast.dariush))
    response = add(cast, cast.kian, note=note.pk)
    assert response.status_code == 409 and response.context["form"].errors["text"]
    assert ">از کجا؟</textarea>" in response.content.decode()
    assert not Comment.objects.filter(text="از کجا؟").exists()


def test_the_note_is_looked_at_under_the_lock(cast):
    """It went between being fetched and being commented on."""
    note = cast.notes[3]
    note.remove(note.version, actor(cast.dariush))
    note.removed_at = None
    with pytest.raises(Removed):
        Comment.objects.add_to(cast.canvas, note.block, "از کجا؟", actor(cast.kian), note=note)


def test_a_retry_comments_once(cast):
    name = str(uuid.uuid4())
    assert add(cast, cast.kian, request=name).status_code == 302
    assert add(cast, cast.kian, request=name).status_code == 302
    assert Comment.objects.filter(text="از کجا؟").count() == 1


def test_members_are_called_however_their_letters_are_typed(cast):
    cast.team.members.get(user=cast.layla).remove(actor(cast.amina))
    add(cast, cast.kian, text="@امينه و @داریوش Rad نظر بدهید؛ @Sara نه، @ليلى هم نه")
    comment = Comment.objects.get(text__startswith="@امينه")
    assert set(comment.mentions) == {cast.amina.pk, cast.dariush.pk}


def test_whoever_is_called_stays_marked_by_the_name_that_was_written(cast):
    add(cast, cast.kian, text="این را @امينه و @داریوش Rad ببینند")
    User.objects.filter(pk=cast.amina.pk).update(name="أمينة الصالح")
    User.objects.filter(pk=cast.dariush.pk).update(name="داریوش")
    url = reverse("comments", args=[cast.team.pk, cast.canvas.pk])
    content = cast.layla.client.get(url, {"block": "channels"}).content.decode()
    assert re.findall('class="mention">(.*?)</', content) == ["@امينه", "@داریوش Rad"]
    assert "این را" in cast.amina.client.get(url, {"mine": ""}).content.decode()


@pytest.mark.parametrize(
    ("text", "called"),
    [("@کیانوش", []), ("@SAM LEE", [2]), ("@Sam Leeds", [1]), ("@sam lee and @sam", [1, 2]), ("@", []), ("@@Sam", [1])],
)
def test_only_whole_names_are_called_the_longer_where_one_begins_as_another_does(text, called):
    people = [User(pk=pk, name=name) for pk, name in enumerate(("Sam", "Sam Lee", "کیان"), 1)]
    assert mentioned(text, people) == called
    assert mentioned(text, []) == []


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("@کیان ای کاش", ["@کیان"]),  # a search reads these words as one
        ("@کيان ها؟", ["@کيان"]),
        ("@نور  می گل: می آید", ["@نور  می گل"]),
        ("write to info@sam.com, x_@sam, ۱@sam", []),
        ("سلام@کیان، وَ@کیان", ["@کیان", "@کیان"]),
    ],
)
def test_no_word_beside_a_name_hides_it_and_no_address_calls(text, called):
    people = [User(pk=pk, name=name) for pk, name in enumerate(("Sam", "کیان", "نور می گل"), 1)]
    assert re.findall('class="mention">(.*?)</', marked(text, places(text, people))) == called
    assert len(mentioned(text, people)) == len(set(called))
