"""A program's record as its staff read it: what each of them did, by day, and where.

Nothing that is in a review is told, neither a draft's words nor a verdict: staff who review are blind to each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.alphabet import alphabetical
from accounts.dates import write_time
from accounts.models import User
from accounts.reading import Reading
from history import verbs
from history.activity import Wish
from history.acts import Act
from history.forms import SpanForm
from programs.models import Enrolment, Program, Review, Submission
from programs.sentences import ON_PROGRAMS
from record.models import Change
from record.sentences import people_of, sentence

NOUNS = {
    "review": gettext_lazy("Reviews"),
    "remark": gettext_lazy("Remarks"),
    "assignment": gettext_lazy("Assignment"),
    "conflict": gettext_lazy("Conflicts of interest"),
    "round": gettext_lazy("Rounds"),
    "criterion": gettext_lazy("Rubric"),
    "staff": pgettext_lazy("program", "Staff"),
    "program_invitation": gettext_lazy("Invitations"),
    "program": gettext_lazy("The program"),
}
OF_MANY = ("assignment.spread", "review.release_all")  # acts that are about no startup more than another
PLACES = {  # of what is about no startup: where it stands, by the table of the row
    "programs_round": ("program", gettext_lazy("Rounds")),
    "programs_criterion": ("rubric", gettext_lazy("Rubric")),
    "programs_programmembership": ("staff", pgettext_lazy("program", "Staff")),
    "programs_programinvitation": ("staff", pgettext_lazy("program", "Staff")),
    "programs_assignment": ("assignments", gettext_lazy("Who reviews whom")),
    "programs_conflict": ("assignments", gettext_lazy("Who reviews whom")),
}
OF_STARTUP = """(coalesce(line.after, line.before) ->> 'enrolment_id' = %(enrolment)s
    OR coalesce(line.after, line.before) ->> 'submission_id' = ANY(%(submissions)s)
    OR coalesce(line.after, line.before) ->> 'review_id' = ANY(%(reviews)s))"""


@dataclass(frozen=True)
class ProgramWish(Wish):
    """What to see of a program's record; with `enrolment`, of what is about this startup."""

    enrolment: Enrolment | None = None
    unfollowed: ClassVar[frozenset[str]] = Wish.unfollowed | {OF_STARTUP}

    def conditions(self) -> list[str]:
        return super().conditions() + ([OF_STARTUP] if self.enrolment else [])

    def parameters(self) -> dict[str, object]:
        if self.enrolment is None:
            return super().parameters()
        submissions = list(self.enrolment.submissions.values_list("pk", flat=True))
        reviews = Review.objects.filter(submission__in=submissions).values_list("pk", flat=True)
        ids = {"submissions": [str(pk) for pk in submissions], "reviews": [str(pk) for pk in reviews]}
        return super().parameters() | ids | {"enrolment": str(self.enrolment.pk)}


class StartupField(forms.ModelChoiceField):
    def label_from_instance(self, enrolment: Enrolment) -> str:
        return enrolment.workspace.name


class ProgramActivityForm(SpanForm):
    ids = ("person", "startup", "before", "after")
    person = forms.ModelChoiceField(None, label=gettext_lazy("Person"), required=False)
    startup = StartupField(None, label=gettext_lazy("Startup"), required=False)
    verb = forms.ChoiceField(label=gettext_lazy("What was done"), required=False)
    field_order = ("person", "startup", "verb", "since", "until")

    def __init__(self, program: Program, data: dict):
        super().__init__(program.pk, data)
        everybody = User.objects.filter(program_memberships__program=program).order_by(alphabetical("name"), "pk")
        current = program.enrolments.current().by_name()
        self.fields["person"].queryset, self.fields["person"].empty_label = everybody, _("Everybody")
        self.fields["startup"].queryset, self.fields["startup"].empty_label = current, _("All startups")
        self.fields["verb"].choices = [("", _("Everything")), *verbs.choices(list(ON_PROGRAMS), NOUNS)]

    def wish(self, reading: Reading) -> ProgramWish:
        """What to look for; call it once the form is valid."""
        asked = self.cleaned_data
        return ProgramWish(
            workspace_id=self.stream,
            actor_id=asked["person"] and asked["person"].pk,
            verbs=tuple(verbs.chosen(asked["verb"], ON_PROGRAMS)) if asked["verb"] else (),
            enrolment=asked["startup"],
            **self.span(reading),
        )


