"""Where a canvas came from that was brought in: what its file says of the time before, kept as it came.

A file can say anything, so none of it goes on the record. The record says that somebody brought it in, and holds its
digest; the lines themselves lie in a table of their own, into which an import writes once. Why so:
docs/decisions/history-stays-where-it-happened.md.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import connection, models
from django.utils import timezone

from canvas.models import Canvas
from canvas.models.comment import LONGEST_NAME
from record.triggers import frozen
from record.verify import verifies
from workspaces.models import Workspace
from workspaces.tenancy import Tenant, TenantKey, tenant_keys

ALTERED = """
    SELECT p.id, p.canvas_id FROM exports_provenance p
      LEFT JOIN exports_earlierchange c ON c.workspace_id = p.workspace_id AND c.provenance_id = p.id
     WHERE p.workspace_id = %s GROUP BY p.id
    HAVING count(c.number) <> p.lines OR p.sha256 <> encode(sha256(convert_to(
      coalesce(string_agg(c.chapter || ' ' || c.line, E'\\n' ORDER BY c.number), ''), 'UTF8')), 'hex')
     ORDER BY 1
"""

# As one JSON parameter: Django's many rows take fifteen times as long, and other writers of the workspace wait.
TAKEN = """
    INSERT INTO exports_earlierchange (workspace_id, provenance_id, number, chapter, line)
    SELECT %s, %s, number, (each ->> 0)::smallint, each ->> 1
      FROM json_array_elements(%s::json) WITH ORDINALITY came (each, number)
"""


def digest_of(lines: Iterable[tuple[int, str]]) -> str:
    """SHA-256 of the lines (each with the number of its chapter), as ALTERED has the database reckon it."""
    return hashlib.sha256("\n".join(f"{chapter} {line}" for chapter, line in lines).encode()).hexdigest()


@verifies
def altered(workspace_id: int) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(ALTERED, [workspace_id])
        for provenance, canvas in cursor.fetchall():
            yield (
                f"exports_provenance {provenance}: the history that came with canvas {canvas} is not the one whose "
                "digest is on the record"
            )


class Provenance(Tenant):
    """That a canvas came in with a history, brought by whom and when. `made_at` and `made_by` are the file's own words
    of itself; `chapters` those of each record that its history is made of ([{"at", "by"}], the oldest first)."""

    canvas = models.ForeignKey(Canvas, models.PROTECT, related_name="provenances")
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.CharField(max_length=LONGEST_NAME, blank=True)
    made_at = models.DateTimeField(null=True)
    chapters = models.JSONField(default=list)
    lines = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, help_text="of the lines")

    class Meta(Tenant.Meta):
        constraints = [
            *tenant_keys("exports", "provenance", canvas="canvas_canvas"),
            models.UniqueConstraint(fields=["workspace", "canvas"], name="exports_provenance_once"),
        ]

    def take(self, lines: list[tuple[int, str]]) -> None:
        """Each with the number of its chapter, in the act that makes this row."""
        with connection.cursor() as cursor:
            cursor.execute(TAKEN, [self.workspace_id, self.pk, json.dumps(lines, ensure_ascii=False)])

    def history(self) -> list[dict]:
        """The chapters as they stood in the file."""
        found = [{"made": made, "lines": []} for made in self.chapters]
        for chapter, line in self.changes.order_by("number").values_list("chapter", "line"):
            found[chapter]["lines"].append(json.loads(line))
        return found


class EarlierChange(models.Model):
    """A line of another record, as a file tells it: JSON, never read for anything but to be shown and to go out again.
    The database takes it only in the act that makes its provenance, and lets nobody change it (sql/earlier.sql)."""

    pk = models.CompositePrimaryKey("workspace_id", "provenance_id", "number")
    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="+", db_index=False)
    provenance = models.ForeignKey(Provenance, models.PROTECT, related_name="changes", db_index=False)
    number = models.PositiveIntegerField(help_text="from 1, the oldest first")
    chapter = models.PositiveSmallIntegerField()
    line = models.TextField()

    class Meta:
        constraints = [
            TenantKey(field="provenance", to="exports_provenance", name="exports_earlierchange_provenance_tenant")
        ]
        triggers = frozen()
