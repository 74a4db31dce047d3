"""The end of a whole workspace: every row that belongs to it is deleted, and its record with them. The one exception
from "removal is a change too"; that it happened is a line that stays. See docs/decisions/.

Only as the owner of the tables. No trigger is set aside: they let go what the record of purges says is purged, and that
is written first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from graphlib import TopologicalSorter

from django.apps import apps
from django.db import connection, models, transaction

from notices.models import Notice
from record.acting import Actor, acting
from record.models import PURGES, Change, Head, Request
from record.triggers import recorded_models
from workspaces.models import Workspace

VERB = "workspace.purge"
NAMING = {Notice: "home_id", Request: "workspace_id", Change: "workspace_id", Head: "workspace_id"}  # by no foreign key
Objection = Callable[[int], Iterable[str]]
_objections: list[Objection] = []


def objects(objection: Objection) -> Objection:
    """Marks a function of an app above that says why a workspace may not be purged now."""
    _objections.append(objection)
    return objection


class Objected(Exception):
    """It may not be purged now, and nothing was; `args` say why."""


def objections_to(workspace_id: int) -> list[str]:
    return [why for objection in _objections for why in objection(workspace_id)]


def purge(workspace: Workspace, by: Actor) -> None:
    """All of it, or nothing. `by` says who and why. Raises Objected."""
    with transaction.atomic():
        with acting(by, PURGES, VERB), connection.cursor() as cursor:
            cursor.execute("SELECT record_purge(%s)", [workspace.pk])
        if why := objections_to(workspace.pk):
            raise Objected(*why)
        for rows in belongings(workspace.pk):
            _delete(rows, workspace.pk, by)


def belongings(workspace_id: int) -> Iterator[models.QuerySet]:
    """What there is of a workspace in each table, in an order in which it can be deleted."""
    ways = ways_to(Workspace)
    pointing = {model: {other for other in ways if model in _targets(other) - {other}} for model in ways}
    for model in TopologicalSorter(pointing).static_order():
        yield model._base_manager.filter(**{ways[model]: workspace_id})
    for model, column in NAMING.items():
        yield model._base_manager.filter(**{column: workspace_id})


def ways_to(root: type[models.Model]) -> dict[type[models.Model], str]:
    """Every model whose rows hang on one of `root`, and the shortest way there, as a filter takes it."""
    ways = {root: "pk"}
    reached = [root]
    for target in reached:
        for model, field in _pointing_at(target):
            if model not in ways:
                ways[model] = f"{field}__{ways[target]}"
                reached.append(model)
    return ways


def _pointing_at(target: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.related_model is target:
                yield model, field.name


def _targets(model: type[models.Model]) -> set[type[models.Model]]:
    return {field.related_model for field in model._meta.concrete_fields if field.related_model}


def _delete(rows: models.QuerySet, workspace_id: int, by: Actor) -> None:
    """What is on another record goes by an act there: staff's reviews of what was submitted are on their program's."""
    if home := recorded_models().get(rows.model):
        elsewhere = rows.exclude(**{home: workspace_id}).order_by(home).values_list(home, flat=True)
        for record in elsewhere.distinct():
            with acting(by, record, VERB):
                rows.filter(**{home: record})._raw_delete(rows.db)
    rows._raw_delete(rows.db)