@dataclass
class Entry:
    act: Act
    who: User | None
    sentence: SafeString
    time: str
    places: list[tuple[str, str | Promise]]  # each an address, and what is there
    times: int = 1  # in a row


@dataclass
class Startups:
    """Of which startup lines speak: by what their rows point to."""

    program_id: int
    enrolments: dict[int, Enrolment] = field(default_factory=dict)  # current ones
    of_submission: dict[int, int] = field(default_factory=dict)
    submission_of: dict[int, int] = field(default_factory=dict)  # by the review

    @classmethod
    def of(cls, program: Program, lines: Collection[Change]) -> Startups:
        """Three queries."""
        rows = [line.row for line in lines]
        reviews = Review.objects.filter(
            program=program, pk__in={row["review_id"] for row in rows if "review_id" in row}
        )
        of_review = dict(reviews.values_list("pk", "submission_id"))
        pks = {row["submission_id"] for row in rows if "submission_id" in row} | set(of_review.values())
        submissions = Submission.objects.filter(program=program, pk__in=pks)
        current = program.enrolments.current().select_related("workspace")
        found = {row.pk: row for row in current}
        return cls(program.pk, found, dict(submissions.values_list("pk", "enrolment_id")), of_review)

    def submission(self, line: Change) -> int | None:
        return line.row.get("submission_id") or self.submission_of.get(line.row.get("review_id"))

    def enrolment(self, line: Change) -> int | None:
        return line.row.get("enrolment_id") or self.of_submission.get(self.submission(line))

    def name(self, line: Change) -> str:
        found = self.enrolments.get(self.enrolment(line))
        return found.workspace.name if found else _("a startup that left")

    def places(self, line: Change) -> list[tuple[str, str | Promise]]:
        enrolment, submission = self.enrolments.get(self.enrolment(line)), self.submission(line)
        found = []
        if line.verb in OF_MANY:
            enrolment = None
        if enrolment:
            found = [(reverse("startup", args=[self.program_id, enrolment.pk]), enrolment.workspace.name)]
        if enrolment and submission:
            found.append((reverse("reviews", args=[self.program_id, enrolment.pk, submission]), _("Reviews")))
        if line.table in PLACES:
            page, label = PLACES[line.table]
            found.append((reverse(page, args=[self.program_id]), label))
        return found


def entries_of(program: Program, acts: Iterable[Act], reading: Reading) -> list[Entry]:
    """Four queries, however many acts."""
    acts = list(acts)
    lines = [act.main for act in acts]
    startups = Startups.of(program, lines)
    for line in lines:
        line.startup = startups.name(line)
    people = User.objects.in_bulk(people_of(lines))
    return in_brief((_entry(act, startups, people, reading) for act in acts), reading)


def in_brief(entries: Iterable[Entry], reading: Reading) -> list[Entry]:
    """What somebody did several times in a row on one day is told once, as of the last time."""
    told: list[Entry] = []
    for entry in entries:
        days = [each.act.at.astimezone(reading.zone).date() for each in (*told[-1:], entry)]
        if told and days[0] == days[1] and told[-1].sentence == entry.sentence:
            told[-1].times += 1
        else:
            told.append(entry)
    return told


def _entry(act: Act, startups: Startups, people: dict[int, User], reading: Reading) -> Entry:
    line = act.main
    who = people.get(line.actor_id)
    said = sentence(line, str(who) if who else _("somebody"), people)
    return Entry(act, who, said, write_time(act.at, reading), startups.places(line))
