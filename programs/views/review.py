"""One's own review of a submission: a draft with scores and remarks, submitted at last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.text import clean_body
from canvas.models.editing import Removed, Stale
from history.fold import state_at
from programs.access import reviewer
from programs.anchors import ANCHORED, anchors_of
from programs.comparison import own_of
from programs.forms.review import RemarkForm, ReviewForm
from programs.models import NotNow, Remark, Review, RubricChanged, Submission
from programs.views.reviews import reviews_page, submission_of
from record.acting import recall
from record.models import Change
from workspaces.answer import acts


def remark_form(request: HttpRequest, submission: Submission, *given) -> RemarkForm:
    return RemarkForm(anchors_of(state_at(submission.canvas, submission.seq, ANCHORED), request.reading), *given)


def remarks_of(review: Review) -> list[Remark]:
    return list(review.remarks.present().order_by("pk")) if review.version else []


@reviewer
def review(request: HttpRequest, enrolment: int, submission: int) -> HttpResponse:
    """One's own: a draft to go on with. Once it is submitted, or where one may not review, the comparison."""
    found = submission_of(request, enrolment, submission)
    own = own_of(request.user, found)
    if own.submitted_at or not request.staff.may_review(found.enrolment):
        return redirect("reviews", request.program.pk, enrolment, submission)
    return review_page(request, found, own)


def review_page(
    request: HttpRequest,
    submission: Submission,
    own: Review,
    form: ReviewForm | None = None,
    remark: RemarkForm | None = None,
    status: int = 200,
) -> HttpResponse:
    criteria = request.program.criteria.in_order()
    context = {
        "tab": "startups",
        "submission": submission,
        "enrolment": submission.enrolment,
        "review": own,
        "form": form or ReviewForm.of(own, criteria),
        "remarks": remarks_of(own),
        "remark_form": remark or remark_form(request, submission),
    }
    return render(request, "programs/review.html", context, status=status)


