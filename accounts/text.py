"""Text that people type: cleaned when it comes in, folded to be compared, laid out when it goes out.

Cleaning takes away what can't be seen or turns the line around, and keeps what spells: the ZWNJ of «می‌خواهد»,
the joiners of an emoji family, the tags of a flag. Cleaning twice changes nothing more.
"""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.characters import (
    BIDI_CONTROLS,
    COMBINING,
    CURSIVE,
    IDEOGRAPHS,
    MONGOLIAN,
    MONGOLIAN_SELECTORS,
    PICTOGRAPHS,
    TAGS,
    UNSEEN,
    VARIATION_SELECTORS,
)

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(f"[{UNSEEN}{BIDI_CONTROLS}]+")
_BIDI = re.compile(f"[{BIDI_CONTROLS}]+")
# No script stacks ten marks on a letter. More would cover the lines around, and normalising a heap of them
# takes seconds: its time grows with the square of their number.
_BETWEEN = f"\u200c\u200d{TAGS}{VARIATION_SELECTORS}{MONGOLIAN_SELECTORS}"
_HEAP = re.compile(f"((?:[{COMBINING}][{_BETWEEN}]*+){{10}})[{COMBINING}{_BETWEEN}]+")
# Group 1 is what stays: a flag's tags, the look of an emoji, a form of an ideograph or a Mongolian letter.
_SELECTOR = re.compile(
    f"(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{{3,6}}\U000e007f"
    f"|(?<=[{PICTOGRAPHS}#*0-9])[\ufe0e\ufe0f]"
    f"|(?<=[{IDEOGRAPHS}])[{VARIATION_SELECTORS}]"
    f"|(?<=[{MONGOLIAN}])[{MONGOLIAN_SELECTORS}])"
    f"|[{TAGS}{VARIATION_SELECTORS}{MONGOLIAN_SELECTORS}]"
)
_JOINERS = re.compile("([\u200c\u200d])[\u200c\u200d]+")
# A ZWNJ stays inside a word that has a joining letter beside it («PDF‌ها» too); a ZWJ stays beside such a
# letter («ه‍.ش») and between the parts of an emoji.
_JOINER = re.compile(
    f"((?<=[{CURSIVE}])\u200c(?=[\\w{CURSIVE}])|(?<=\\w)\u200c(?=[{CURSIVE}])"
    f"|(?<=[{CURSIVE}])\u200d|\u200d(?=[{CURSIVE}])"
    f"|(?<=[{PICTOGRAPHS}\ufe0f])\u200d(?=[{PICTOGRAPHS}]))"
    "|[\u200c\u200d]"
)
_BROKEN = re.compile("[\x00\ud800-\udfff]")

_MARKS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u0300-\u036f\u0483-\u0487\u0610-\u061a\u061c\u0621\u0640"
    "\u064b-\u065f\u0670\u0674\u06d6-\u06ed\u08ca-\u08ff\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u20d0-\u20f0\ud800-\udfff\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]+"
)
_ALIKE = str.maketrans("يىكة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٪٫٬،؛؟ٱڪںھہۃېےەς", "ییکه01234567890123456789%.,,;?اکنهههییهσ")
_SPACES = re.compile("[\t-\r \x85\u2028\u2029]{2,}|[\t-\r\x85\u2028\u2029]")
_PREFIX = re.compile("(^| )(ن?می) (?=[^ ])")
# A lone ه takes no ای: together they would be an ending themselves, for the word before.
_SUFFIX = re.compile(" (ها(?:ی(?:ی|مان|تان|شان|م|ت|ش)?)?|تر(?:ین)?|(?<!^ه )(?<! ه )ای)(?= |$)")
_GROUPED = re.compile("([0-9]),(?=[0-9]{3}(?:[^0-9]|$))")

_LIST = {"fa": ("، ", " و "), "ar": ("، ", " و"), "en": (", ", " and ")}


def clean_body(text: str) -> str:
    """`text` of several lines, in NFC, without what can't be seen; lines end in \\n, its ends are bare."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _UNSEEN.sub("", _LINE_END.sub("\n", text))
    text = unicodedata.normalize("NFC", _HEAP.sub(r"\1", text))
    text = _SELECTOR.sub(_kept, _HEAP.sub(r"\1", text))
    text = _JOINER.sub(_kept, _JOINERS.sub(r"\1", text.strip()))
    return unicodedata.normalize("NFC", text).strip()


def clean_line(text: str) -> str:
    """A name: cleaned, on one line, single spaces. ValueError, in the reader's language, if nothing shows."""
    line = clean_body(" ".join(text.split()))
    line = " ".join(line.split())
    if not any(unicodedata.category(character)[0] in "LN" for character in line):
        raise ValueError(_("Write at least one letter or digit."))
    return line


def fold(text: str) -> str:
    """What makes two texts the same to search and to unique names; the twin of boom_fold in sql/fa_norm.sql.

    Folding twice changes nothing more; the result may be empty. What is folded should be cleaned or bounded.
    """
    text = unicodedata.normalize("NFKD", text).lower()
    text = _MARKS.sub("", text).translate(_ALIKE)
    text = _SPACES.sub(" ", text)
    text = _SUFFIX.sub(r"\1", _PREFIX.sub(r"\1\2", text))
    return _GROUPED.sub(r"\1", text).strip(" ")


def direction(text: str, otherwise: str = "ltr") -> str:
    """ "rtl" or "ltr", by the first letter that has a direction; `otherwise` if none has."""
    for character in text:
        strength = unicodedata.bidirectional(character)
        if strength in ("R", "AL"):
            return "rtl"
        if strength == "L":
            return "ltr"
    return otherwise


def strip_bidi(text: str) -> str:
    """`text` without the characters that turn the direction of what follows them."""
    return _BIDI.sub("", text)


def isolate(text: str) -> str:
    """`text` fenced off for a plain-text sentence (the subject of an e-mail), whichever way either runs."""
    return f"\u2068{strip_bidi(text)}\u2069"


def join_list(items: Iterable[str], language: str) -> str:
    """One phrase of the items: «الف، ب و پ», «أ، ب وج», "a, b and c". In plain text isolate each first."""
    *most, last = [*items] or [""]
    comma, word = _LIST.get(language, _LIST["en"])
    return f"{comma.join(most)}{word}{last}" if most else last


def is_storable(text: str) -> bool:
    """Whether a database and a browser can hold `text`: no NUL, no half of a surrogate pair."""
    return not _BROKEN.search(text)


def _kept(match: re.Match[str]) -> str:
    return match[1] or ""
