"""What every tenant row has: its workspace, in its foreign keys too, so that rows never point across tenants."""

from django.db import models
from django.db.models.constraints import BaseConstraint

from record.triggers import recorded


class HomeKey(BaseConstraint):
    """A foreign key (`home`, `field`_id) → (`home`, id), kept by the database."""

    home = ""

    def __init__(self, *, field: str, to: str, name: str):
        super().__init__(name=name)
        self.field, self.to = field, to

    def constraint_sql(self, model, schema_editor) -> str:
        return (
            f"CONSTRAINT {schema_editor.quote_name(self.name)} FOREIGN KEY ({self.home}, {self.field}_id) "
            f"REFERENCES {schema_editor.quote_name(self.to)} ({self.home}, id)"
        )

    def create_sql(self, model, schema_editor) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} ADD {self.constraint_sql(model, schema_editor)}"

    def remove_sql(self, model, schema_editor) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} DROP CONSTRAINT {schema_editor.quote_name(self.name)}"

    def validate(self, model, instance, exclude=None, using="default") -> None:
        """The database alone judges: the rows were fetched through their workspace already."""

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "field": self.field, "to": self.to}

    def __eq__(self, other) -> bool:
        return isinstance(other, HomeKey) and self.deconstruct() == other.deconstruct()


class TenantKey(HomeKey):
    """Between rows of one workspace."""

    home = "workspace_id"


class Tenant(models.Model):
    """A recorded row of one workspace. A subclass's Meta inherits `Tenant.Meta` and adds `tenant_keys(…)`."""

    workspace = models.ForeignKey("workspaces.Workspace", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True
        triggers = recorded()


def tenant_keys(app: str, model: str, **fields: str) -> list[BaseConstraint]:
    """The constraints of a tenant model: unique (workspace, id), and a TenantKey for each `field=table`."""
    unique = models.UniqueConstraint(fields=["workspace", "id"], name=f"{app}_{model}_tenant")
    return [unique, *(TenantKey(field=f, to=t, name=f"{app}_{model}_{f}_tenant") for f, t in fields.items())]
