"""The record: every change of every workspace, one gapless line after another. See docs/architecture.md."""

from django.db import models

PURGES = 0  # the record of the purges (sql/purge.sql); no workspace has this number


class Head(models.Model):
    """The last line of a workspace's record. Its row lock is what puts that workspace's writes in order."""

    workspace_id = models.BigIntegerField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    digest = models.BinaryField()

    @classmethod
    def seq_of(cls, record_id: int) -> int:
        """The last line of this record; 0 where it has none."""
        return cls.objects.filter(pk=record_id).values_list("seq", flat=True).first() or 0


class ChangeQuerySet(models.QuerySet["Change"]):
    def of(self, workspace_id: int) -> "ChangeQuerySet":
        return self.filter(workspace_id=workspace_id)

    def after(self, seq: int) -> "ChangeQuerySet":
        """What came after `seq`, oldest first: the exact answer to "what did I miss?"."""
        return self.filter(seq__gt=seq).order_by("seq")

    def purges(self, **of: object) -> "ChangeQuerySet":
        """The lines that say of a workspace, its `row_id`, that all of it is gone."""
        return self.filter(workspace_id=PURGES, table=Head._meta.db_table, **of)

    def about(self, row: models.Model) -> "ChangeQuerySet":
        """The lines of one row, on the record of its workspace."""
        return self.of(row.workspace_id).filter(table=row._meta.db_table, row_id=row.pk)

    def newest_first(self) -> "ChangeQuerySet":
        return self.order_by("-seq")

    def to_read(self) -> "ChangeQuerySet":
        """Without what is asked for by `verify_history` alone."""
        return self.defer("salt", "body_digest", "digest")


class Change(models.Model):
    """One line of the record. Only the database writes it (sql/record.sql), and nobody rewrites it."""

    pk = models.CompositePrimaryKey("workspace_id", "seq")
    workspace_id = models.BigIntegerField()
    seq = models.BigIntegerField()
    canvas_id = models.BigIntegerField(null=True)
    table = models.TextField(help_text="the table of the row that changed")
    row_id = models.BigIntegerField()
    op = models.CharField(max_length=1, help_text="I, U or D")
    actor_id = models.BigIntegerField()
    verb = models.TextField()
    reason = models.TextField()
    request = models.UUIDField(
        null=True, help_text="the client's own name for the edit, so that a retry acts once"
    )
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    at = models.DateTimeField(help_text="rises with seq; the past only where imported")
    clock_at = models.DateTimeField(help_text="what the clock said when the line was written")
    imported = models.BooleanField(default=False)
    salt = models.BinaryField()
    body_digest = models.BinaryField()
    digest = models.BinaryField()

    objects = ChangeQuerySet.as_manager()

    class Meta:
        # Each serves one question of history/; bench/history.py measures them at ten million lines.
        indexes = [
            models.Index(fields=["workspace_id", "canvas_id", "-seq"], name="change_canvas"),
            models.Index(fields=["workspace_id", "table", "row_id", "-seq"], name="change_row"),
            models.Index(fields=["workspace_id", "actor_id", "-seq"], name="change_actor"),
            models.Index(fields=["workspace_id", "verb", "-seq"], name="change_verb"),
            models.Index(fields=["workspace_id", "at"], name="change_at"),
            models.Index(
                fields=["workspace_id", "request", "seq"],
                name="change_request",
                condition=models.Q(request__isnull=False),
            ),
            # Which rows a canvas ever had: without it, the canvas as it was costs as much as its history is long.
            models.Index(
                fields=["workspace_id", "canvas_id", "seq"],
                include=["table", "row_id"],
                name="change_birth",
                condition=models.Q(op="I"),
            ),
        ]

    @property
    def row(self) -> dict:
        """The row as this change left it; a deleted row as it last was."""
        return self.after or self.before or {}


class Request(models.Model):
    """An edit that a client named with a UUID: the same name and body act once, another body is refused."""

    pk = models.CompositePrimaryKey("workspace_id", "key")
    workspace_id = models.BigIntegerField()
    key = models.UUIDField()
    body = models.BinaryField(help_text="SHA-256 of what was sent")
    at = models.DateTimeField()
