"""What administrators judge for everybody: where advice begins, and which channel carries which kind."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from canvas.blocks import Channel
from relationships.kinds import FITS, Fit, Kind
from relationships.thresholds import DEFAULTS


class ThresholdQuerySet(models.QuerySet["Threshold"]):
    def in_force(self) -> dict[str, Decimal]:
        """Every threshold by its key: as an administrator set it, else as shipped."""
        return DEFAULTS | dict(self.values_list("key", "value"))


class Threshold(models.Model):
    key = models.CharField(_("threshold"), max_length=40, primary_key=True, choices=[(key, key) for key in DEFAULTS])
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=4)

    objects = ThresholdQuerySet.as_manager()

    class Meta:
        verbose_name = _("threshold of advice")
        verbose_name_plural = _("thresholds of advice")

    def __str__(self) -> str:
        return self.key


class ChannelFitQuerySet(models.QuerySet["ChannelFit"]):
    def in_force(self) -> dict[tuple[str, str], int]:
        """Every (kind, channel): as an administrator judged it, else as shipped."""
        return FITS | {(kind, channel): fit for kind, channel, fit in self.values_list("kind", "channel", "fit")}


class ChannelFit(models.Model):
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    channel = models.CharField(_("channel type"), max_length=20, choices=Channel)
    fit = models.PositiveSmallIntegerField(_("how it fits"), choices=Fit)

    objects = ChannelFitQuerySet.as_manager()

    class Meta:
        verbose_name = _("channel that fits a kind")
        verbose_name_plural = _("channels that fit kinds")
        constraints = [models.UniqueConstraint(fields=["kind", "channel"], name="relationships_fit_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.get_channel_display()}"