def saved(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    place = request.resolver_match.kwargs
    if changes and changes[0].verb == "review.submit":
        messages.success(
            request,
            _("The review is submitted, and you read what others found. The team reads it when a manager releases it."),
        )
        return redirect("reviews", request.program.pk, place["enrolment"], place["submission"])
    messages.success(request, _("Saved as a draft. Nobody but you reads it."))
    return to_draft(request, "verdict")


def to_draft(request: HttpRequest, part: str) -> HttpResponse:
    """Where one was on its long page: one goes on from there."""
    place = request.resolver_match.kwargs
    return redirect(f"{reverse('review', args=[request.program.pk, place['enrolment'], place['submission']])}#{part}")


@dataclass
class Desk:
    """All that stands on the page of a review and comes with each press: the draft, and a remark being written. Each
    form is bound where something was sent for it."""

    request: HttpRequest
    submission: Submission
    own: Review
    form: ReviewForm
    remark: RemarkForm

    @classmethod
    def of(cls, request: HttpRequest, enrolment: int, submission: int, adds: bool = False) -> Desk:
        """Of a startup that left while one wrote, too: what was typed is theirs who typed it."""
        here = request.program.submissions.for_pages().filter(enrolment=enrolment)
        found, sent = get_object_or_404(here, pk=submission), request.POST
        own, criteria = own_of(request.user, found), request.program.criteria.in_order()
        form = ReviewForm(criteria, sent) if "version" in sent else ReviewForm.of(own, criteria)
        is_typed = adds or sent.get("text", "").strip()
        return cls(request, found, own, form, remark_form(request, found, *[sent] if is_typed else []))

    @property
    def draft(self) -> dict:
        return self.form.draft if self.form.is_bound else {}

    def shown(self, status: int) -> HttpResponse:
        return review_page(self.request, self.submission, self.own, self.form, self.remark, status)

    def carry_out(self, act: Callable[[], object], *needed: ReviewForm | RemarkForm) -> HttpResponse | None:
        """`act`, where what is `needed` is in order; else, or where it can't be, the page with all that was typed."""
        if self.own.submitted_at or self.has_left:
            return self.too_late()
        if not all(form.is_valid() for form in needed):
            return self.shown(422)
        try:
            act()
        except NotNow:
            return self.too_late()
        except Stale:
            self.form.add_error(
                None, _("You saved this review in another window meanwhile. Save again to keep what stands here.")
            )
            self.form.data = self.form.data.copy()
            self.form.data["version"] = self.own.version
            return self.shown(409)
        except RubricChanged:
            self.form = self.form.by_the_words_of(self.request.program.criteria.in_order())
            return self.shown(409)

    def too_late(self) -> HttpResponse:
        """What others found is shown, with a word that nothing was changed and what was typed; the latter alone, where
        the startup left. Raises Repeated for the request that made the review final."""
        if self.has_left:
            context = {"tab": "startups", "typed": self.typed}
            return render(self.request, "programs/review_left.html", context, status=410)
        recall(self.request.actor, self.request.program.pk)
        trouble = _(
            "Nothing was changed: this review is final, you declared a conflict of interest, "
            "or others are assigned to this startup."
        )
        return reviews_page(self.request, self.submission, trouble, self.typed, status=409)

    @property
    def has_left(self) -> bool:
        return self.submission.enrolment.left_at is not None

    @property
    def typed(self) -> list[BoundField]:
        """The texts that came along and stand nowhere else that one may read."""
        texts = [(self.form["summary"], "" if self.has_left else self.own.summary), (self.remark["text"], "")]
        return [text for text, kept in texts if text.form.is_bound and clean_body(text.value() or "") != kept]

    @property
    def drafts(self) -> list[ReviewForm]:
        return [self.form] if self.form.is_bound else []

    def save(self) -> None:
        self.own.revise(by=self.request.actor, submit=self.form.submits, **self.draft)

    def add(self) -> None:
        words = {"text": self.remark.cleaned_data["text"], **vars(self.remark.anchor)}
        Remark.objects.add_to(self.own, self.request.actor, self.draft, **words)


@reviewer
@acts(saved)
def review_save(request: HttpRequest, enrolment: int, submission: int) -> HttpResponse | None:
    """A remark that was typed is added to a draft; before a review is final, its writer says what becomes of it."""
    desk = Desk.of(request, enrolment, submission)
    if not desk.remark.is_bound:
        return desk.carry_out(desk.save, desk.form)
    if desk.form.submits:
        desk.remark.add_error("text", _("Add this remark, or empty it, before you submit the review."))
    return desk.carry_out(desk.add, desk.form, desk.remark)


def with_remark(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    messages.success(request, _("The remark is added."))
    return to_draft(request, "add-remark")


@reviewer
@acts(with_remark)
def remark_add(request: HttpRequest, enrolment: int, submission: int) -> HttpResponse | None:
    desk = Desk.of(request, enrolment, submission, adds=True)
    return desk.carry_out(desk.add, *desk.drafts, desk.remark)


def without_remark(request: HttpRequest, changes: list[Change]) -> HttpResponse:
    """The one that is being written stays so: nothing keeps it but the page."""
    messages.success(request, _("The remark is removed."))
    place = request.resolver_match.kwargs
    desk = Desk.of(request, place["enrolment"], place["submission"])
    if not desk.remark.is_bound:
        return to_draft(request, "add-remark")
    return review_page(request, desk.submission, desk.own, remark=desk.remark)


@reviewer
@acts(without_remark)
def remark_remove(request: HttpRequest, enrolment: int, submission: int, remark: int) -> HttpResponse | None:
    desk = Desk.of(request, enrolment, submission)
    own = Remark.objects.filter(review__submission=desk.submission, review__reviewer=request.user)
    row = get_object_or_404(own, pk=remark)
    row.review = desk.own
    try:
        return desk.carry_out(lambda: row.remove(request.actor, desk.draft), *desk.drafts)
    except Removed:
        return desk.shown(200)
