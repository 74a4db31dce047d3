"""What the open pages of a program's staff follow: the program's own record, and the canvases its startups show."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import OuterRef, Subquery

from live.following import News, follow
from programs.models import EnrolledCanvas, Program, ProgramMembership
from record.models import Change, Head


@follow
def news(programs: Collection[int]) -> Mapping[int, News]:
    """Three queries, however many programs and startups there are."""
    readers = defaultdict(set)
    staff = ProgramMembership.objects.present().filter(program__in=programs, user__is_active=True)
    for program, user in staff.values_list("program_id", "user_id"):
        readers[program].add(user)
    marks = marks_of(programs)
    return {program: News(readers[program], marks[program]) for program in programs if program in marks}


def marks_of(programs: Collection[int]) -> dict[int, int]:
    """Two queries. A mark is another one when the program's record goes on, when that of a shown canvas does
    (submitting is a line of it too), and when a startup comes, goes, is renamed, or shows other canvases."""
    lines = Change.objects.filter(workspace_id=OuterRef("workspace_id"), canvas_id=OuterRef("canvas_id"))
    shown = EnrolledCanvas.objects.present().filter(enrolment__left_at=None, enrolment__program__in=programs)
    last = shown.annotate(last=Subquery(lines.newest_first().values("seq")[:1])).order_by("pk")
    found: dict[int, list[tuple]] = defaultdict(list)
    for program, *row in last.values_list("enrolment__program_id", "pk", "last", "workspace__name"):
        found[program].append(tuple(row))
    heads = Head.objects.filter(pk__in=programs).values_list("pk", "seq")
    return {program: _mark([(seq,), *found[program]]) for program, seq in heads}


def mark_of(program: Program) -> int:
    """As it is now; ask for it before the rows."""
    return marks_of([program.pk])[program.pk]


def names_mark(program: Program) -> int:
    """Another one when a startup comes, goes or is renamed: a page that tells what was done names those there are."""
    return _mark(program.enrolments.current().order_by("pk").values_list("pk", "workspace__name"))


def _mark(rows: Iterable[tuple]) -> int:
    """Six bytes: fewer than MOST_MARK."""
    return int.from_bytes(hashlib.blake2b(repr(list(rows)).encode(), digest_size=6).digest())
