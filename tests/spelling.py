"""What an editor would mark in a text: spelling and letters of three languages.

The rules are written apart from the application's code, so that a slip in one shows against the other.
"""

import re
import unicodedata
from collections.abc import Iterator

LANGUAGES = ("en", "ar", "fa")

HIDDEN = re.compile("[\u061c\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
ARABIC_SCRIPT = "\u0600-\u06ff"
LETTERS = "\u0620-\u064a\u066e-\u06d3"  # of that script
LOOSE_ZWNJ = re.compile(f"(?<![{ARABIC_SCRIPT}])\u200c|\u200c(?![{ARABIC_SCRIPT}])|\u200c\u200c")
VOWEL_MARKS = re.compile("[\u064b-\u0652]")
LATIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9&.,;:’' /‑-]*[A-Za-z0-9.])?")  # names and titles of books stay as they are
# Between Latin words and a number that no letter keeps apart, direction doesn't change: the number stands before them.
DRAWN_IN = re.compile(f"[A-Za-z][^A-Za-z{LETTERS}]*[0-9٠-٩۰-۹]")
MISSPELT = {
    "en": {
        "a letter or digit of another script": re.compile(f"[{ARABIC_SCRIPT}]"),
        "a straight quotation mark": re.compile('"'),
    },
    "fa": {
        "an Arabic letter": re.compile("[يىكة\u06c0]"),
        "a digit of another script": re.compile("[0-9٠-٩]"),
        "a prefix cut off its verb": re.compile(r"\bن?می\s"),
        "a plural cut off its noun": re.compile(r"\sها(ی|یی|یم|یت|یش|یمان|یشان)?\b"),
        "a suffix cut off its word": re.compile(r"\s(تر|ترین|ام|ای|اند)\b"),
        "a word spelt two ways": re.compile(
            r"\b(این\u200cجا|آن\u200cجا|هرکدام|هرجا|همین\u200cکه|یک\u200cبار|به صورت|به عنوان|هیچ کدام|همه چیز)\b"
            r"|ه\u200cی\b"
        ),
        "Latin punctuation": re.compile('[,;?"%“”]'),
    },
    "ar": {
        "a Persian letter": re.compile("[یکگپچژۀ\u200c]"),
        "a digit of another script": re.compile("[0-9۰-۹]"),
        "a hamza left out": re.compile(
            r"\b[وفبل]?(الى|ان|انه|انها|او|اي|اول|اكثر|اقل|اذا|اما|الا|اربعة|اربعون|اسعار|اشهر|اسبوع|اعوام"
            r"|الان|الاول|الاولى|الاسعار|الاعلان|الانفاق|الايرادات|الاقل|الاحياء|الاسرة|الابراج|ايرادات|اصدقاء)\b"
        ),
        "an «and» cut off its word": re.compile(r"(^|\s)و\s"),
        "a verb without its preposition": re.compile(
            r"حتاج(ون|وا|ان)?\b(?![^.؟!؛:،]*\bإل[ىي])|(أجاب|جيب|جابة)\w*\sعلى\b"
        ),
        "«هل» before a choice": re.compile(r"\bهل\b[^؟]*\sأم\s"),
        "a second name for what has one": re.compile(  # a «مدير حسابات» keeps the books
            r"معدل (المغادرة|التسرب|الخسارة)|مدير\w*\s(ال)?حساب(ات)?\b"
        ),
        "an idiom of other languages": re.compile(r"\b[وفبلك]?نفس\sال|بعض\w*\sالبعض|\bبشكل\s"),
        "Latin punctuation": re.compile('[,;?"%“”]'),
    },
}  # fmt: skip
COUNTED = {  # Arabic: what follows a number has another form after each kind of it
    "جنيه": "جنيهات", "دينار": "دنانير", "درهم": "دراهم", "دولار": "دولارات", "ريال": "ريالات", "قرش": "قروش",
    "شخص": "أشخاص", "عميل": "عملاء", "طالب": "طلاب", "أسرة": "أسر", "متجر": "متاجر", "نقطة": "نقاط",
    "شهر": "أشهر", "يوم": "أيام", "ساعة": "ساعات", "مكالمة": "مكالمات",
}  # fmt: skip
COUNT = re.compile(rf"(?<![٠-٩٫])([٠-٩][٠-٩٬]*) ({'|'.join({*COUNTED, *COUNTED.values()})})(ًا)?\b")


def texts_of(value: object, path: str = "") -> Iterator[tuple[str, dict]]:
    """Every text in three languages below `value`, with the path to it."""
    if isinstance(value, dict) and "en" in value:
        yield path, value
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from texts_of(below, f"{path}.{key}")
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from texts_of(below, f"{path}[{index}]")


def faults_of(language: str, text: str) -> list[str]:
    """What an editor would mark in this text; empty when nothing."""
    bare = VOWEL_MARKS.sub("", text)  # a vowel mark would end a word for the patterns
    found = [name for name, pattern in MISSPELT[language].items() if pattern.search(bare)]
    found += ["a control character"] if HIDDEN.search(text) else []
    found += ["a joiner that joins nothing"] if LOOSE_ZWNJ.search(text) else []
    found += ["a stray space"] if text != " ".join(text.split()) or re.search(r"\s[،؛؟.:,;?]", text) else []
    found += ["not normalised"] if text != unicodedata.normalize("NFC", text) else []
    found += ["a form that does not follow its number"] if any(map(_is_miscounted, COUNT.finditer(text))) else []
    return found


def _is_miscounted(count: re.Match) -> bool:
    number, noun, ending = int(count[1].replace("٬", "")) % 100, count[2], count[3]
    if number in (1, 2):
        return False
    if 3 <= number <= 10:
        return noun not in COUNTED.values() or bool(ending)
    return noun not in COUNTED or bool(ending) != (number > 10 and not noun.endswith("ة"))
