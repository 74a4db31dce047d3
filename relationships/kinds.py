"""The seven kinds of relationship, what a relationship is for, and which channels can carry which kind."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from canvas.blocks import Channel


class Kind(models.TextChoices):
    PERSONAL = "personal", _("Personal assistance")
    DEDICATED = "dedicated", _("Dedicated personal assistance")
    SELF_SERVICE = "self_service", _("Self-service")
    AUTOMATED = "automated", _("Automated services")
    COMMUNITIES = "communities", _("Communities")
    CO_CREATION = "co_creation", _("Co-creation")
    SOCIAL = "social", _("Social networks")

    @property
    def hint(self) -> Promise:
        """In a few words, what sets it apart."""
        return HINTS[self]


HINTS = {
    Kind.PERSONAL: _("a person helps"),
    Kind.DEDICATED: _("one named person for each"),
    Kind.SELF_SERVICE: _("no contact needed"),
    Kind.AUTOMATED: _("knows the customer, and suggests"),
    Kind.COMMUNITIES: _("customer with customer"),
    Kind.CO_CREATION: _("customers' reviews and answers"),
    Kind.SOCIAL: _("steadily there"),
}


class Goal(models.TextChoices):
    """In the order of a customer's life; every list and chart keeps it."""

    ACQUISITION = "acquisition", pgettext_lazy("goal", "Acquisition")
    RETENTION = "retention", pgettext_lazy("goal", "Retention")
    GROWTH = "growth", pgettext_lazy("goal", "Growth")

    @property
    def short(self) -> str:
        """The style of its chip."""
        return self.value[:3]


class State(models.TextChoices):
    NONE = "none", pgettext_lazy("relationship", "Not there")
    PLANNED = "planned", pgettext_lazy("relationship", "Planned")
    ESTABLISHED = "established", pgettext_lazy("relationship", "Established")
    RETIRED = "retired", pgettext_lazy("relationship", "Retired")


class Strength(models.IntegerChoices):
    """How strongly a segment expects a kind of relationship."""

    NOT = 0, pgettext_lazy("expectation", "Not expected")
    WELCOME = 1, pgettext_lazy("expectation", "Welcome")
    EXPECTED = 2, pgettext_lazy("expectation", "Expected")
    ESSENTIAL = 3, pgettext_lazy("expectation", "Essential")


class Fit(models.IntegerChoices):
    """Whether a channel can carry a kind. A warning, never a ban: a creative team may find a way."""

    HARDLY = 0, _("Hardly")
    WITH_CARE = 1, _("With care")
    NATURAL = 2, _("Natural")


# As shipped; an administrator may judge otherwise (models/curation.py). Columns in the order of Channel.
FITS: dict[tuple[str, str], int] = {
    (kind.value, channel.value): fit
    for kind, fits in {
        Kind.PERSONAL: (2, 2, 1, 1, 1, 0, 1, 0, 1, 1, 2, 0, 0),
        Kind.DEDICATED: (2, 2, 0, 1, 2, 0, 1, 0, 0, 0, 2, 0, 0),
        Kind.SELF_SERVICE: (2, 0, 2, 2, 0, 1, 0, 0, 0, 2, 0, 0, 2),
        Kind.AUTOMATED: (0, 1, 2, 2, 2, 2, 1, 1, 1, 1, 0, 1, 2),
        Kind.COMMUNITIES: (0, 0, 2, 2, 0, 0, 2, 0, 1, 0, 1, 0, 0),
        Kind.CO_CREATION: (0, 0, 2, 2, 1, 0, 1, 0, 1, 2, 1, 0, 0),
        Kind.SOCIAL: (0, 0, 0, 0, 0, 0, 1, 1, 2, 0, 0, 0, 0),
    }.items()
    for channel, fit in zip(Channel, fits, strict=True)
}
