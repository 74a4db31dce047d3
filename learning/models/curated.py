"""What a lesson, a term and the path have in common: states, numbers, and the verbs that bring them forward.

The rows are the working copy. Learners see the revision that is in force: the published one, or the scheduled one
from its moment on. Every verb but `add` takes the `number` that the editor last saw, and raises Stale when there is
another by now.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from learning.curating import curating
from learning.document import LANGUAGES, SHAPES, Document, Unsound, checked
from learning.models.parts import InThree, said, said_in_three, tell, write_parts
from learning.models.revision import Revision
from learning.translations import confirm, follow


class State(models.TextChoices):
    """Of the working copy: what learners see may be an earlier revision."""

    DRAFT = "draft", pgettext_lazy("lesson", "Draft")
    REVIEW = "review", pgettext_lazy("lesson", "In review")
    SCHEDULED = "scheduled", pgettext_lazy("lesson", "Scheduled")
    PUBLISHED = "published", pgettext_lazy("lesson", "Published")


class Meanwhile(Exception):
    """The act met another state than the one it started from; `item` is as it is now."""

    def __init__(self, item: Curated):
        super().__init__(f"{item._meta.label} {item.pk} is {item.state}, number {item.number}")
        self.item = item


class Stale(Meanwhile):
    """It was revised since the number that the act started from."""


class NotNow(Meanwhile):
    """In this state it can't be done: only what is in review is published, for one."""


class Taken(Exception):
    """There is one of this name already."""


class CuratedQuerySet(models.QuerySet):
    def in_force(self, at: datetime | None = None) -> CuratedQuerySet:
        """Those that learners see, each with `force`, the id of the revision that they see."""
        due = models.Q(scheduled__isnull=False, scheduled_at__lte=at or timezone.now())
        force = models.Case(models.When(due, then="scheduled_id"), default="published_id")
        return self.annotate(force=force).filter(force__isnull=False)


