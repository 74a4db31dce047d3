"""The reference that people read: the OpenAPI document in the order of the addresses, with an example for each call."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from api.openapi import document

SECTIONS = {
    "workspaces": _("Workspaces"),
    "canvases": _("Canvases"),
    "notes": _("Notes"),
    "segments": _("Segments"),
    "relationships": _("Relationships"),
    "focuses": pgettext_lazy("strategy", "Focus"),
    "indicators": pgettext_lazy("tab", "Numbers"),
    "comments": _("Comments"),
    "changes": pgettext_lazy("record", "Changes"),
}
EXAMPLES = {  # by property: what one might send
    "text": "Delivered by tomorrow", "name": "Readers", "reason": "Growth has slowed for three months",
    "acquisition": 30, "retention": 60, "growth": 10, "version": 1, "state": "established", "margin": 0.35,
    "expected": 2, "block": "channels", "channel": "website", "customers": 12400,
    "canvas": {"name": "Bookshop"},
}  # fmt: skip
OPTIONAL_SHOWN = {"text", "name", "channel", "margin", "customers", "active", "new", "lost"}


@dataclass(frozen=True)
class Property:
    name: str
    kind: str
    is_required: bool


@dataclass(frozen=True)
class Call:
    name: str
    method: str
    path: str
    summary: str
    scope: str
    role: str  # the least one, by its name; "" where a token is enough
    properties: list[Property]
    query: list[Property]
    gives: str
    status: str
    example: str


@dataclass(frozen=True)
class Section:
    name: str
    title: object
    calls: list[Call]


@cache
def sections() -> list[Section]:
    found: dict[str, list[Call]] = {name: [] for name in SECTIONS}
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            found[operation["tags"][0]].append(call_of(path, method.upper(), operation))
    return [Section(name, SECTIONS[name], calls) for name, calls in found.items()]


def call_of(path: str, method: str, operation: dict) -> Call:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    query = [one for one in operation["parameters"] if one["in"] == "query"]
    status = next(iter(operation["responses"]))
    return Call(
        name=operation["operationId"],
        method=method,
        path=path,
        summary=operation["summary"],
        scope=operation["x-scope"],
        role=operation["x-role"],
        properties=list(properties(body)),
        query=[Property(one["name"], kind_of(one["schema"]), one["required"]) for one in query],
        gives=gives_of(operation["responses"][status]["content"]["application/json"]["schema"]),
        status=status,
        example=example_of(path, method, body, query),
    )


def properties(body: dict) -> Iterable[Property]:
    for name, schema in body.get("properties", {}).items():
        yield Property(name, kind_of(schema), name in body.get("required", ()))


def kind_of(schema: dict) -> str:
    """In a few words: "string, at most 80", "integer or null"."""
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    words = " or ".join(kinds)
    choices = schema.get("enum") or schema.get("items", {}).get("enum")
    if choices:
        words += ": " + " · ".join(str(choice) for choice in choices if choice not in ("", None))
    if "format" in schema:
        words += f" ({schema['format']})"
    if "maxLength" in schema:
        words += f", at most {schema['maxLength']}"
    if schema.get("maximum", 10**10) <= 500:
        words += f", {schema.get('minimum', 0)} to {schema['maximum']}"
    return words


def gives_of(schema: dict) -> str:
    """The name of what is answered; "Note, …" for a page of them."""
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    return schema["properties"]["data"]["items"]["$ref"].rpartition("/")[2] + ", …"


def example_of(path: str, method: str, body: dict, query: list[dict]) -> str:
    filled = path.replace("{kind}", "communities").replace("{month}", "2026-10-01")
    for number, part in enumerate(("workspace", "canvas", "note", "segment", "focus"), 1):
        filled = filled.replace(f"{{{part}}}", str(number))
    asked = "&".join(f"{one['name']}=1" for one in query if one["required"])
    lines = [f'curl {"" if method == "GET" else f"-X {method} "}"$BOOM/api/v1{filled}{asked and "?" + asked}"']
    lines.append('-H "Authorization: Bearer $BOOM_TOKEN"')
    sent = {n: value_of(n, s) for n, s in body.get("properties", {}).items() if wanted(n, body)}
    if sent:
        lines += ['-H "Content-Type: application/json"', f"-d '{json.dumps(sent)}'"]
    return " \\\n  ".join(lines)


def wanted(name: str, body: dict) -> bool:
    return name in body.get("required", ()) or name in OPTIONAL_SHOWN


def value_of(name: str, schema: dict) -> object:
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if name in EXAMPLES and (EXAMPLES[name] in schema.get("enum", [EXAMPLES[name]])):
        return EXAMPLES[name]
    if choices := [choice for choice in schema.get("enum", ()) if choice not in ("", None)]:
        return choices[0]
    if schema.get("format") == "date":
        return "2026-11-22"
    return {"string": "…", "boolean": True, "array": [], "object": {}}.get(kinds[0], 3)
