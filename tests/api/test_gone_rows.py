"""What is gone is in no list: notes, comments, relationships, and what ties them together."""

import pytest
from django.utils import timezone

from canvas.models import Comment
from tests.api.calling import call, on
from tests.cast import actor
from tests.strategy import make_strategy
from workspaces.acting import acting


def ids(cast, name: str) -> list[int]:
    return [row["id"] for row in call(cast.layla, "GET", on(cast.canvas, name)).data["data"]]


@pytest.mark.parametrize("gone", ["tie", "note", "relationship", "segment"])
def test_a_tie_goes_with_either_of_its_ends(cast, gone):
    strategy = make_strategy(cast)
    assert ids(cast, "ties") == [strategy.tie.pk]
    by = actor(cast.dariush)
    if gone == "tie":
        strategy.relationship.untie(strategy.tie.note, by)
    else:
        row = {"note": cast.notes[3], "relationship": strategy.relationship, "segment": cast.segments[0]}[gone]
        row.remove(row.version, by)
    assert ids(cast, "ties") == []


def test_a_comment_that_was_taken_back(cast):
    assert ids(cast, "comments") == [cast.comment.pk]
    with acting(actor(cast.amina), cast.team.pk, "change.undo"):
        Comment.objects.filter(pk=cast.comment.pk).update(removed_at=timezone.now())
    assert ids(cast, "comments") == []
