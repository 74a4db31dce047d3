"""Every URL × method × member of the cast × mixture of ids answers as the table promises, and never with a 5xx."""

import pytest

from tests.cast import actor
from tests.stage import kept
from tests.workspaces.walking import CONVERTED, IDS, MEMBERS, Walk, asked, expectations, our_routes, their_routes

OTHER_METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE")
UNKNOWN = (0, 10**30)  # of no row, and of none that there could be


@pytest.fixture
@kept
def walk(cast) -> Walk:
    return Walk(cast)


def test_table_names_every_url_and_no_other():
    named = {name for name, _method in expectations()}
    assert named == set(our_routes())
    assert set(expectations()) == {(name, method) for name in named for method in ("GET", "POST")}


@pytest.mark.parametrize("who", MEMBERS)
def test_own_ids(walk, who):
    wrong = []
    for (name, method), promised in expectations().items():
        status, _changes = walk.step(who, method, walk.url(our_routes()[name], walk.own))
        if status != promised[who]:
            wrong.append(f"{method} {name}: {status}, not {promised[who]}")
    assert not wrong


@pytest.mark.parametrize("who", MEMBERS)
def test_everybody_is_shown_what_is_wrong(walk, who):
    """The pages that a walk goes without, whole and as parts."""
    asked = {404: ("GET", "/no-such-page/"), 405: ("DELETE", "/language/"), 400: ("GET", "/?q=%00")}
    if who in ("viewer", "commenter", "editor"):
        asked[403] = ("GET", walk.url(our_routes()["invitation_new"], walk.own))
    for status, (method, url) in asked.items():
        for headers in ({}, {"HX-Request": "true"}):
            response = walk.clients[who].generic(method, url, headers=headers)
            assert response.status_code == status and "<h1" in response.content.decode(), (method, url)


@pytest.mark.parametrize("who", MEMBERS)
def test_asked_as_htmx_does(walk, who):
    """Parts have the rights of pages: what is refused there is refused here. What is not, an owner and a viewer ask."""
    wrong = []
    for name, route, method in asked():
        promised = expectations()[name, method][who]
        refused = promised >= 400 or (who == "visitor" and promised == 302)
        if not refused and who not in ("owner", "viewer"):
            continue
        status, changes = walk.step(who, method, walk.url(route, walk.own), htmx=True)
        if status >= 500 or (refused and (status == 200 or changes)):
            wrong.append(f"{method} {name}: {status} with {changes} changes")
    assert not wrong


@pytest.mark.parametrize("who", MEMBERS)
def test_mixed_ids(walk, who):
    """An id of elsewhere anywhere in the address finds nothing; except for Sara, for whom elsewhere is home."""
    wrong = []
    for name, route, method in asked():
        for ids in walk.mixed(route):
            if ids["workspace"] == walk.foreign["workspace"] and (who == "outsider" or not telling(who, ids, walk)):
                continue
            status, changes = walk.step(who, method, walk.url(route, ids))
            if status not in allowed(who, ids, walk) or changes:
                wrong.append(f"{method} {name} {ids}: {status} with {changes} changes")
    assert not wrong


def telling(who: str, ids: dict[str, int], walk: Walk) -> bool:
    """Into a workspace of others only owners try every mixture; the rest, all of its own ids."""
    return who == "owner" or ids == {name: walk.foreign[name] for name in ids}


def allowed(who: str, ids: dict[str, int], walk: Walk) -> tuple[int, ...]:
    if who == "visitor":
        return (302,)
    at_home = ids["workspace"] == walk.own["workspace"]
    too_low = (403,) if at_home and who in ("viewer", "commenter", "editor") else ()
    return (404, *too_low)


def test_sara_reaches_nothing_of_the_team_from_her_own_workspace(walk):
    wrong = []
    for name, route, method in asked():
        for ids in walk.mixed(route):
            if ids["workspace"] == walk.own["workspace"] or ids == {key: walk.foreign[key] for key in ids}:
                continue
            status, changes = walk.step("outsider", method, walk.url(route, ids))
            if status != 404 or changes:
                wrong.append(f"{method} {name} {ids}: {status} with {changes} changes")
    assert not wrong


