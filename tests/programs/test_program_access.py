"""Every page of a program × method × person answers as the table promises, with ids of its own, of another, and mixed.

What the pages of teams promise is in tests/workspaces/expectations.csv.
"""

import itertools
from pathlib import Path

import pytest
from django.test import Client

from tests.programs.scene import Scene, make_scene
from tests.stage import kept
from tests.workspaces.offering import refused
from tests.workspaces.walking import CONVERTED, asked, expectations, our_routes, undone
from tests.workspaces.walking import Walk as TeamWalk

TABLE = Path(__file__).with_name("expectations.csv")
PEOPLE = ("visitor", "team_owner", "other_manager", "reviewer", "manager")
OTHER_METHODS = ("PUT", "PATCH", "DELETE", "TRACE", "OPTIONS")
UNKNOWN = (0, 10**30)  # of no row, and of none that there could be


def program_routes() -> dict[str, str]:
    return {name: route for name, route in our_routes().items() if route.startswith("p/")}


class Walk:
    def __init__(self, scene: Scene):
        self.own, self.foreign = ids_of(scene.own), ids_of(scene.other)
        people = {
            "team_owner": scene.cast.amina, "other_manager": scene.other.manager,
            "reviewer": scene.own.reviewer, "manager": scene.own.manager,
        }  # fmt: skip
        self.clients = {"visitor": Client()} | {who: person.client for who, person in people.items()}
        for client in self.clients.values():
            client.raise_request_exception = False
            client.session  # noqa: B018  (signed in before the walk, whose steps are undone)

    @staticmethod
    def url(route: str, ids: dict) -> str:
        return "/" + CONVERTED.sub(lambda match: str(ids[match[2]]), route)

    def step(self, who: str, method: str, route: str, ids: dict) -> tuple[int, int]:
        """The status, and how many changes it made; they are undone."""
        url = self.url(route, ids)
        response, changes = undone(lambda: self.clients[who].generic(method, url))
        return response.status_code, changes

    def mixed(self, route: str):
        """Every mixture of own and foreign ids but the two that are all of one program."""
        names = [name for _kind, name in CONVERTED.findall(route)]
        for choice in itertools.product((True, False), repeat=len(names)):
            if len(set(choice)) > 1:
                yield {n: (self.own if own else self.foreign)[n] for n, own in zip(names, choice, strict=True)}


def ids_of(side) -> dict[str, int]:
    return {
        "program": side.program.pk, "staff": side.reviewing.pk, "round": side.round.pk,
        "program_invitation": side.invitation.pk, "enrolment": side.enrolment.pk,
        "canvas": side.submission.canvas_id, "submission": side.submission.pk, "remark": side.remark.pk,
        "criterion": side.program.criteria.in_order()[0].pk,
    }  # fmt: skip


@pytest.fixture
@kept
def scene(cast) -> Scene:
    return make_scene(cast, reviewed=True)


@pytest.fixture
def walk(scene) -> Walk:
    return Walk(scene)


def test_table_names_every_page_of_a_program():
    assert set(expectations(TABLE)) == {(name, method) for name in program_routes() for method in ("GET", "POST")}


def test_reviewers_are_offered_nothing_that_they_would_be_refused(walk):
    table = expectations(TABLE)
    pages = [name for (name, method), promised in table.items() if method == "GET" and promised["reviewer"] == 200]
    client, routes = walk.clients["reviewer"], program_routes()
    found = {name: refused(client, "reviewer", walk.url(routes[name], walk.own), table) for name in pages}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}



@pytest.mark.parametrize("who", PEOPLE)
def test_own_ids(walk, who):
    wrong = []
    for (name, method), promised in expectations(TABLE).items():
        status, changes = walk.step(who, method, program_routes()[name], walk.own)
        if status != promised[who] or (status >= 400 and changes):
            wrong.append(f"{method} {name}: {status}, not {promised[who]}; {changes} changes")
    assert not wrong


@pytest.mark.parametrize("who", ["other_manager", "reviewer", "manager"])
def test_mixed_ids_find_nothing(walk, who):
    wrong = []
    for name, route, method in asked(TABLE):
        for ids in walk.mixed(route):
            status, changes = walk.step(who, method, route, ids)
            if status not in (403, 404) or changes:
                wrong.append(f"{method} {name} {ids}: {status} with {changes} changes")
    assert not wrong


def test_all_ids_of_another_program_find_nothing(walk):
    wrong = []
    for name, route, method in asked(TABLE):
        status, changes = walk.step("manager", method, route, walk.foreign)
        if status != 404 or changes:
            wrong.append(f"{method} {name}: {status} with {changes} changes")
    assert not wrong


@pytest.mark.parametrize("number", UNKNOWN)
def test_unknown_ids_find_nothing(walk, number):
    wrong = []
    for name, route, method in asked(TABLE):
        for _kind, part in CONVERTED.findall(route):
            status, changes = walk.step("manager", method, route, walk.own | {part: number})
            if status != 404 or changes:
                wrong.append(f"{method} {name} {part}={number}: {status} with {changes} changes")
    assert not wrong


def test_other_methods_change_nothing(walk):
    wrong = []
    for name, route in program_routes().items():
        for method in OTHER_METHODS:
            status, changes = walk.step("manager", method, route, walk.own)
            if not 300 <= status < 500 or changes:
                wrong.append(f"{method} {name}: {status}")
    assert not wrong


def test_staff_reach_nothing_else_of_the_workspace(walk, scene):
    """Every page of the team, asked by the program's manager, does not exist for them."""
    team = TeamWalk(scene.cast, scene)
    client, wrong = scene.own.manager.client, []
    for name, route in our_routes().items():
        if "workspace" in route and route.startswith("w/"):
            for method in ("GET", "POST"):
                status = client.generic(method, team.url(route, team.own)).status_code
                if status not in (404, 405):
                    wrong.append(f"{method} {name}: {status}")
    assert not wrong
