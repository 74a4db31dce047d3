"""What is done in the background, as superusers see it; what failed can be tried again."""

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from procrastinate.contrib.django.admin import ProcrastinateJobAdmin
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.dates import write_moment
from accounts.numbers import write_number
from accounts.reading import Reading

STATES = {
    "todo": pgettext_lazy("job", "waiting"),
    "doing": pgettext_lazy("job", "under way"),
    "succeeded": pgettext_lazy("job", "done"),
    "failed": pgettext_lazy("job", "failed"),
    "cancelled": pgettext_lazy("job", "cancelled"),
    "aborted": pgettext_lazy("job", "broken off"),
}

apps.get_app_config("procrastinate").verbose_name = _("Background")  # the library has no words of its own for them
ProcrastinateJob._meta.verbose_name = _("job")
ProcrastinateJob._meta.verbose_name_plural = _("jobs")
admin.site.unregister(ProcrastinateJob)


class InState(admin.SimpleListFilter):
    title = _("State")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Promise]]:
        return list(STATES.items())

    def queryset(self, request: HttpRequest, jobs: QuerySet[ProcrastinateJob]) -> QuerySet[ProcrastinateJob]:
        return jobs.filter(status=self.value()) if self.value() else jobs


@admin.register(ProcrastinateJob)
class JobAdmin(ProcrastinateJobAdmin):
    """A list in the reader's words. The library's own is in English, with styles that our pages forbid."""

    list_display = fields = ("name", "state", "tries", "last_at")
    list_display_links = None
    list_filter = (InState,)
    inlines = ()
    ordering = ("-pk",)
    actions = ("try_again",)

    @admin.display(description=_("job"), ordering="task_name")
    def name(self, job: ProcrastinateJob) -> str:
        return job.task_name

    @admin.display(description=_("State"), ordering="status")
    def state(self, job: ProcrastinateJob) -> str:
        return str(STATES.get(job.status, job.status))

    @admin.display(description=_("Attempts"), ordering="attempts")
    def tries(self, job: ProcrastinateJob) -> str:
        return write_number(job.attempts, Reading.current())

    @admin.display(description=_("When"))
    def last_at(self, job: ProcrastinateJob) -> str:
        last = job.procrastinateevent_set.first()
        return write_moment(last.at, Reading.current()) if last else "—"

    @admin.action(description=_("Try again what failed"))
    def try_again(self, request: HttpRequest, jobs: QuerySet[ProcrastinateJob]) -> None:
        self.retry(request, jobs.filter(status="failed"))
