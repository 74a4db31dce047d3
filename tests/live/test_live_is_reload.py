"""Live equals reload: for every verb of the record, an old page with the stream's parts is the page loaded anew."""

import re

import pytest
from django.urls import reverse

from accounts.reading import Reading
from canvas.cards import note_shape, segment_shape
from canvas.models import Canvas, Note
from history.verbs import of_workspaces
from live.catch_up import catch_up
from record.models import Change, Head
from tests.cast import Cast, actor
from tests.live.doing import Doing
from tests.live.pages import Element, apply, differences, parse, replace

# What happens to people and to the workspace shows nowhere on a board; a canvas that begins has no page open.
NOT_ON_A_BOARD = {
    "invitation.accept", "invitation.create", "invitation.revoke",
    "canvas.create", "canvas.duplicate", "canvas.import", "comment.import", "workspace.create",
    "enrolment.create", "enrolment.revise", "enrolment.leave", "submission.create", "remark.answer",
    "share_link.create", "share_link.revoke", "bundle.create", "webhook.add", "webhook.remove",
}  # fmt: skip


VERBS = sorted(set(of_workspaces()) - NOT_ON_A_BOARD - {"record.redact"})  # that one, by the owner: test_redact_live.py
# What of a matrix page changes at once, by its id, where a relationship or its ties change; the rest is asked for.
SEEN_IN_A_MATRIX = [verb for verb in VERBS if verb.startswith("relationship.")]
REST = [  # of the pages of a canvas that follow the record
    ("strategy", {}),
    ("numbers", {}),
    ("what_if", {}),
    ("what_if", {"acquisition": "20", "retention": "60", "growth": "20"}),
    ("advice", {}),
    ("comments", {}),
    ("comments", {"block": "channels"}),
    ("comments", {"note": "{note}"}),
]


def page_of(user, canvas: Canvas, url: str = "board", **query) -> Element:
    response = user.client.get(reverse(url, args=[canvas.workspace_id, canvas.pk]), query)
    assert response.status_code == 200
    return parse(response.content.decode())


def parts_since(seq: int, cast: Cast, user) -> str:
    """What the stream sends to a page of this person, as HTML."""
    reading = Reading.of(user, user.language)
    batch = catch_up(cast.team.pk, seq, {cast.canvas.pk: {reading}})
    data = b"".join(batch.parts.get((cast.canvas.pk, reading), {}).values()).decode()
    assert all(line.startswith("data: ") for line in data.split("\n")[:-1])
    return "\n".join(line.removeprefix("data: ") for line in data.split("\n"))


def ask_again(page: Element, fresh: Element, user) -> None:
    """As static/js/live.js does when it is told that what one may do here has changed."""
    told = [element.attributes["data-for"] for element in page.find("again").elements()]
    if str(user.pk) in told or "" in told:
        shown = next(element.id for element in page.every() if "data-live" in element.attributes)
        for id_ in (shown, "invite", "share"):
            if page.find(id_):
                replace(page, id_, [fresh.find(id_)])


def freshen(page: Element, fresh: Element, topics: set[str]) -> None:
    """As htmx does for what is asked for again: the element itself, and what it brings along."""
    for element in page.every():
        if topics & set(element.attributes.get("data-fresh", "").split()):
            also = re.findall(r"#([\w-]+)", element.attributes.get("hx-select-oob", ""))
            for id_ in (element.id, *also):
                replace(page, id_, [fresh.find(id_)])


