"""A row as JSON: in a list, as the answer to an edit, in a change and in a webhook it is the same object, with the
columns that the record keeps. What the database works out itself, and digests of secrets, are in none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models

from api.webhooks.sending import origin
from canvas.models.editing import stored

SECRET = {"token_digest", "sealed"}


def row_of(row: models.Model) -> dict[str, object]:
    """As the record has it, so that a live row equals the `after` of its last change."""
    return without_secrets({field.column: plain(field.value_from_object(row)) for field in stored(type(row))})


def without_secrets(row: Mapping[str, object]) -> dict[str, object]:
    kept = {name: value for name, value in row.items() if name not in SECRET}
    return kept | {"address": origin(row["address"])} if "sealed" in row else kept  # a webhook's


def plain(value: object) -> object:
    """Days and moments in ISO 8601, moments in UTC; exact decimals as numbers."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def moment(value: datetime) -> str:
    """As PostgreSQL writes it in JSON: without idle zeros of a second."""
    whole, _dot, part = value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f").partition(".")
    part = part.rstrip("0")
    return whole + (f".{part}" if part else "") + "+00:00"


NUMBERS = (models.IntegerField, models.AutoField)


def schema_of(model: type[models.Model]) -> dict[str, object]:
    """The JSON Schema of `row_of`."""
    fields = [field for field in stored(model) if field.column not in SECRET]
    properties = {field.column: field_schema(field) for field in fields}
    return {"type": "object", "properties": properties, "required": [*properties]}


def field_schema(field: models.Field) -> dict[str, object]:
    if isinstance(field, ArrayField):
        return {"type": "array", "items": field_schema(field.base_field)}
    if isinstance(field, models.ForeignKey):
        found: dict[str, object] = {"type": "integer"}
    elif isinstance(field, models.BooleanField):
        found = {"type": "boolean"}
    elif isinstance(field, models.DecimalField):
        found = {"type": "number"}
    elif isinstance(field, NUMBERS):
        found = {"type": "integer"}
    elif isinstance(field, models.DateTimeField):
        found = {"type": "string", "format": "date-time"}
    elif isinstance(field, models.DateField):
        found = {"type": "string", "format": "date"}
    else:
        found = {"type": "string"}
    if field.choices:
        found["enum"] = [value for value, _label in field.flatchoices] + (
            [""] if field.blank and not field.null else []
        )
    return nullable(found) if field.null else found


def nullable(schema: dict[str, object]) -> dict[str, object]:
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    more = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [*kinds, "null"], **more}
