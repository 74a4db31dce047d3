"""The OpenAPI document, made from the operations themselves: what they take is their form, what they give their row."""

from __future__ import annotations

import copy
import re
from functools import cache

from django import forms
from django.db import models
from django.utils import translation

from accounts.access import View
from api.bodies import described, schema_of_form
from api.checks import operations
from api.limits import MOST
from api.pages import paged
from api.problems import MEDIA_TYPE, PROBLEMS
from api.rows import schema_of
from relationships.kinds import Kind

CONVERTED = re.compile(r"<(?:(\w+):)?(\w+)>")
BODIES = ("POST", "PUT", "PATCH")
ABOUT = f"""The same canvases, rules and roles as in Boom's pages, as JSON.

Authorise with a personal token. Each token may call {MOST} times a minute. An edit carries the `version` that it
started from, and is answered 409 with both sides where somebody was faster; with an `Idempotency-Key` (a UUID) it is
carried out once, however often it is sent. A row looks the same in a list, in an answer and in a change."""
PROBLEM = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "status": {"type": "integer"},
        "code": {"type": "string", "enum": [*PROBLEMS]},
        "title": {"type": "string", "description": "What is wrong, in the caller's language."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in ("path", "code", "detail")},
                "required": ["path", "code", "detail"],
            },
        },
        "yours": {"type": "object", "description": "Of a conflict: what was sent."},
        "theirs": {"type": "object", "description": "Of a conflict: the row as it is now."},
        "needs": {"type": "string", "description": "The scope that the token lacks."},
    },
    "required": ["type", "status", "code", "title"],
}
KEY = {
    "name": "Idempotency-Key", "in": "header", "required": False, "schema": {"type": "string", "format": "uuid"},
    "description": "Your own name for this edit: sent again with the same contents it acts once.",
}  # fmt: skip
PARTS = {"kind": {"type": "string", "enum": Kind.values}, "month": {"type": "string", "format": "date"}}


@cache
def document() -> dict[str, object]:
    """OpenAPI 3.1, in English."""
    with translation.override("en"):
        schemas: dict[str, object] = {"Problem": PROBLEM}
        paths: dict[str, dict] = {}
        for route, _name, method, view in operations():
            where = "/" + CONVERTED.sub(r"{\2}", route.removeprefix("api/v1/"))
            paths.setdefault(where, {})[method.lower()] = operation(route, method, view, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Boom", "version": "1", "description": ABOUT},
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "boom_…"}},
            "schemas": schemas,
        },
    }


def operation(route: str, method: str, view: View, schemas: dict[str, object]) -> dict[str, object]:
    about, name = view.about, view.__name__
    found = {
        "operationId": name,
        "tags": [view.__module__.rpartition(".")[2]],
        "summary": " ".join((view.__doc__ or name).split()),
        "description": f"Scope `{about.scope}`; {least(view)}.",
        "x-scope": str(about.scope),
        "x-role": "" if view.access == "signed in" else view.access,
        "parameters": [in_path(part) for _kind, part in CONVERTED.findall(route)],
        "responses": responses(view, schemas),
    }
    if method in BODIES:
        body = about.takes[1] if isinstance(about.takes, tuple) else schema_of_form(blank(about.takes))
        if about.partial:
            body["required"] = ["version"]
        found["requestBody"] = {"content": {"application/json": {"schema": body}}, "required": "required" in body}
    else:
        found["parameters"] += [in_query(name, field) for name, field in about.takes.base_fields.items()]
    if about.scope == "write":
        found["parameters"].append(KEY)
    return found


def least(view: View) -> str:
    return "anybody with a token" if view.access == "signed in" else f"least role {view.access}"


def blank(form: type[forms.Form]) -> forms.Form:
    """The fields as they are declared; which rows may be chosen is known only on a canvas."""
    found = forms.Form()
    found.fields = copy.deepcopy(form.base_fields)
    return found


def in_path(part: str) -> dict[str, object]:
    schema = PARTS.get(part) or {"type": "integer", "minimum": 1}
    return {"name": part, "in": "path", "required": True, "schema": schema}


def in_query(name: str, field: forms.Field) -> dict[str, object]:
    schema = {"type": "boolean"} if isinstance(field, forms.NullBooleanField) else described(field)
    if isinstance(schema["type"], list):  # what is not wanted is left out
        enum = {"enum": [value for value in schema["enum"] if value]} if "enum" in schema else {}
        schema = {**schema, "type": schema["type"][0], **enum}
    return {"name": name, "in": "query", "required": field.required, "schema": schema}


def responses(view: View, schemas: dict[str, object]) -> dict[str, object]:
    about = view.about
    schema = given(about.gives, schemas)
    body = paged(schema) if about.many else schema
    if about.many and "head" in (view.__doc__ or ""):
        body["properties"]["head"] = {"type": "integer"}
    wrong = {"default": {"description": "What is wrong", "content": {MEDIA_TYPE: {"schema": ref("Problem")}}}}
    return {str(about.status): {"description": "Done", "content": {"application/json": {"schema": body}}}, **wrong}


def given(gives: object, schemas: dict[str, object]) -> dict[str, object]:
    """A reference to the schema, which is put among the others."""
    if isinstance(gives, type) and issubclass(gives, models.Model):
        schemas.setdefault(gives.__name__, schema_of(gives))
        return ref(gives.__name__)
    name, schema = gives
    for part, of in schema.get("$defs", {}).items():
        schemas.setdefault(part, of)
    schemas[name] = {key: value for key, value in schema.items() if key != "$defs"}
    return ref(name)


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
