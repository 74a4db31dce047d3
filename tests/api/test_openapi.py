"""The OpenAPI document, and the page for people that is made from it."""

import json
import re

import jsonschema_rs
import pytest
from django.test import Client

from api.openapi import document
from api.problems import PROBLEMS
from api.reference import sections
from tests.api.walking import routes


def test_document_is_there_for_everybody(db):
    response = Client().get("/api/v1/openapi.json")
    assert response.status_code == 200 and response.json() == json.loads(json.dumps(document()))
    assert response.json()["openapi"].startswith("3.1")


def operations() -> list[dict]:
    return [operation for methods in document()["paths"].values() for operation in methods.values()]


def test_every_operation_is_in_it_once():
    names = [operation["operationId"] for operation in operations()]
    assert sorted(names) == sorted(routes())


def test_every_schema_is_one_and_every_reference_leads_somewhere():
    whole = json.dumps(document())
    for schema in document()["components"]["schemas"].values():
        jsonschema_rs.meta.validate(schema)
    assert set(re.findall(r"#/components/schemas/(\w+)", whole)) <= set(document()["components"]["schemas"])


def test_rules_of_a_form_are_in_it():
    (add,) = (one for one in operations() if one["operationId"] == "note_add")
    schema = add["requestBody"]["content"]["application/json"]["schema"]
    assert schema["required"] == ["text", "block"] and schema["properties"]["text"]["maxLength"] == 2000
    assert "customer_segments" not in schema["properties"]["block"]["enum"]
    (revise,) = (one for one in operations() if one["operationId"] == "note_revise")
    assert revise["requestBody"]["content"]["application/json"]["schema"]["required"] == ["version"]
    (put,) = (one for one in operations() if one["operationId"] == "segment_add")
    margin = put["requestBody"]["content"]["application/json"]["schema"]["properties"]["margin"]
    assert margin == {"type": ["number", "null"], "minimum": 0, "maximum": 1}


def test_examples_are_what_the_document_allows():
    for path, methods in document()["paths"].items():
        for operation in methods.values():
            example = next(c.example for s in sections() for c in s.calls if c.name == operation["operationId"])
            if "requestBody" in operation and "-d '" in example:
                sent = json.loads(example.partition("-d '")[2].removesuffix("'"))
                schema = operation["requestBody"]["content"]["application/json"]["schema"]
                assert jsonschema_rs.is_valid(schema, sent), (path, sent)


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_page_for_people_names_every_operation_and_problem(db, language):
    page = Client(headers={"Accept-Language": language}).get("/api/").content.decode()
    assert f'<html lang="{language}"' in page
    assert all(f'id="{name}"' in page for name in (*routes(), *PROBLEMS))
    assert "started from <code>version</code>." in page and "`" not in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) and set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
