"""What reviewers write: scores by the rubric, a verdict, remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import forms
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.form_fields import BodyField
from programs.anchors import Anchor, Groups
from programs.forms.seen import SeenField
from programs.marks import OTHER_WORDS, Before, Mark, before, outdated
from programs.models import About, Criterion, Review, Verdict
from programs.models.remark import LONGEST_TEXT
from programs.models.review import LONGEST_SUMMARY
from programs.rubric import LEVELS


class WordingsField(SeenField):
    """By which words the criteria stood on the page; gives a set, or None where the page does not say."""

    def to_python(self, value: str | None) -> set[str] | None:
        return None if value is None else {*value.split()}


class EarlierField(SeenField):
    """What was chosen by words that a criterion no longer has; gives marks by the criterion's id."""

    WRITTEN = re.compile(rf"([0-9]{{1,18}}:[0-9a-f]+)=([0-{LEVELS - 1}])")

    def prepare_value(self, value: object) -> str:
        if isinstance(value, str):
            return value
        return " ".join(f"{mark.wording}={mark.level}" for mark in (value or {}).values())

    def to_python(self, value: str | None) -> dict[str, Mark]:
        marks = [Mark(wording, int(level)) for wording, level in self.WRITTEN.findall(value or "")]
        return {mark.criterion: mark for mark in marks}


class ReviewForm(forms.Form):
    """A draft may lack anything; to be submitted (the button "submit"), each criterion and the verdict are needed."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    seen = WordingsField()
    earlier = EarlierField()
    verdict = forms.ChoiceField(label=_("Verdict"), choices=Verdict, widget=forms.RadioSelect, required=False)
    summary = BodyField(
        label=_("Summary"),
        max_length=LONGEST_SUMMARY,
        required=False,
        help_text=_("What is strong, what to do next. The team reads it when a manager releases the results."),
    )

    def __init__(self, criteria: Iterable[Criterion], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        self.fields["seen"].initial = [criterion.wording for criterion in self.criteria]
        for criterion in self.criteria:
            self.fields[name_of(criterion)] = forms.TypedChoiceField(
                label=said(criterion.title),
                help_text=said(criterion.question),
                choices=[(level, said(text)) for level, text in enumerate(criterion.levels)],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )

    @classmethod
    def of(cls, review: Review, criteria: Iterable[Criterion]) -> ReviewForm:
        """For the draft as it is."""
        criteria = list(criteria)
        scores = {name_of(row): review.level(row) for row in criteria}
        words = {name: getattr(review, name) for name in ("version", "verdict", "summary")}
        words["earlier"] = outdated(review, criteria)
        return cls(criteria, initial=words | scores)

    def by_the_words_of(self, criteria: Iterable[Criterion]) -> ReviewForm:
        """As it was sent, with the rubric as it is by now; what was chosen by other words is to be chosen again."""
        criteria = list(criteria)
        form = ReviewForm(criteria, self.data.copy())
        now = form.fields["seen"].initial
        earlier = {pk: mark for pk, mark in self.marks.items() if mark.wording not in now}
        for pk in earlier:
            form.data.pop(f"c{pk}", None)
        form.data["seen"], form.data["earlier"] = " ".join(now), form.fields["earlier"].prepare_value(earlier)
        for name in (name_of(row) for row in criteria if str(row.pk) in earlier):
            form.add_error(name, OTHER_WORDS)
        form.add_error(
            None,
            _(
                "The rubric was changed while you wrote: a criterion has other words now, or is gone. Nothing was "
                "saved yet; look through what stands here, then save again."
            ),
        )
        return form

    @property
    def submits(self) -> bool:
        return "submit" in self.data

    @property
    def draft(self) -> dict:
        """As Review takes it."""
        named = {name: self.cleaned_data[name] for name in ("version", "seen", "verdict", "summary")}
        scores = {pk: mark.level for pk, mark in self.marks.items()}
        return {**named, "scores": scores, "wordings": {pk: mark.wording for pk, mark in self.marks.items()}}

    @property
    def marks(self) -> dict[str, Mark]:
        """By the criterion's id: as chosen, by the words that the page showed; else as chosen by earlier ones."""
        earlier, marks = self.cleaned_data["earlier"], {}
        seen = {wording.partition(":")[0]: wording for wording in self.cleaned_data["seen"] or ()}
        for row in self.criteria:
            pk, level = str(row.pk), self.cleaned_data.get(name_of(row))
            mark = earlier.get(pk) if level is None else Mark(seen.get(pk, row.wording), level)
            if mark:
                marks[pk] = mark
        return marks

    @cached_property
    def rows(self) -> list[tuple[Criterion, forms.BoundField, Before | None]]:
        """Each with what was chosen before by other words, until it is chosen again."""
        told = self.cleaned_data["earlier"] if self.is_bound else self.initial["earlier"]
        fields = {str(row.pk): self[name_of(row)] for row in self.criteria}
        waiting = [told[pk] for pk, field in fields.items() if pk in told and field.value() in (None, "")]
        then = before(waiting, self.criteria)
        return [(row, fields[str(row.pk)], then.get(str(row.pk))) for row in self.criteria]

    @property
    def is_outdated(self) -> bool:
        """Something is to be chosen again."""
        return any(before for _row, _field, before in self.rows)

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.submits:
            for criterion in self.criteria:
                if cleaned.get(name_of(criterion)) is None and name_of(criterion) not in self.errors:
                    self.add_error(name_of(criterion), _("Choose a level before you submit the review."))
            if not cleaned.get("verdict") and "verdict" not in self.errors:
                self.add_error("verdict", _("Choose a verdict before you submit the review."))
        return cleaned


def said(text: str) -> SafeString:
    """In the rubric's language, whose direction may be another than the page's; what a form says else is our own, and
    goes out as it stands."""
    return format_html("<bdi>{}</bdi>", text)


def name_of(criterion: Criterion) -> str:
    return f"c{criterion.pk}"


class RemarkForm(forms.Form):
    """It stands beside the review's form and is sent with it, so that no press loses what was typed into the other."""

    about = forms.ChoiceField(label=_("About"))
    text = BodyField(label=_("Remark"), max_length=LONGEST_TEXT)

    def __init__(self, groups: Groups, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.anchors = {anchor.value: anchor for _group, anchors in groups for anchor in anchors}
        listed = [(group, [(anchor.value, anchor.label) for anchor in anchors]) for group, anchors in groups]
        self.fields["about"].choices = [(About.WHOLE.value, About.WHOLE.label), *listed]
        for field in self.fields.values():
            field.widget.attrs["form"] = "review"

    @property
    def anchor(self) -> Anchor:
        return self.anchors.get(self.cleaned_data["about"], Anchor(About.WHOLE.value, None, ""))
