"""What is sent as JSON goes through the forms of the pages: one set of rules. Here JSON becomes what a form is given,
and a form becomes JSON Schema.

A property is called as the form's field; a share is a fraction (0.82), a day ISO 8601, another row its id.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.form_fields import DayField, NumberField, PercentField
from api.problems import Problem
from api.rows import nullable

MEDIA_TYPES = ("", "application/json")
MOST_TOLD = 50  # bad values; whoever sent more has begun with these
LONG = 30  # digits: a number that is longer is none that anybody means
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
TYPES = {"string": str, "boolean": bool, "array": list, "integer": (int, Decimal), "number": (int, Decimal)}


def parsed(body: bytes) -> dict[str, object]:
    """The object in the body; none for no body. Raises Problem."""
    if not body.strip():
        return {}
    try:
        sent = json.loads(body.decode(), parse_float=Decimal, parse_constant=_refused)
    except (ValueError, RecursionError, ArithmeticError):
        raise Problem("malformed") from None
    if not isinstance(sent, dict):
        raise Problem("malformed")
    return sent


def _refused(name: str) -> None:
    raise ValueError(name)


class Sent:
    """What a call sent, on its way into the form of its operation."""

    def __init__(self, request: HttpRequest, form: type[forms.Form] | None, values: dict[str, object]):
        self.request, self.form, self.values = request, form, values

    def into(self, *about: object, start: Mapping[str, object] | None = None) -> dict[str, object]:
        """What the form makes of it. `about` is what the form wants besides; `start` is what holds where nothing was
        sent. Raises Problem with the path of each bad value."""
        if self.request.method == "DELETE":
            return self._checked(*about, self.request.GET)
        form = self.form(*about, {})
        values = {**(start or {}), **self.values}
        errors = [
            fault(f"/{name}", "unknown", _("There is no such property here.")) for name in self.values
            if name not in form.fields
        ]  # fmt: skip
        for name in form.fields.keys() & self.values.keys():
            if not fits(self.values[name], schema_of_field(form.fields[name])):
                errors.append(fault(f"/{name}", "type", _("This is of another type than belongs here.")))
        if errors:
            raise Problem("invalid", errors=errors[:MOST_TOLD])
        given = {n: typed(f, values[n]) for n, f in form.fields.items() if values.get(n) is not None}
        return self._checked(*about, given)

    def echo(self) -> dict[str, object]:
        """As it came, to be answered where it met a conflict."""
        return {name: echoed(value) for name, value in self.values.items()}

    def _checked(self, *about: object) -> dict[str, object]:
        form = self.form(*about)
        if not form.is_valid():
            raise invalid(form)
        return form.cleaned_data


def echoed(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value) if abs(value.adjusted()) < LONG else str(value)
    return [echoed(item) for item in value] if isinstance(value, list) else value


def invalid(form: forms.Form) -> Problem:
    return Problem("invalid", errors=[
        fault("" if name == "__all__" else f"/{name}", error.code or "invalid", message)
        for name, found in form.errors.as_data().items() for error in found for message in error.messages
    ])  # fmt: skip


def fault(path: str, code: str, detail: str) -> dict[str, str]:
    """One bad value: its JSON Pointer, a code for programs, a sentence for people."""
    whole = path[:1] + path[1:].replace("~", "~0").replace("/", "~1")
    return {"path": whole, "code": code, "detail": detail}


def fits(value: object, schema: Mapping[str, object]) -> bool:
    """Whether a value is of the schema's type; its bounds are the form's to judge."""
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if value is None:  # as if it had not been sent: a required field says so itself
        return True
    if isinstance(value, bool):
        return "boolean" in kinds
    if isinstance(value, list):
        return "array" in kinds and all(item is not None and fits(item, schema["items"]) for item in value)
    if schema.get("format") == "date":
        return isinstance(value, str) and (not value or bool(DAY.fullmatch(value)))
    return any(isinstance(value, TYPES[kind]) for kind in kinds if kind in TYPES)


def typed(field: forms.Field, value: object) -> object:
    """The value as the page's form would send it."""
    if isinstance(value, list):
        return [str(item) for item in value]
    if isinstance(value, bool | str):
        return value
    number = Decimal(str(value))
    if abs(number.adjusted()) >= LONG:
        return str(number)
    return f"{number.scaleb(field.shift) if isinstance(field, PercentField) else number:f}"


def schema_of_form(form: forms.Form) -> dict[str, object]:
    properties = {name: described(field) for name, field in form.fields.items()}
    required = [name for name, field in form.fields.items() if field.required]
    more = {"required": required} if required else {}
    return {"type": "object", "properties": properties, "additionalProperties": False, **more}


def described(field: forms.Field) -> dict[str, object]:
    schema = schema_of_field(field)
    return schema if field.required or schema["type"] == "boolean" else nullable(schema)


def schema_of_field(field: forms.Field) -> dict[str, object]:
    if isinstance(field, forms.BooleanField):
        return {"type": "boolean"}
    if isinstance(field, forms.ModelChoiceField):
        return {"type": "integer"}
    if isinstance(field, forms.MultipleChoiceField):
        return {"type": "array", "items": {"type": "string", "enum": choices_of(field)}}
    if isinstance(field, forms.ChoiceField):
        whole = isinstance(field, forms.TypedChoiceField) and field.coerce is int
        return {"type": "integer" if whole else "string", "enum": choices_of(field)}
    if isinstance(field, NumberField):
        return number_schema(field)
    if isinstance(field, forms.IntegerField):
        bounds = {"minimum": field.min_value, "maximum": field.max_value}
        return {"type": "integer", **{name: value for name, value in bounds.items() if value is not None}}
    if isinstance(field, DayField | forms.DateField):
        return {"type": "string", "format": "date"}
    most = {"maxLength": field.max_length} if getattr(field, "max_length", None) else {}
    return {"type": "string", **({"minLength": 1} if field.required else {}), **most}


def number_schema(field: NumberField) -> dict[str, object]:
    kind = "number" if field.decimal_places + field.shift else "integer"
    least = {} if field.min_value is None else {"minimum": int(field.min_value)}
    return {"type": kind, **least, "maximum": int(field.max_value)}


def choices_of(field: forms.ChoiceField) -> list[object]:
    return [value for value, _label in field.choices]
