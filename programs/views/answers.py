"""A team answers the remarks of a review, and marks them as done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from canvas.models.editing import Stale
from programs.forms.answer import AnswerForm
from programs.models import Answer, NotNow, Remark
from programs.views.enrolments import left_page
from programs.views.submissions import submission_of, submission_page
from record.models import Change
from workspaces.access import editor
from workspaces.answer import acts


def to_submission(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    place = request.resolver_match.kwargs
    messages.success(request, _("The answer is kept, and the program's staff read it."))
    return redirect("submission", request.workspace.pk, place["enrolment"], place["submission"])


@editor
@acts(to_submission)
def remark_answer(request: HttpRequest, enrolment: int, submission: int, remark: int) -> HttpResponse | None:
    found = submission_of(request, enrolment, submission)
    readable = Remark.objects.present().exclude(review__released_at=None).filter(review__submission=found)
    row = get_object_or_404(readable.select_related("review__submission__enrolment"), pk=remark)
    form = AnswerForm(request.POST)
    if found.enrolment.left_at:
        return left_page(request, found.enrolment, form["text"])
    if not form.is_valid():
        return submission_page(request, found, failed={row.pk: form}, status=422)
    given = form.cleaned_data
    try:
        Answer.give(row, given["text"], given["done"], request.actor, given["version"])
    except Stale as stale:
        form.data = form.data.copy()
        form.data["version"] = stale.row.version
        form.add_error(
            None, _("Somebody of your team answered meanwhile: it stands above. What you typed is untouched.")
        )
        return submission_page(request, found, failed={row.pk: form}, status=409)
    except NotNow:
        return left_page(request, found.enrolment, form["text"])
