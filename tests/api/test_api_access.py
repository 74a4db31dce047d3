"""Every operation × member of the cast × mixture of ids × scope answers as the table promises, never with a 5xx."""

import pytest
from django.core.checks import run_checks

from api import urls
from api.checks import operations
from api.door import door
from canvas.models import Canvas
from tests.api.calling import call, make_token
from tests.api.walking import IDS, ApiWalk, expectations, routes
from tests.cast import actor
from tests.stage import kept
from tests.workspaces.walking import MEMBERS


@pytest.fixture
@kept
def walk(cast) -> ApiWalk:
    return ApiWalk(cast)


def test_table_names_every_operation_and_no_other():
    assert list(expectations()) == list(routes())


def test_an_operation_has_a_name_of_its_own():
    assert len(routes()) == len([*operations()])


def test_an_operation_without_a_mark_is_an_error(monkeypatch):
    """The system check, which stops the server, and whose door has no mark either."""
    bare = door("bare", "bare", GET=lambda request: None)
    monkeypatch.setattr("api.checks.routes", lambda: [("api/v1/bare", bare)])
    assert [error.id for error in run_checks() if "bare" in error.msg] == ["boom.E002"]
    assert not hasattr(bare.callback, "access")
    assert all(hasattr(pattern.callback, "access") for pattern in urls.urlpatterns)


@pytest.mark.parametrize("who", MEMBERS)
def test_own_ids(walk, who):
    wrong = []
    for name, promised in expectations().items():
        response, changes = walk.step(walk.tokens[who], name, walk.own)
        if response.status_code != promised[who] or (changes and promised[who] >= 400):
            wrong.append(f"{name}: {response.status_code}, not {promised[who]}: {response.content[:200]}")
    assert not wrong


@pytest.mark.parametrize("who", MEMBERS)
def test_mixed_ids_find_nothing(walk, who):
    wrong = []
    for name in routes():
        for ids in walk.mixed(name):
            if who != "owner" and ids != {part: walk.foreign[part] for part in ids}:
                continue  # one tries every mixture, the others what is all of elsewhere
            if who == "outsider":
                continue  # for Sara, elsewhere is home
            response, changes = walk.step(walk.tokens[who], name, ids)
            if response.status_code not in ((401,) if who == "visitor" else (403, 404)) or changes:
                wrong.append(f"{name} {ids}: {response.status_code} with {changes} changes")
    assert not wrong


def test_sara_reaches_nothing_of_the_team_from_her_own_workspace(walk):
    wrong = []
    for name in routes():
        for ids in walk.mixed(name):
            if ids["workspace"] == walk.own["workspace"] or ids == {key: walk.foreign[key] for key in ids}:
                continue
            response, changes = walk.step(walk.tokens["outsider"], name, ids)
            if response.status_code != 404 or changes:
                wrong.append(f"{name} {ids}: {response.status_code} with {changes} changes")
    assert not wrong


@pytest.mark.parametrize("number", (0, 10**30))
def test_unknown_ids_find_nothing(walk, number):
    wrong = []
    for name in routes():
        for part in walk.parts(name):
            response, changes = walk.step(walk.tokens["owner"], name, walk.own | {part: number})
            if response.status_code != 404 or changes:
                wrong.append(f"{name} {part}={number}: {response.status_code} with {changes} changes")
    assert not wrong


@pytest.mark.parametrize("scope", ["read", "write", "history"])
def test_a_scope_opens_its_own_operations_alone(walk, cast, scope):
    secret, wrong = make_token(cast.amina, scopes=[scope]), []
    for _route, _name, _method, view in operations():
        response, changes = walk.step(secret, view.__name__, walk.own)
        refused = response.status_code == 403 and response.data["code"] == "scope"
        if refused != (view.about.scope != scope) or (refused and changes):
            wrong.append(f"{view.__name__}: {response.status_code} with {changes} changes")
    assert not wrong


def test_a_token_of_one_workspace_reaches_no_other(walk, cast):
    """Not even where its person is the owner."""
    secret, wrong = make_token(cast.amina, only_in=cast.elsewhere), []
    for name in routes():
        if "workspace" in walk.parts(name):
            response, changes = walk.step(secret, name, walk.own)
            if response.status_code != 404 or changes:
                wrong.append(f"{name}: {response.status_code}")
    assert not wrong


def test_other_methods_are_told_which_there_are(walk):
    wrong = []
    for route in {route for _method, route in routes().values()}:
        methods = {method for method, other in routes().values() if other == route}
        name = next(name for name, (_method, other) in routes().items() if other == route)
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"} - methods:
            response = call(walk.tokens["owner"], method, walk.path(name, walk.own))
            if response.status_code != 405 or set(response["Allow"].split(", ")) != methods:
                wrong.append(f"{method} {route}: {response.status_code}")
    assert not wrong


def test_rows_of_a_sibling_canvas_are_not_found(walk, cast):
    sibling, wrong = Canvas.objects.create_in(cast.team, "بوم دوم", actor(cast.dariush)), []
    for name in routes():
        if set(walk.parts(name)) & set(IDS[2:]):
            response, changes = walk.step(walk.tokens["owner"], name, walk.own | {"canvas": sibling.pk})
            if response.status_code != 404 or changes:
                wrong.append(f"{name}: {response.status_code} with {changes} changes")
    assert not wrong