@pytest.mark.parametrize("view", ["", "cost"])
@pytest.mark.parametrize("verb", VERBS)
def test_old_matrix_with_the_parts_is_the_new_one(cast, verb, view):
    doing, name = Doing(cast), verb.replace(".", "_")
    cast.kian.language = "en"
    cast.kian.save()
    getattr(doing, f"first_{name}", lambda: None)()
    seq = Head.objects.get(pk=cast.team.pk).seq
    readers = [cast.dariush, cast.kian] if not view else [cast.amina]
    old = {user: page_of(user, cast.canvas, "matrix", view=view) for user in readers}
    getattr(doing, name)()
    for user in readers:
        parts, fresh = parts_since(seq, cast, user), page_of(user, cast.canvas, "matrix", view=view)
        apply(old[user], parts)
        if verb in SEEN_IN_A_MATRIX and not view:
            assert differences(old[user].find("matrix"), fresh.find("matrix")) == [], "the cells come at once"
        ask_again(old[user], fresh, user)
        freshen(old[user], fresh, set(re.findall(r'data-topic="(\w+)"', parts)))
        assert differences(old[user], fresh) == [], user.language


@pytest.mark.parametrize("verb", VERBS)
def test_other_old_pages_with_the_parts_are_the_new_ones(cast, verb):
    doing, name = Doing(cast), verb.replace(".", "_")
    getattr(doing, f"first_{name}", lambda: None)()
    seq, reader = Head.objects.get(pk=cast.team.pk).seq, cast.kian if verb == "member.appoint" else cast.dariush
    old = rest_of_pages(cast, reader)
    getattr(doing, name)()
    parts = parts_since(seq, cast, reader)
    for page, fresh in zip(old, rest_of_pages(cast, reader), strict=True):
        apply(page, parts)
        ask_again(page, fresh, reader)
        freshen(page, fresh, set(re.findall(r'data-topic="(\w+)"', parts)))
        assert differences(page, fresh) == []


def rest_of_pages(cast, reader) -> list[Element]:
    asked = [(url, {name: value.format(note=cast.notes[0].pk) for name, value in query.items()}) for url, query in REST]
    return [page_of(reader, cast.canvas, url, **query) for url, query in asked]


def test_every_verb_is_done_here():
    assert [verb for verb in VERBS if not hasattr(Doing, verb.replace(".", "_"))] == []


@pytest.mark.parametrize("verb", VERBS)
def test_old_page_with_the_parts_is_the_new_page(cast, verb):
    doing, name = Doing(cast), verb.replace(".", "_")
    cast.kian.language = "en"
    cast.kian.save()
    getattr(doing, f"first_{name}", lambda: None)()
    seq = Head.objects.get(pk=cast.team.pk).seq
    readers = [cast.amina, cast.dariush, cast.kian]
    old = {user: page_of(user, cast.canvas) for user in readers}
    getattr(doing, name)()
    assert Change.objects.of(cast.team.pk).latest("seq").verb == verb
    for user in readers:
        parts = parts_since(seq, cast, user)
        for shape in (note_shape, segment_shape):
            shape.cache_clear()  # the new page shows what is, whatever was drawn before
        fresh = page_of(user, cast.canvas)
        apply(old[user], parts)
        ask_again(old[user], fresh, user)
        assert differences(old[user], fresh) == [], user.language
        apply(old[user], parts)
        assert differences(old[user], fresh) == [], "a part that comes twice does no harm"


def test_parts_that_come_late_bring_the_present(cast):
    """Whatever the page missed, in one go: parts are made from the rows as they are now."""
    doing = Doing(cast)
    seq, old = Head.objects.get(pk=cast.team.pk).seq, page_of(cast.dariush, cast.canvas)
    for name in (
        "note_add",
        "note_move",
        "segment_revise",
        "comment_add",
        "note_revise",
        "note_remove",
        "canvas_rename",
    ):
        getattr(doing, name)()
    doing.other.move("cost_structure", None, doing.by)
    early = parts_since(seq + 2, cast, cast.dariush)
    apply(old, parts_since(seq, cast, cast.dariush))
    apply(old, early)
    assert differences(old, page_of(cast.dariush, cast.canvas)) == []


def test_another_canvas_is_left_alone(cast):
    sibling = Canvas.objects.create_in(cast.team, "دوم", actor(cast.dariush))
    seq = Head.objects.get(pk=cast.team.pk).seq
    Note.objects.add_to(sibling, "channels", "آنجا", actor(cast.dariush))
    assert parts_since(seq, cast, cast.dariush) == ""
