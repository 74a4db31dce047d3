"""Who is told of what. Off the record, for notices are a person's own: docs/decisions/notices-off-the-record.md."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from notices.kinds import Group, Way, homes, open_kinds


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user_id: int) -> NoticeQuerySet:
        """Theirs, of homes that they are in at this moment, or that they are invited to."""
        inside = reduce(or_, (Q(home_id__in=home(user_id)) for home in homes), Q(kind__in=open_kinds()))
        return self.filter(inside, user_id=user_id)

    def unread(self) -> NoticeQuerySet:
        return self.filter(read_at=None)

    def newest_first(self) -> NoticeQuerySet:
        return self.select_related("by").order_by("-pk")


class Notice(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", db_index=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=24)
    home_id = models.BigIntegerField(
        help_text="the workspace or the program that it tells of; they share their numbers"
    )
    row_id = models.BigIntegerField(help_text="what it is about: a comment, a review …, by its kind")
    mark = models.CharField(max_length=24, blank=True, help_text="of what is told once only: what makes it the same")
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    awaits_mail = models.BooleanField(default=False)
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user", "-id"], name="notice_newest"),
            models.Index(fields=["user"], name="notice_unread", condition=Q(read_at=None)),
            models.Index(fields=["user", "at"], name="notice_unmailed", condition=Q(awaits_mail=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "home_id", "row_id", "mark"], condition=~Q(mark=""), name="notice_once"
            )
        ]


class Choice(models.Model):
    """How somebody wants to hear of a group of kinds (kinds.Group) by e-mail (kinds.Way), where they chose."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_choices", db_index=False)
    group = models.CharField(max_length=12)
    way = models.CharField(max_length=3)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "group"], name="notice_choice_once")]

    @classmethod
    def ways_of(cls, user_id: int) -> dict[str, str]:
        """The way of every group."""
        chosen = dict(cls.objects.filter(user_id=user_id).values_list("group", "way"))
        return {group: chosen.get(group, Way.NOW.value) for group in Group.values}

    @classmethod
    def choose(cls, user_id: int, ways: dict[str, str]) -> None:
        rows = [cls(user_id=user_id, group=group, way=way) for group, way in ways.items()]
        cls.objects.bulk_create(rows, update_conflicts=True, unique_fields=["user", "group"], update_fields=["way"])
