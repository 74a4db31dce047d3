"""An edit that waits for its turn meets what was done meanwhile: an archived canvas, a segment or a note removed."""

import pytest

from record.models import Change
from relationships.models import Relationship
from tests.asking import get, post, post_twice
from tests.cast import actor
from tests.relationships.cells import FIELDS
from tests.relationships.months import MEHR
from tests.relationships.test_focus_decide import FILLED
from tests.relationships.test_indicator_record import grid


def edits_of(cast):
    """The URL name, what stands in it after the canvas, and the fields of one edit of each kind."""
    segment, note = cast.segments[0].pk, cast.notes[1]
    return {
        "note": ("note_revise", [note.pk], {"text": "تازه", "version": note.version}),
        "comment": ("comment_add", [], {"block": "channels", "text": "از کجا؟"}),
        "rename": ("canvas_rename", [], {"name": "نام دیگر", "version": cast.canvas.version}),
        "cell": ("relationship_revise", [segment, "automated"], FIELDS),
        "tie": ("relationship_tie", [segment, "self_service"], {"note": cast.notes[4].pk}),
        "retire": ("relationship_retire", [segment, "self_service"], {"version": 1, "reason": "گران بود"}),
        "focus": ("focus_decide", [], {**FILLED, "segment": segment}),
        "figures": ("indicator_record", [], grid(cast, MEHR, active="5")),
        "scenario": (
            "scenario_keep", [], {"name": "اگر", "acquisition": 30, "retention": 60, "growth": 10, "exponent": "0.5"}
        ),
    }  # fmt: skip


def sent(cast, edit, ask=post):
    name, more, fields = edits_of(cast)[edit]
    return ask(cast.dariush, name, cast.team.pk, cast.canvas.pk, *more, **fields)


@pytest.mark.parametrize("edit", ["note", "comment", "rename", "cell", "tie", "retire", "focus", "figures", "scenario"])
def test_a_canvas_archived_meanwhile_is_not_changed(cast, strategy, meanwhile, edit):
    meanwhile(lambda: cast.canvas.archive(actor(cast.amina)))
    response = sent(cast, edit)
    assert response.status_code == 409 and "canvas/archived.html" in [each.name for each in response.templates]
    assert Change.objects.of(cast.team.pk).newest_first().first().verb == "canvas.archive"


def test_what_was_done_before_the_archive_is_answered_again(cast, meanwhile):
    def archived_between(*args, **fields):
        first, again = post_twice(*args, **fields)
        cast.canvas.archive(actor(cast.amina))
        return first, again

    first, again = sent(cast, "note", archived_between)
    assert (first.status_code, again.status_code) == (302, 302)


@pytest.mark.parametrize("edit", ["cell", "tie", "retire", "focus", "figures"])
def test_a_segment_removed_meanwhile_is_said(cast, strategy, meanwhile, edit):
    segment = cast.segments[0]
    segment.refresh_from_db()
    meanwhile(lambda: segment.remove(segment.version, actor(cast.amina)))
    response = sent(cast, edit)
    assert response.status_code == 409
    assert edit == "figures" or (response.context["segment"] == segment and response.context["removed"])
    typed = {"cell": FIELDS["text"], "retire": "گران بود", "focus": FILLED["reason"], "figures": 'value="5"'}
    assert typed.get(edit, "") in response.content.decode()
    assert Change.objects.of(cast.team.pk).newest_first().first().verb == "segment.remove"


@pytest.mark.parametrize("edit", ["cell", "tie", "retire"])
def test_a_segment_removed_while_its_sheet_was_open_is_said(cast, strategy, edit):
    """What was typed goes with the answer, to be saved again once the segment is back."""
    segment = cast.segments[0]
    segment.refresh_from_db()
    segment.remove(segment.version, actor(cast.amina))
    response = sent(cast, edit)
    assert response.status_code == 409 and response.context["removed"]
    page = response.content.decode()
    assert {"cell": FIELDS["text"], "retire": "گران بود"}.get(edit, "") in page
    editor = [cast.team.pk, cast.canvas.pk, segment.pk, "self_service"]
    assert get(cast.dariush, "relationship_editor", *editor, data={"again": ""}).status_code == 204
    assert get(cast.dariush, "relationship_editor", *editor).status_code == 404
    segment.restore(actor(cast.dariush))
    assert sent(cast, edit).status_code == 302
    assert edit == "tie" or f'action="{response.request["PATH_INFO"]}"' in page


def test_figures_of_a_segment_that_is_gone_are_not_taken_for_those_of_another(cast, strategy):
    cast.segments[0].refresh_from_db()
    cast.segments[0].remove(cast.segments[0].version, actor(cast.amina))
    assert sent(cast, "figures").status_code == 404


def test_nor_is_a_note_coloured_with_it(cast, meanwhile):
    segment, note = cast.segments[1], cast.notes[1]
    meanwhile(lambda: segment.remove(segment.version, actor(cast.amina)))
    ids = [cast.team.pk, cast.canvas.pk, note.pk]
    assert post(cast.dariush, "note_recolour", *ids, segment=segment.pk).status_code == 409
    note.refresh_from_db()
    assert note.segment is None


def test_nor_is_a_note_tied_that_was_removed(cast, strategy, meanwhile):
    note = cast.notes[4]
    meanwhile(lambda: note.remove(note.version, actor(cast.amina)))
    response = sent(cast, "tie")
    assert response.status_code == 409 and response.context["note"] == note
    assert Relationship.objects.get(pk=strategy.relationship.pk).ties.count() == 1
