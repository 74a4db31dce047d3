"""One table, in no file's form yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.text import capfirst

Value = str | int | Decimal | date | datetime | None


@dataclass
class Column:
    heading: str
    width: int = 14  # in letters, for files that know widths


@dataclass
class Table:
    """`title` is the name of its sheet. A row has a value for each column."""

    title: str
    columns: list[Column]
    rows: list[list[Value]]


def named(model: type[models.Model], **widths: int) -> list[Column]:
    """Columns that are called as the model's fields are."""
    return [Column(heading_of(model, name), width) for name, width in widths.items()]


def heading_of(model: type[models.Model], name: str) -> str:
    return capfirst(str(model._meta.get_field(name).verbose_name))


def label(choices: Any, value: object) -> str:
    """The words of a choice; "" for none."""
    return str(choices(value).label) if value not in ("", None) else ""
