"""Texts in files that spreadsheets open: none may be taken for a formula."""

SIGNS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")  # and their full-width doubles
GUARDED = tuple("\t\r\n'")  # marked at the start of a text too: white space may hide a sign, and the mark marks itself


def guard(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet could take it for a formula."""
    return f"'{text}" if text.lstrip().startswith(SIGNS) or text.startswith(GUARDED) else text


def unguard(text: str) -> str:
    """What `guard` was given."""
    return text[1:] if text[:1] == "'" and guard(text[1:]) == text else text