@pytest.mark.parametrize("number", UNKNOWN)
def test_unknown_ids_find_nothing(walk, number):
    wrong = []
    for name, route, method in asked():
        for _kind, part in CONVERTED.findall(route):
            if part in IDS:
                status, changes = walk.step("owner", method, walk.url(route, walk.own | {part: number}))
                if status != 404 or changes:
                    wrong.append(f"{method} {name} {part}={number}: {status} with {changes} changes")
    assert not wrong


@pytest.mark.parametrize("who", ["visitor", "owner"])
def test_other_methods_change_nothing(walk, who):
    wrong = []
    for name, route in our_routes().items():
        for method in OTHER_METHODS:
            status, changes = walk.step(who, method, walk.url(route, walk.own))
            fine = status < 500 if method == "HEAD" else 300 <= status < 500
            if not fine or changes:
                wrong.append(f"{method} {name}: {status} with {changes} changes")
    assert not wrong


def test_rows_of_a_sibling_canvas_are_not_found(walk, cast):
    """The same workspace, but another canvas: its ids are as foreign as anybody's."""
    sibling = cast.team.canvases.model.objects.create_in(cast.team, "بوم دوم", actor(cast.dariush))
    wrong = []
    for name, route, method in asked():
        parts = {part for _kind, part in CONVERTED.findall(route)}
        if "canvas" in parts and parts & {"note", "segment", "comment"}:
            status, changes = walk.step("owner", method, walk.url(route, walk.own | {"canvas": sibling.pk}))
            if status != 404 or changes:
                wrong.append(f"{method} {name}: {status} with {changes} changes")
    assert not wrong


@pytest.mark.parametrize(
    "name, fields, status",
    [
        ("note_move", {"block": "channels", "after": "{other_note}"}, 422),
        ("note_recolour", {"segment": "{other_segment}"}, 422),
        ("segment_move", {"after": "{other_segment}"}, 422),
        ("comment_add", {"block": "channels", "text": "؟", "note": "{other_note}"}, 422),
        ("note_move", {"block": "channels", "after": "99999999999999999999999"}, 422),
        ("note_recolour", {"segment": "0"}, 422),
        ("note_move", {"block": "customer_segments"}, 422),
        ("note_remove", {"version": "99999999999999999999999"}, 409),
        ("note_revise", {"text": "x", "version": "99999999999999999999999"}, 409),
    ],
)
def test_ids_of_elsewhere_in_a_form_are_refused(walk, cast, name, fields, status):
    ids = {"other_note": cast.other_note.pk, "other_segment": cast.other_segment.pk}
    sent = {key: value.format(**ids) for key, value in fields.items()}
    url = walk.url(our_routes()[name], walk.own)
    assert cast.amina.client.post(url, sent).status_code == status


def test_ids_of_elsewhere_in_a_query_find_nothing(walk, cast):
    """Filters by somebody else's rows show nothing of them."""
    note, person = cast.other_note, cast.sara
    for name, query in [
        ("comments", f"note={note.pk}"),
        ("activity", f"canvas={cast.other_canvas.pk}"),
        ("activity", f"note={note.pk}"),
        ("activity", f"person={person.pk}"),
        ("activity", "before=99999999999999999999999999"),
        ("activity", "seq=-1"),
        ("past", "seq=99999999999999999999999999"),
        ("past", "at=0000-99-99"),
        ("difference", "from=-1&to=99999999999999999999999999"),
        ("search", "q=secret"),
        ("comments", "note=99999999999999999999999999"),
    ]:
        response = cast.amina.client.get(walk.url(our_routes()[name], walk.own) + "?" + query)
        assert response.status_code < 500, (name, query)
        assert note.text not in response.content.decode(), (name, query)
        assert "Their comment" not in response.content.decode(), (name, query)


@pytest.mark.parametrize("who", ["visitor", "outsider", "staff", "owner"])
def test_pages_that_come_with_allauth_and_the_administration_never_break(walk, who):
    wrong = []
    for route in their_routes():
        url = "/" + CONVERTED.sub("1", route)
        for method in ("GET", "POST"):
            status, changes = walk.step(who, method, url)
            if status >= 500 or changes or (route.startswith("admin/") and status == 200 and who != "staff"):
                wrong.append(f"{method} {url}: {status}")
    assert not wrong