class Curated(InThree):
    noun: ClassVar[str]
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    number = models.PositiveIntegerField(_("revision"), default=0, editable=False)
    source_language = models.CharField(
        _("source language"), max_length=2, choices=[(code, code) for code in LANGUAGES], default="en"
    )
    translated = models.JSONField(default=dict, editable=False, help_text="learning/translations.py")
    shipped = models.CharField(max_length=64, blank=True, editable=False, help_text="digest of what was last taken")
    ignored = models.CharField(max_length=64, blank=True, editable=False, help_text="digest of what was last declined")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("author")
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("editor")
    )
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    published = models.ForeignKey(Revision, models.PROTECT, null=True, related_name="+", editable=False)
    scheduled = models.ForeignKey(Revision, models.PROTECT, null=True, related_name="+", editable=False)
    scheduled_at = models.DateTimeField(_("scheduled for"), null=True, editable=False)

    objects = CuratedQuerySet.as_manager()

    class Meta:
        abstract = True

    def document(self) -> Document:
        """The working copy as one document, canonical."""
        shape = SHAPES[self.noun]
        parts = {
            name: [said(row, part) for row in sorted(getattr(self, name).all(), key=lambda row: row.position)]
            for name, part in shape.parts.items()
        }
        return said(self, shape) | parts

    def write(self, document: Document) -> None:
        """Make the working copy say what a canonical document says; inside `curating` only."""
        shape = SHAPES[self.noun]
        tell(self, shape, document)
        self.save(force_insert=self._state.adding)
        for name, part in shape.parts.items():
            write_parts(getattr(self, name), part, document[name])
        self._prefetched_objects_cache = {}

    def in_force(self, at: datetime | None = None) -> Revision | None:
        """The revision that learners see at this moment."""
        due = self.scheduled_id and self.scheduled_at <= (at or timezone.now())
        return self.scheduled if due else self.published

    @property
    def standing(self) -> str:
        """The state as people should see it: what was scheduled is published from its moment on."""
        due = self.state == State.SCHEDULED and self.scheduled_at <= timezone.now()
        return State.PUBLISHED if due else State(self.state)

    @classmethod
    def add(cls, document: object, by: User | None, reason: str = "") -> Curated:
        """A new draft. Raises Unsound for a document that can't be taken, Taken where its key is another's."""
        document = checked(cls.noun, document)
        item = cls(author=by)
        try:
            with transaction.atomic(), curating(by, item, "add", reason):
                item.write(document)
        except IntegrityError as error:
            raise Taken(document.get(SHAPES[cls.noun].key, "")) from error
        return item

    def revise(self, document: object, number: int, by: User | None, reason: str = "") -> None:
        """The working copy says this from now on, as a draft; what learners see stays."""
        document = checked(self.noun, document)
        with curating(by, self, "revise", reason):
            self.meet(number)
            self._keep_key(document)
            self.state = State.DRAFT
            self.write(document)

    def restore(self, revision: Revision, number: int, by: User, reason: str = "") -> None:
        """The working copy says what it said then, as a draft. Raises Unsound where that can be taken no more."""
        with curating(by, self, "restore", reason):
            self.meet(number)
            earlier = self.revisions.get(pk=revision.pk)
            self.state, self.translated = State.DRAFT, earlier.translated
            self.write(checked(self.noun, earlier.document))

    def confirm(self, language: str, number: int, by: User, paths: Container[str] | None = None) -> None:
        """What stands in `language` (at `paths`; None: everywhere) was compared with the source as it is now."""
        with curating(by, self, "confirm", language):
            self.meet(number)
            self.translated = confirm(self.noun, self.document(), self.translated, language, paths)

    def translate(self, document: object, language: str, paths: Container[str], number: int, by: User) -> None:
        """As `revise`, by a translator who at `paths` wrote or confirmed what stands in `language`."""
        document = checked(self.noun, document)
        with curating(by, self, "translate", language):
            self.meet(number)
            self._keep_key(document)
            known = follow(self.noun, self.document(), document, self.translated)
            self.translated = confirm(self.noun, document, known, language, paths)
            self.state = State.DRAFT
            self.write(document)

    def submit(self, number: int, by: User, reason: str = "") -> None:
        with curating(by, self, "submit", reason):
            self.meet(number, State.DRAFT)
            self.state = State.REVIEW

    def send_back(self, number: int, by: User, reason: str) -> None:
        """Back to its author: from review, or from a schedule that is not due yet."""
        with curating(by, self, "send_back", reason):
            self.meet(number, State.REVIEW, State.SCHEDULED)
            self._unschedule()
            self.state = State.DRAFT

    def publish(self, number: int, by: User, reason: str = "") -> None:
        """Learners see this from now on. Raises Unsound where it is called nothing in any language."""
        with curating(by, self, "publish", reason) as revision:
            self.meet(number, State.REVIEW, State.SCHEDULED)
            self._has_name()
            self._unschedule()
            self.state, self.published_id, self.editor = State.PUBLISHED, revision, by

    def schedule(self, at: datetime, number: int, by: User, reason: str = "") -> None:
        """Learners see this from the moment `at` on, without anybody doing anything then."""
        with curating(by, self, "schedule", reason) as revision:
            self.meet(number, State.REVIEW, State.SCHEDULED)
            self._has_name()
            self.state, self.scheduled_id, self.scheduled_at, self.editor = State.SCHEDULED, revision, at, by

    def withdraw(self, number: int, by: User, reason: str) -> None:
        """Learners see it no more, now or later."""
        with curating(by, self, "withdraw", reason):
            self.meet(number)
            if not (self.published_id or self.scheduled_id):
                raise NotNow(self)
            self._unschedule()
            self.state, self.published = State.DRAFT, None

    def meet(self, number: int, *states: str) -> None:
        """Raises Stale or NotNow unless it has this number, and one of the states; `curating` has read it again."""
        if number != self.number:
            raise Stale(self)
        self._settle()
        if states and self.state not in states:
            raise NotNow(self)

    def _keep_key(self, document: Document) -> None:
        """Addresses and links name it by its key, so that it has one for ever."""
        key = SHAPES[self.noun].key
        if key and document[key] != getattr(self, key):
            raise Unsound([f"{key}: {_('It keeps the name that it has.')}"])

    def _has_name(self) -> None:
        """Learners find it by what it is called."""
        name = next(iter(SHAPES[self.noun].texts))
        if not any(said_in_three(self, name).values()):
            raise Unsound([str(_("It is called nothing yet: write its title in one language at least."))])

    def _settle(self) -> None:
        """A schedule whose moment has come has published its revision."""
        if self.scheduled_id and self.scheduled_at <= timezone.now():
            self.published_id = self.scheduled_id
            self._unschedule()
            if self.state == State.SCHEDULED:
                self.state = State.PUBLISHED

    def _unschedule(self) -> None:
        self.scheduled = self.scheduled_at = None
