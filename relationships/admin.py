"""What administrators judge for everybody, each as one table: where advice begins, and which channel carries what."""

from __future__ import annotations

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.options import csrf_protect_m, get_content_type_for_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from relationships.forms.curation import Change, FitsForm, ThresholdsForm
from relationships.models import ChannelFit, Threshold


class TableAdmin(admin.ModelAdmin):
    """All rows on one page, the shipped ones too: nothing is added or removed, only judged otherwise."""

    form_of_all: type
    template: str

    def get_urls(self) -> list:
        return [url for url in super().get_urls() if (url.name or "").endswith("_changelist")]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, row: object = None) -> bool:
        return False

    @csrf_protect_m
    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._table(request, self.form_of_all())
        if not self.has_change_permission(request):
            raise PermissionDenied
        form = self.form_of_all(request.POST)
        if not form.is_valid():
            return self._table(request, form, status=422)
        with transaction.atomic():
            for change in form.save():
                self._note(request, change)
        messages.success(request, _("Saved. Advice follows it from now on."))
        return redirect(request.path)

    def _table(self, request: HttpRequest, form: object, status: int = 200) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": capfirst(self.opts.verbose_name_plural),
            "opts": self.opts,
            "form": form,
            "may_change": self.has_change_permission(request),
        }
        return render(request, self.template, context, status=status)

    def _note(self, request: HttpRequest, change: Change) -> None:
        """In the administration's own log: who, when, from what to what; of nothing where it is as shipped."""
        said = f"{change.name}: {_said(change.before)} → {_said(change.value)}"
        LogEntry.objects.create(
            user=request.user, content_type=get_content_type_for_model(change.row), object_id=change.row.pk or "",
            object_repr=change.name[:200], action_flag=CHANGE, change_message=said,
        )  # fmt: skip


def _said(value: object) -> str:
    return _("as shipped") if value is None else str(value)


@admin.register(Threshold)
class ThresholdAdmin(TableAdmin):
    form_of_all = ThresholdsForm
    template = "admin/relationships/thresholds.html"


@admin.register(ChannelFit)
class ChannelFitAdmin(TableAdmin):
    form_of_all = FitsForm
    template = "admin/relationships/fits.html"
