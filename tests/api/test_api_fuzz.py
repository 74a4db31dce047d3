"""The OpenAPI document, taken at its word by a fuzzer: whatever is sent, nothing is answered with a 5xx, and every
answer is of the shape that the document promises.

BOOM_API_FUZZ says how many requests each operation gets; bin/test makes do with a part of those that were tried.
"""

import os
import random
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api import limits
from record.verify import Whole, verify
from tests.api.walking import ApiWalk, routes

EACH = int(os.environ.get("BOOM_API_FUZZ", "5"))
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
]  # fmt: skip
ASKED = settings(
    max_examples=EACH, database=None, deadline=None, derandomize=EACH == 5, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
ROWS = {"segment": "segment", "after": "note", "note": "note"}  # of a body: which of our own rows it names
SECRETS = ("owner", "owner", "owner", "editor", "viewer", "outsider")


@pytest.fixture
def walk(committed_cast, monkeypatch) -> Iterator[ApiWalk]:
    """Each request keeps the connection of the test, as it does with Django's own client."""
    monkeypatch.setattr(limits, "MOST", 10**9)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield ApiWalk(committed_cast)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["sound", "unsound"])
def test_made_up_calls_never_break(walk, mode):
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    chance, found = random.Random(7), {}
    for result in schema.get_all_operations():
        operation = result.ok()
        found[operation.definition.raw["operationId"]] = statuses_of(operation, mode, walk, chance)
    assert set(found) == set(routes())
    assert isinstance(verify(walk.cast.team.pk), Whole)
    assert {200, 403, 404, 422} <= set.union(*found.values()), "it asked what makes sense, too"


def statuses_of(operation, mode: GenerationMode, walk: ApiWalk, chance: random.Random) -> set[int]:
    statuses = set()

    @ASKED
    @given(case=operation.as_strategy(generation_mode=mode))
    def call(case):
        statuses.add(ask(case, walk, chance))

    call()
    return statuses


def ask(case, walk: ApiWalk, chance: random.Random) -> int:
    """Mostly with ids of the team's own, as what is not found is soon asked enough; answers the status."""
    if chance.random() < 0.9:
        case.path_parameters = {**case.path_parameters, **known(case.path_parameters, walk)}
    if isinstance(case.body, dict):
        mine = {name: walk.own[row] for name, row in ROWS.items() if isinstance(case.body.get(name), int)}
        case.body = {**case.body, **(mine if chance.random() < 0.5 else {})}
        if isinstance(case.body.get("version"), int) and chance.random() < 0.7:
            case.body["version"] = 1
    if case.query and "version" in case.query and chance.random() < 0.7:
        case.query["version"] = 1
    secret = walk.tokens[chance.choice(SECRETS)]
    with transaction.atomic():
        response = case.call(headers={"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"})
        transaction.set_rollback(chance.random() < 0.8)
    case.validate_response(response, checks=CHECKS)
    return response.status_code


def known(parameters: dict, walk: ApiWalk) -> dict[str, object]:
    words = walk.own | {"kind": "self_service", "month": "2026-10-23"}
    return {name: words[name] for name in parameters}
