"""An edit that waits for its turn meets what was done meanwhile: an archived canvas, a segment or a note removed."""

import re
from functools import partial

import pytest

from record.models import Change
from relationships.models import Focus, Indicator, Relationship
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
    removed = response.context["numbers"].segment.removed_at if edit == "figures" else response.context["removed"]
    assert removed and response.context["by"] == cast.amina
    typed = {"cell": FIELDS["text"], "retire": "گران بود", "focus": FILLED["reason"], "figures": 'value="5"'}
    assert typed.get(edit, "") in response.content.decode()
    assert Change.objects.of(cast.team.pk).newest_first().first().verb == "segment.remove"


@pytest.mark.parametrize("edit", ["cell", "tie", "retire"])
def test_a_segment_removed_while_its_sheet_was_open_is_said(cast, strategy, edit):
    """What was typed goes with the answer."""
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


@pytest.mark.parametrize("edit", ["cell", "retire", "focus"])
def test_one_press_brings_the_segment_back_with_what_was_typed(cast, strategy, edit):
    segment = cast.segments[0]
    segment.refresh_from_db()
    segment.remove(segment.version, actor(cast.amina))
    response = sent(cast, edit)
    page = response.content.decode()
    assert response.status_code == 409 and response.context["by"] == cast.amina
    assert 'name="bring_back"' in page and f'action="{response.request["PATH_INFO"]}"' in page
    again = sent(cast, edit, partial(post_twice, bring_back="1"))
    assert [each.status_code for each in again] == [302, 302]
    segment.refresh_from_db()
    last, restored = Change.objects.of(cast.team.pk).newest_first()[:2]
    verbs = {"cell": "relationship.add", "retire": "relationship.retire", "focus": "focus.decide"}
    assert (last.verb, restored.verb, segment.removed_at) == (verbs[edit], "segment.restore", None)
    assert last.request == restored.request and restored.reason == ""
    assert last.reason == {"retire": "گران بود", "focus": FILLED["reason"]}.get(edit, "")


def test_a_double_click_that_brings_it_back_decides_once(cast, strategy):
    """Without a script it is the form that names its request."""
    segment, name = cast.segments[0], edits_of(cast)["focus"][0]
    segment.refresh_from_db()
    segment.remove(segment.version, actor(cast.amina))
    form = re.findall(r'type="hidden"\s+name="(\w+)"\s+value="([^"]*)"', sent(cast, "focus").content.decode())
    before = Focus.objects.count()
    for _click in range(2):
        answer = post(cast.dariush, name, cast.team.pk, cast.canvas.pk, **dict(form), bring_back="1")
        assert answer.status_code == 302
    assert Focus.objects.count() == before + 1


@pytest.mark.parametrize(
    "edit, wrong", [("cell", {"fixed_cost": "گران"}), ("retire", {"reason": ""}), ("focus", {"retention": "99"})]
)
def test_what_makes_no_sense_leaves_it_removed(cast, strategy, edit, wrong):
    """Until it is mended: the form that comes again brings it back as the one before was to."""
    segment = cast.segments[0]
    segment.refresh_from_db()
    segment.remove(segment.version, actor(cast.amina))
    name, more, fields = edits_of(cast)[edit]
    fields = {**fields, "bring_back": "1", **wrong}
    response = post(cast.dariush, name, cast.team.pk, cast.canvas.pk, *more, **fields)
    page = response.content.decode()
    assert response.status_code == 422 and "errorlist" in page
    segment.refresh_from_db()
    assert segment.removed_at
    form = next(form for form in page.split("<form")[1:] if f'action="{response.request["PATH_INFO"]}"' in form)
    assert '<input type="hidden" name="bring_back" value="1">' in form.partition("</form>")[0]


@pytest.mark.parametrize("edit", ["cell", "retire"])
def test_a_cell_that_somebody_changed_leaves_it_removed_until_one_chose(cast, strategy, edit):
    name, _, fields = edits_of(cast)[edit]
    ids = [cast.team.pk, cast.canvas.pk, cast.segments[0].pk, "self_service"]
    fields = {**fields, "version": 1, "bring_back": "1"}
    strategy.relationship.revise(1, actor(cast.amina), text="تازه")
    segment = cast.segments[0]
    segment.refresh_from_db()
    segment.remove(segment.version, actor(cast.amina))
    response = post(cast.dariush, name, *ids, **fields)
    page = response.content.decode()
    assert response.status_code == 409 and "تازه" in page and 'name="bring_back" value="1"' in page
    segment.refresh_from_db()
    assert segment.removed_at
    assert post(cast.dariush, name, *ids, **fields | {"version": 2}).status_code == 302
    segment.refresh_from_db()
    assert not segment.removed_at


@pytest.mark.parametrize("only", [False, True])
def test_figures_of_a_segment_that_is_gone_come_back_with_it(cast, strategy, only):
    """Nothing typed is lost, nor taken for another's, also where the page has no segment any more."""
    segment = cast.segments[0]
    for gone in cast.segments if only else [segment]:
        gone.refresh_from_db()
        gone.remove(gone.version, actor(cast.amina))
    response = sent(cast, "figures")
    page = response.content.decode()
    assert response.status_code == 409 and 'value="5"' in page and f'value="{segment.pk}"' in page
    assert "<bdi>أمينة</bdi> در این میان این بخش را حذف کرده است" in page and 'name="bring_back"' in page
    assert not Indicator.objects.filter(month_on=MEHR, active=5).exists()
    name, _, fields = edits_of(cast)["figures"]
    again = post_twice(cast.dariush, name, cast.team.pk, cast.canvas.pk, **fields, bring_back="1")
    assert [each.status_code for each in again] == [302, 302]
    segment.refresh_from_db()
    assert not segment.removed_at and Indicator.objects.get(month_on=MEHR, segment=segment).active == 5
    last, restored = Change.objects.of(cast.team.pk).newest_first()[:2]
    assert (last.verb, restored.verb, last.request) == ("indicator.record", "segment.restore", restored.request)


def test_figures_that_cant_be_read_leave_their_segment_removed(cast, strategy):
    segment = cast.segments[0]
    segment.refresh_from_db()
    segment.remove(segment.version, actor(cast.amina))
    fields = grid(cast, MEHR, active="بیست", new="5") | {"bring_back": "1"}
    response = post(cast.dariush, "indicator_record", cast.team.pk, cast.canvas.pk, **fields)
    page = response.content.decode()
    assert response.status_code == 422 and 'value="بیست"' in page and 'name="bring_back"' in page
    segment.refresh_from_db()
    assert segment.removed_at


def test_figures_that_somebody_changed_leave_it_removed_until_one_chose(cast, strategy):
    segment, ids = cast.segments[0], [cast.team.pk, cast.canvas.pk]
    post(cast.dariush, "indicator_record", *ids, **grid(cast, MEHR, active="7"))
    segment.refresh_from_db()
    segment.remove(segment.version, actor(cast.amina))
    fields = grid(cast, MEHR, active="5") | {"bring_back": "1"}
    response = post(cast.dariush, "indicator_record", *ids, **fields)
    page = response.content.decode()
    assert response.status_code == 409 and "<td>۷</td>" in page and "<td>۵</td>" in page and 'name="bring_back"' in page
    segment.refresh_from_db()
    assert segment.removed_at
    assert post(cast.dariush, "indicator_record", *ids, **fields, **{f"{MEHR}-keep": "1"}).status_code == 302
    segment.refresh_from_db()
    assert not segment.removed_at and Indicator.objects.get(segment=segment, month_on=MEHR).active == 5


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
