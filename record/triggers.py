"""The one line that puts a model on the record: `class Meta: triggers = recorded()`."""

import pgtrigger
from django.apps import apps
from django.db import models


class _Calls(pgtrigger.Trigger):
    """Calls a function of ours instead of pgtrigger's own, which anyone could switch off with a setting."""

    calls = ""

    def render_execute(self, model) -> str:
        return self.calls

    def get_func(self, model) -> str:
        return "RETURN NULL;"


class _Write(_Calls):
    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def __init__(self, workspace: str):
        self.workspace = workspace
        self.calls = f"record_write('{workspace}')"
        super().__init__(name="record")


class _Refuse(_Calls):
    when = pgtrigger.Before
    operation = pgtrigger.Truncate
    level = pgtrigger.Statement
    calls = "record_refuse()"

    def __init__(self):
        super().__init__(name="record_whole")


class _Freeze(_Calls):
    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete
    calls = "record_refuse()"

    def __init__(self):
        super().__init__(name="frozen")


def recorded(workspace: str = "workspace_id") -> list[pgtrigger.Trigger]:
    """Triggers for a model whose column `workspace` names its workspace: a write is recorded, or refused."""
    return [_Write(workspace), _Refuse()]


def frozen() -> list[pgtrigger.Trigger]:
    """Triggers for a model whose rows are too large for the record, which holds a digest of them instead: they come,
    and nobody changes them."""
    return [_Freeze(), _Refuse()]


def frozen_models() -> list[type[models.Model]]:
    return [
        model for model in apps.get_models()
        if any(isinstance(trigger, _Freeze) for trigger in getattr(model._meta, "triggers", ()))
    ]  # fmt: skip


def recorded_models() -> dict[type[models.Model], str]:
    """Every model that is on the record, with the column that names its workspace."""
    return {
        model: trigger.workspace
        for model in apps.get_models()
        for trigger in getattr(model._meta, "triggers", ())
        if isinstance(trigger, _Write)
    }
