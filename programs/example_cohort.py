"""A program with its cohort, as one finds it after some weeks: for those who try Boom out, and for tests and benches.

Everything goes through the models' verbs, so that the record has it. Only the database's owner may date the past: where
`dated`, things happened over the last weeks, else just now.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from canvas.blocks import Block
from canvas.loading import found
from canvas.models import Canvas, Note
from programs.example_startups import CLOCK, Startup, startups, words
from programs.models import (
    Answer,
    Assignment,
    Enrolment,
    Program,
    ProgramInvitation,
    Remark,
    Review,
    Round,
    Submission,
    Verdict,
)
from programs.models.remark import LONGEST_QUOTE
from programs.roles import ProgramRole
from record.acting import Actor, call_it
from relationships.models import Focus
from workspaces.acting import acting
from workspaces.models import Workspace
from workspaces.roles import Role

OwnerOf = Callable[[int, str], User]  # given the startup's place, from 1, and the name that its owner has
FIRST, SECOND = 2, 32  # days until the deadlines of the two rounds, where all happens now
DATED_FIRST, DATED_SECOND = -10, 21


@dataclass
class Cohort:
    """A program of `staff` (the manager first), and what happens in it by chance. `begin` says what it begins with."""

    language: str
    staff: Sequence[User]
    chance: Random
    dated: bool = False
    program: Program | None = None

    @property
    def said(self) -> dict:
        return words(self.language)

    @property
    def manager(self) -> User:
        return self.staff[0]

    def by(self, user: User, days_ago: float, **fields) -> Actor:
        """Somebody acting so long ago, or now."""
        return Actor(user.pk, imported_at=self._at(days_ago) if self.dated else None, **fields)

    def _at(self, days_ago: float) -> datetime:
        return timezone.now() - timedelta(days=max(days_ago, 0))  # "a little after" may not be after now

    def begin(self, **fields) -> Program:
        """The program with its staff and two rounds; `fields` name the founding on the record (Actor)."""
        today = timezone.localdate()
        days = {"begins_on": today - timedelta(days=45), "ends_on": today + timedelta(days=80)}
        with override(self.language):
            self.program = Program.objects.create_for(
                self.manager, self.by(self.manager, 46, **fields),
                name=self.said["program"], language=self.language, time_zone=CLOCK[self.language], **days,
            )  # fmt: skip
        for reviewer in self.staff[1:]:
            self.invite(ProgramRole.REVIEWER).join(reviewer, self.by(reviewer, 45.5))
        deadlines = (DATED_FIRST, DATED_SECOND) if self.dated else (FIRST, SECOND)
        for name, days_on in zip(self.said["rounds"], deadlines, strict=True):
            by, on = self.by(self.manager, 45), today + timedelta(days=days_on)
            Round.objects.add_to(self.program, by, name=name, deadline_on=on)
        return self.program

    @property
    def rounds(self) -> list[Round]:
        return list(self.program.rounds.in_order())

    def invite(self, role: ProgramRole | None = None, days_ago: float = 45.8) -> ProgramInvitation:
        return ProgramInvitation.objects.invite(self.program, role, 90, self.by(self.manager, days_ago))[0]

    def gather(self, count: int, seed: int, owner_of: OwnerOf, today: date) -> list[Enrolment]:
        """So many startups, each founded and enrolled by its owner."""
        ways_in = [self.invite() for _ in range(count)]
        enrolments = []
        for place, (startup, way_in) in enumerate(
            zip(startups(self.language, count, seed, today), ways_in, strict=True)
        ):
            owner = owner_of(place + 1, startup.owner)
            canvas = self.found(startup, owner)
            enrolments.append(self.enrol(canvas.workspace, [canvas], owner, way_in))
        return enrolments

    def enrol(self, workspace: Workspace, canvases: Sequence[Canvas], owner: User, way_in: ProgramInvitation):
        by = self.by(owner, self.chance.uniform(36, 42))
        return Enrolment.objects.enrol(way_in, workspace, canvases, owner, by)

    def found(self, startup: Startup, owner: User) -> Canvas:
        """Its workspace, and its canvas."""
        ago = self.chance.uniform(48, 70)
        workspace = found(startup.name, self.by(owner, ago), {owner: Role.OWNER})
        return fill(startup, workspace, self.by(owner, ago - 1))

    def submit(self, enrolment: Enrolment, round_: Round, days_ago: float) -> Submission:
        canvas = enrolment.canvases.present().order_by("pk").first().canvas
        by, note = self.by(enrolment.enrolled_by, days_ago), self.chance.choice(self.said["submission_notes"])
        return Submission.objects.submit(enrolment, canvas, round_, note, by)

    def spread(self) -> None:
        Assignment.objects.spread(self.program, 2, self.by(self.manager, 9))

    def review(self, submission: Submission, by: User, days_ago: float, submit: bool = True) -> Review:
        """With one or two remarks; a draft has them too."""
        own = Review.objects.of(submission, by)
        for number, text in enumerate(self.chance.sample(self.said["remarks"], self.chance.randint(1, 2))):
            about = self._about(submission) if number == 0 else {"about": "whole"}
            Remark.objects.add_to(own, self.by(by, days_ago), text=text, **about)
        verdict = self.chance.choices(Verdict.values, (5, 5, 1))[0]
        level = {"approved": 2, "changes": 1, "rejected": 0}[verdict]
        scores = {str(row.pk): level + self.chance.randint(0, 1) for row in self.program.criteria.in_order()}
        fields = {"scores": scores, "verdict": verdict, "summary": self.chance.choice(self.said["summaries"][verdict])}
        own.revise(own.version, self.by(by, days_ago - 0.01), submit=submit, **fields)
        return own

    def _about(self, submission: Submission) -> dict:
        """One of the notes, or the whole where there is none."""
        notes = list(submission.canvas.notes.present().order_by("pk"))
        if not notes:
            return {"about": "whole"}
        note = self.chance.choice(notes)
        return {"about": "note", "about_id": note.pk, "quote": note.text[:LONGEST_QUOTE]}

    def answer(self, review: Review, days_ago: float) -> None:
        """The team answers the first remark, and may have done what it asks for."""
        remark, owner = review.remarks.present().order_by("pk").first(), review.submission.enrolment.enrolled_by
        text, done = self.chance.choice(self.said["answers"]), self.chance.random() < 0.5
        Answer.give(remark, text, done, self.by(owner, days_ago))

    def play(self, enrolments: Sequence[Enrolment]) -> None:
        """The first round: nine of ten have submitted, most are reviewed, some results are out and answered; a few
        submitted again for the second."""
        first, second = self.rounds
        submitted = [
            self.submit(enrolment, first, self.chance.uniform(8.5, 15))
            for enrolment in enrolments
            if self.chance.random() < 0.9
        ]
        self.spread()
        whole = []  # submissions whose reviews are all in
        for place, submission in enumerate(submitted):
            done = self._play_reviews(submission, 7 - 4 * place / len(submitted))
            whole += [submission] if done == 2 else []
        for submission in self.chance.sample(whole, len(whole) * 2 // 3):
            Review.objects.release(submission, self.by(self.manager, 2.5))
            self.answer(submission.reviews.order_by("pk")[0], 1.5)
            if self.chance.random() < 0.5:
                self.go_on(submission.canvas, submission.enrolment.enrolled_by, 1.2)
                self.submit(submission.enrolment, second, 1)

    def go_on(self, canvas: Canvas, owner: User, days_ago: float) -> None:
        """What the team changes after it read the reviews."""
        text, reason = (
            self.chance.choice(one) for one in (self.said["relationship_notes"], self.said["focus"]["retention"])
        )
        Note.objects.add_to(canvas, Block.CUSTOMER_RELATIONSHIPS, text, self.by(owner, days_ago))
        weights = {"acquisition": 30, "retention": 50, "growth": 20}
        by = self.by(owner, days_ago)
        Focus.objects.decide(canvas, by, from_on=by.at.date(), reason=reason, **weights)

    def _play_reviews(self, submission: Submission, days_ago: float) -> int:
        """Of how many there are two; another may be begun. A manager's own is the first, so that they read the others'
        and the portfolio has something to show them."""
        reviewing = Assignment.objects.present().filter(enrolment=submission.enrolment).select_related("reviewer__user")
        people = [row.reviewer.user for row in reviewing.order_by("-reviewer__role", "pk")]
        done = self.chance.choices((0, 1, 2), (2, 3, 5))[0]
        for person in people[:done]:
            self.review(submission, person, days_ago)
        if done == 1 and self.chance.random() < 0.5:
            self.review(submission, people[1], days_ago - 0.02, submit=False)
        return done


def fill(startup: Startup, workspace: Workspace, by: Actor) -> Canvas:
    """A new canvas with all that the startup has: one act, as of a canvas that came in as a file."""
    with acting(by, workspace.pk, "canvas.create"):
        canvas = Canvas.objects.create(workspace=workspace, name=startup.name, created_at=by.at)
        lists = {
            "segment.add": startup.segments,
            "note.add": startup.notes,
            "relationship.add": startup.relationships,
            "indicator.record": startup.indicators,
        }
        for verb, rows in lists.items():
            _take(canvas, rows, verb)
        for focus in startup.focuses:
            focus.decided_by_id, focus.decided_at = by.user_id, by.at
            call_it("focus.decide", focus.reason)
            _take(canvas, [focus], "focus.decide")
        return canvas


def _take(canvas: Canvas, rows: list, verb: str) -> None:
    for row in rows:
        row.workspace_id = canvas.workspace_id
    canvas.take(rows, verb)


def make_cohort(
    language: str,
    staff: Sequence[User],
    owner_of: OwnerOf,
    *,
    count: int = 40,
    seed: int = 1,
    dated: bool = False,
    played: bool = True,
    today: date | None = None,
) -> Program:
    """A program of `staff` (the manager first) with so many startups, each owned by whom `owner_of` names.

    `played`: with submissions and reviews, else startups have enrolled and that is all. The same for the same seed.
    """
    cohort = Cohort(language, staff, Random(seed), dated)  # noqa: S311  (an example, no secret)
    cohort.begin()
    enrolments = cohort.gather(count, seed, owner_of, today or timezone.localdate())
    if played:
        cohort.play(enrolments)
    return cohort.program
