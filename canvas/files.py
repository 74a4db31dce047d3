"""Answers that are files, named after their canvas in its own letters."""

from __future__ import annotations

import io
import re
import zipfile

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from accounts.text import strip_bidi

TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "zip": "application/zip",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
# In the name of a file, on one system or another; browsers write a zero-width joiner as an underscore.
UNSAFE = re.compile('[\x00-\x1f/\\\\:*?"<>|\x7f\u200b-\u200d]+')
LONGEST_NAME = 80


def as_file(content: bytes, ending: str, *names: object) -> HttpResponse:
    response = HttpResponse(content, content_type=TYPES[ending])
    response["Content-Disposition"] = content_disposition_header(True, f"{file_name(*names)}.{ending}")
    response["Cache-Control"] = "private, no-store"
    return response


def pictures(pages: list[bytes], ending: str, *names: object) -> HttpResponse:
    """One picture; of several pages an archive of them, so that none is lost."""
    if len(pages) == 1:
        return as_file(pages[0], ending, *names)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, page in enumerate(pages, 1):
            archive.writestr(f"{file_name(*names)} {number}.{ending}", page)
    return as_file(packed.getvalue(), "zip", *names)


def file_name(*names: object) -> str:
    """The names in one, without what file systems refuse."""
    whole = " - ".join(UNSAFE.sub(" ", strip_bidi(str(name))).strip()[:LONGEST_NAME] for name in names)
    return whole.strip(" .") or "boom"
