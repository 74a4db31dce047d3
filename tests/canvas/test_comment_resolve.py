"""A comment is resolved when it is done with, and reopened when it was not."""

import re

import pytest
from django.urls import reverse


def send(cast, person, verb, comment=None):
    comment = comment or cast.comment
    return person.client.post(reverse(verb, args=[cast.team.pk, cast.canvas.pk, comment.pk]))


def test_it_is_resolved_and_reopened(cast):
    assert send(cast, cast.kian, "comment_resolve").status_code == 302
    cast.comment.refresh_from_db()
    assert cast.comment.resolved_at
    assert send(cast, cast.dariush, "comment_reopen").status_code == 302
    cast.comment.refresh_from_db()
    assert cast.comment.resolved_at is None


def test_a_click_is_answered_with_an_undo_for_whoever_may_resolve(cast):
    """It goes from the list of those that are open."""
    answer = cast.kian.htmx.post(reverse("comment_resolve", args=[cast.team.pk, cast.canvas.pk, cast.comment.pk]))
    (undo,) = re.findall(r'class="toast">.*?<form method="post" action="([^"]+)"', answer.content.decode(), re.DOTALL)
    assert cast.kian.htmx.post(undo).status_code == 200
    cast.comment.refresh_from_db()
    assert cast.comment.resolved_at is None


@pytest.mark.parametrize("verb", ["comment_resolve", "comment_reopen"])
def test_roles(cast, verb):
    assert send(cast, cast.layla, verb).status_code == 403
    assert send(cast, cast.sara, verb).status_code == 404
    assert cast.kian.client.get(reverse(verb, args=[cast.team.pk, cast.canvas.pk, cast.comment.pk])).status_code == 405


def test_a_comment_of_elsewhere_is_not_found(cast):
    assert send(cast, cast.amina, "comment_resolve", cast.other_comment).status_code == 404
