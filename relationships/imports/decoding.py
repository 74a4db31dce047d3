"""Bytes of a file to text: UTF-8 with or without its mark, UTF-16 with it, and the Arabic Windows code page."""

import codecs

from django.utils.translation import gettext as _

from accounts.numbers import with_numbers
from accounts.text import is_storable
from relationships.imports import MOST_BYTES

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # XLSX and ODS, XLS


def decode(data: bytes) -> str:
    """ValueError, in the reader's language, for what is no table of text."""
    check_size(len(data))
    if data.startswith(WORKBOOKS):
        raise ValueError(_("This is a workbook. In your spreadsheet, save the sheet as “CSV UTF-8” and import that."))
    try:
        text = data.decode("utf-16" if data.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        text = _windows(data)
    if not is_storable(text):
        raise ValueError(_unreadable())
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def check_size(size: int) -> None:
    """ValueError, in the reader's language, for too many bytes."""
    if size > MOST_BYTES:
        says = _("This is too big: {size} KB is the most. Import it in parts.")
        raise ValueError(with_numbers(says, size=MOST_BYTES // 1024))


def _windows(data: bytes) -> str:
    """Windows-1256 gives a letter for every byte, so what holds control characters is something else."""
    text = data.decode("cp1256")
    if any(ord(character) < 32 and character not in "\t\r\n" for character in text):
        raise ValueError(_unreadable())
    return text


def _unreadable() -> str:
    return _("This can't be read as text. Save it as “CSV UTF-8” and import that.")
