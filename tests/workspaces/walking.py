"""Walking the whole site: each URL with the ids of one's own workspace, of another, and mixed."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property, partial
from pathlib import Path
from unittest.mock import patch

from django.http import HttpRequest, HttpResponse
from django.test import Client

from accounts.models import User
from api.models import Token, Webhook
from config import trouble
from notices.models import Notice
from record.models import Change
from record.trip import Statement, trip
from sharing.models import ShareLink
from tests.cast import Cast, actor
from tests.exports.brought import make_provenance
from tests.exports.packed import make_bundle
from tests.learning.writing import make_editor, published
from tests.programs.scene import Scene, make_scene
from tests.strategy import make_other_strategy, make_strategy
from workspaces.checks import is_ours, routes
from workspaces.models import Invitation, Workspace

TABLE = Path(__file__).with_name("expectations.csv")
MEMBERS = {  # the columns of the table
    "visitor": None, "outsider": "sara", "staff": "omar",
    "viewer": "layla", "commenter": "kian", "editor": "dariush", "owner": "amina",
}  # fmt: skip
CHANGES = Statement(f'SELECT count(*) FROM "{Change._meta.db_table}"')
CONVERTED = re.compile(r"<(?:(\w+):)?(\w+)>")
IDS = (
    "workspace", "canvas", "note", "segment", "comment", "member", "invitation",
    "dismissal", "scenario", "focus", "seq", "enrolment", "submission", "remark", "notice",
    "webhook", "token_id", "share_link", "bundle",
)  # fmt: skip
# A program's own pages: tests/programs/test_program_access.py.
PROGRAM = {"program": 987654320, "staff": 1, "round": 1, "program_invitation": 1, "criterion": 1}
WORDS = {
    "block": "channels", "kind": "self_service", "example": "bookshop", "token": "no-such-token",
    "slug": "channels", "about": "block:channels",
    "table": "notes", "language": "fa", "paper": "a4",
}  # fmt: skip


@cache
def our_routes() -> dict[str, str]:
    """The route of each of our own URLs, by name; those of the API, which asks for a token: tests/api/."""
    ours = [(route, pattern) for route, pattern in routes() if is_ours(pattern)]
    return {pattern.name: route for route, pattern in ours if not hasattr(pattern.callback, "operations")}


def their_routes() -> list[str]:
    """What comes with allauth and the administration; regular expressions are left to them."""
    return [route for route, pattern in routes() if not is_ours(pattern) and not set(route) & set("^$\\(")]


def expectations(path: Path = TABLE) -> dict[tuple[str, str], dict[str, int]]:
    """The status that each person of a table is promised, by (URL name, method)."""
    with path.open(encoding="utf-8", newline="") as table:
        return {
            (row.pop("name"), row.pop("method")): {who: int(status) for who, status in row.items()}
            for row in csv.DictReader(table)
        }


def asked(table: Path = TABLE) -> Iterator[tuple[str, str, str]]:
    """The name, route and method of whatever a table promises. Where anybody is promised a 405, the address does not
    take that method from anybody, which is judged before the ids: it says nothing of them."""
    for (name, method), promised in expectations(table).items():
        if 405 not in promised.values():
            yield name, our_routes()[name], method


def hook(workspace: Workspace, owner: User) -> int:
    """A webhook to nowhere: whatever is sent to it is lost."""
    return Webhook.objects.add_to(workspace, "https://nowhere.invalid/", ["notes"], actor(owner))[0].pk


def ended_bundle(cast: Cast, workspace: Workspace, owner: User) -> int:
    """Of which nothing came: it keeps nobody from asking for another."""
    bundle = make_bundle(cast, workspace, owner)
    assert bundle.work.fail()
    return bundle.pk


def barely(request: HttpRequest | None, page: str, context: object = None, status: int = 200) -> HttpResponse:
    """In place of the pages that say what is wrong: making them is half the work of a walk, which reads none. That
    everybody can be shown them is a test of its own."""
    return HttpResponse(page, status=status)


def undone(ask: Callable[[], HttpResponse]) -> tuple[HttpResponse, int]:
    """One step of a walk: what is answered, and how many changes it made, which are undone. A walk takes thousands:
    counting costs no trip to the database of its own."""
    with patch.object(trouble, "render", barely):
        _begun, [(before,)] = trip(Statement("SAVEPOINT step"), CHANGES)
        response = ask()
        [(after,)], *_undone = trip(CHANGES, Statement("ROLLBACK TO step"), Statement("RELEASE step"))
    return response, after - before


def token(user: User) -> int:
    return Token.objects.make(user, "x", ["read"], 30, None, None)[0].pk


class Walk:
    """The cast with one row of everything that a URL can name, in the team and elsewhere."""

    def __init__(self, cast: Cast, scene: Scene | None = None):
        self.cast = cast
        strategy, other_strategy = make_strategy(cast), make_other_strategy(cast)
        published(make_editor(), WORDS["slug"])
        team, _token = Invitation.objects.invite(cast.team, 10, 7, actor(cast.amina))
        other, _token = Invitation.objects.invite(cast.elsewhere, 10, 7, actor(cast.sara))
        scene = scene or make_scene(cast, reviewed=True)
        share = {"name": "", "days": 7, "live": True, "matrix": True, "strategy": True, "pdf": True}
        link, _token = ShareLink.objects.make(cast.canvas, actor(cast.amina), **share)
        other_link, _token = ShareLink.objects.make(cast.other_canvas, actor(cast.sara), **share)
        cast.notes[1].recolour(cast.segments[0], actor(cast.dariush))  # a line whose number elsewhere has not reached
        make_provenance(cast.canvas, cast.amina)
        make_provenance(cast.other_canvas, cast.sara)
        self.own = {
            "workspace": cast.team.pk, "canvas": cast.canvas.pk, "note": cast.notes[0].pk,
            "segment": cast.segments[0].pk, "comment": cast.comment.pk, "invitation": team.pk,
            "dismissal": strategy.dismissal.pk, "scenario": strategy.scenario.pk,
            "member": cast.team.members.get(user=cast.kian).pk, "seq": self.line_of(cast.team.pk, "note.recolour"),
            "focus": strategy.focus.pk, "enrolment": scene.own.enrolment.pk, "submission": scene.own.submission.pk,
            "remark": scene.own.remark.pk, "notice": Notice.objects.filter(user=cast.amina).earliest("pk").pk,
            "webhook": hook(cast.team, cast.amina), "token_id": token(cast.amina),
            "share_link": link.pk, "bundle": ended_bundle(cast, cast.team, cast.amina),
        }  # fmt: skip
        self.foreign = {
            "workspace": cast.elsewhere.pk, "canvas": cast.other_canvas.pk, "note": cast.other_note.pk,
            "segment": cast.other_segment.pk, "comment": cast.other_comment.pk, "invitation": other.pk,
            "dismissal": other_strategy.dismissal.pk, "scenario": other_strategy.scenario.pk,
            "member": cast.elsewhere.members.get().pk, "seq": 10**6,
            "focus": other_strategy.focus.pk, "enrolment": scene.other.enrolment.pk,
            "submission": scene.other.submission.pk, "remark": scene.other.remark.pk,
            "notice": Notice.objects.filter(user=cast.sara).earliest("pk").pk,
            "webhook": hook(cast.elsewhere, cast.sara), "token_id": token(cast.sara),
            "share_link": other_link.pk, "bundle": ended_bundle(cast, cast.elsewhere, cast.sara),
        }  # fmt: skip

    @cached_property
    def clients(self) -> dict[str, Client]:
        """Signed in before the walk, whose steps are undone."""
        clients = {who: self.cast.people[name].client if name else Client() for who, name in MEMBERS.items()}
        for client in clients.values():
            client.raise_request_exception = False
            client.session  # noqa: B018
        return clients

    @staticmethod
    def line_of(workspace_id: int, verb: str) -> int:
        return Change.objects.of(workspace_id).filter(verb=verb).latest("seq").seq

    def url(self, route: str, ids: dict[str, object]) -> str:
        return "/" + CONVERTED.sub(lambda match: str(({**WORDS, **PROGRAM, "seq": 1} | ids)[match[2]]), route)

    def step(self, who: str, method: str, url: str, htmx: bool = False) -> tuple[int, int]:
        """Ask; answers the status and how many changes it made, and undoes them."""
        headers = {"HX-Request": "true"} if htmx else {}
        response, changes = undone(partial(self.clients[who].generic, method, url, headers=headers))
        return response.status_code, changes

    def mixed(self, route: str) -> Iterator[dict[str, int]]:
        """Every mixture of own and foreign ids for a route, but the one that is all own."""
        names = [name for _kind, name in CONVERTED.findall(route) if name in IDS]
        if "workspace" not in names:  # a program's pages: tests/programs/test_program_access.py
            return
        for choice in itertools.product((True, False), repeat=len(names)):
            if not all(choice):
                yield {name: (self.own if own else self.foreign)[name] for name, own in zip(names, choice, strict=True)}
