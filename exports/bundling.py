"""A whole workspace in one ZIP: of each canvas its JSON, its tables and its papers, and the changes of all of them."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from typing import IO

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.reading import Reading
from canvas.board import Board
from canvas.files import file_name
from canvas.models import Canvas
from exports import audit_paper, board_paper, document, matrix_paper
from exports.document.earlier import MOST_CHAPTERS, MOST_LINES
from exports.document.writing import document_of, written
from exports.earlier import provenance_of
from exports.models import Bundle
from exports.sheets import AUDIT, SHEETS, Paper
from exports.tables import TABLES
from exports.tables.files import as_csv, as_xlsx
from exports.tables.team import changes_of_all
from exports.typesetting import typeset
from record.models import Change
from relationships.audit import audit_of
from relationships.facts import Facts
from relationships.matrix import Matrix
from workspaces.models import Workspace

MOST_BYTES = 200_000_000
PIECE = 512 * 1024
Step = tuple[str, Callable[[], bytes]]
Progress = Callable[[int, int], None]


class TooLarge(Exception):
    """The file would be larger than MOST_BYTES."""


def pack(bundle: Bundle) -> bool:
    """Make the file and keep it; answers whether it is there. A file that is there already is not made again, and of
    one that was begun everything is made anew."""
    work = bundle.work
    if work.made_at or work.refused:
        return bool(work.made_at)
    if not bundle.is_for_an_owner:
        work.tell(refused="left")
        return False
    reading = Reading.of(bundle.asked_by, bundle.asked_by.language)
    with tempfile.TemporaryFile() as file, reading.active():
        try:
            write_zip(
                file, steps_of(bundle.workspace, bundle.asked_by, reading), lambda n, of: work.tell(done=n, steps=of)
            )
        except TooLarge:
            work.tell(refused="large")
            return False
        size = file.tell()
        file.seek(0)
        work.keep(iter(lambda: file.read(PIECE), b""), size)
    return True


def write_zip(file: IO[bytes], steps: list[Step], progress: Progress) -> None:
    """Calls `progress` with how many of how many are done, before each. Raises TooLarge."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, make) in enumerate(steps):
            progress(number, len(steps))
            archive.writestr(name, make())
            if file.tell() > MOST_BYTES:
                raise TooLarge
    progress(len(steps), len(steps))


def steps_of(workspace: Workspace, who: User, reading: Reading) -> list[Step]:
    """In the reader's language, which is active; canvases in the archive too."""
    canvases = list(workspace.canvases.order_by("pk"))
    for canvas in canvases:
        canvas.workspace = workspace
    steps = [step for n, canvas in enumerate(canvases, 1) for step in _of_canvas(canvas, n, who, reading)]
    return [*steps, (f"{file_name(_('Changes'))}.csv", lambda: as_csv(changes_of_all(workspace, reading)))]


def whole(canvas: Canvas, who: User) -> bytes:
    """With its history, so that it can be brought in elsewhere; without one that no import would take."""
    made_at = timezone.now()
    made = written(document_of(canvas, made_at, who, history=_is_short(canvas)))
    return made if len(made) <= document.MOST_BYTES else written(document_of(canvas, made_at, who))


def _is_short(canvas: Canvas) -> bool:
    """Whether all that the history holds, with what came along, are as many lines and chapters as come in."""
    own = Change.objects.of(canvas.workspace_id).filter(canvas_id=canvas.pk)[: MOST_LINES + 1].count()
    came = provenance_of(canvas)
    lines, chapters = (own + came.lines, len(came.chapters) + 1) if came else (own, 1)
    return lines <= MOST_LINES and chapters <= MOST_CHAPTERS


def _of_canvas(canvas: Canvas, number: int, who: User, reading: Reading) -> Iterator[Step]:
    folder = f"{number} - {file_name(canvas.name)}"
    on, sheet = canvas.workspace.today(), SHEETS[Paper.A4]
    papers = {
        _("Business model canvas"): lambda: ("board", board_paper.data_of(Board.of(canvas), sheet, reading)),
        _("Relationships"): lambda: (
            "matrix", matrix_paper.data_of(canvas, Matrix.of(Facts.of(canvas, on)), sheet, reading)
        ),
        _("Strategy audit"): lambda: (
            "audit", audit_paper.data_of(audit_of(canvas, reading, {}), who, AUDIT[Paper.A4], reading)
        ),
    }  # fmt: skip
    yield f"{folder}/canvas.json", lambda: whole(canvas, who)
    yield (
        f"{folder}/{file_name(_('Tables'))}.xlsx",
        lambda: as_xlsx((make(canvas, reading) for make in TABLES.values()), reading.direction, canvas.name),
    )
    for name, data in papers.items():
        yield f"{folder}/{file_name(name)}.pdf", lambda data=data: typeset(*data())[0]
