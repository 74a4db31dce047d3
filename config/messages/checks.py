"""What is wrong with the translations; an empty list is the aim."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from config.messages.catalogues import (
    LANGUAGES,
    Translation,
    catalogue_path,
    forms_of,
    read_catalogue,
    read_translations,
    write_catalogue,
)
from config.messages.sources import Message, find_messages

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?[a-z]+")
# What a text in Arabic script may not hold, and why.
_WESTERN = [
    (re.compile("[\u0620-\u06d3] ?[,;?]|[“”]"), "holds Western punctuation"),
    (re.compile(r"\s[،؛؟:.!»](?!\S)"), "has a space before a sign"),
    (re.compile("[\u0620-\u06d3]ـ$"), "ends within a word"),  # «مرتبطة بـ», as a label
]
# And in one language. Arabic writes ي ك where Persian writes ی ک.
_FOREIGN = {
    "fa": [
        *_WESTERN,
        (re.compile("[يكةى٠-٩]"), "holds Arabic letters or digits"),
        (re.compile("(?<![آ-ی])ن?می (?=[آ-ی])"), "has «می » with a space where a ZWNJ belongs"),
    ],
    "ar": [*_WESTERN, (re.compile("[یکۀ۰-۹]"), "holds Persian letters or digits")],
}
# Readers choose their digits: a number has a placeholder, or is written out. Names and what programs write keep theirs.
_DIGIT = re.compile("[0-9٠-٩۰-۹]")
_TECHNICAL = re.compile(r"[A-Za-z]+[-‑ ]?[0-9][0-9.]*|\b(2xx|409|0\.82)\b")
ARABIC_OF_ONE_NUMBER = 3  # the first forms: none, one, two; they may leave the number out («ملاحظتان»)


def find_problems(root: Path) -> list[str]:
    """One sentence for each thing wrong with the catalogues of the code under `root`."""
    messages = find_messages(root)
    return [problem for language in LANGUAGES for problem in _find_in(root, messages, language)]


def _find_in(root: Path, messages: list[Message], language: str) -> Iterator[str]:
    path = catalogue_path(root, language)
    translations = read_translations(root, language)
    if not path.exists() or path.read_bytes() != write_catalogue(messages, translations, language):
        yield f"{language}: the catalogue is out of date; run bin/messages"
    for entry in read_catalogue(root, language):
        if entry.id and entry.fuzzy:
            yield f"{language}: {entry.id!r} is fuzzy"
    for message in messages:
        forms = translations.get(message, ())
        if len(forms) != forms_of(message, language) or not all(forms):
            yield f"{language}: {message.singular!r} is not translated"
        else:
            yield from (f"{language}: {message.singular!r} {fault}" for fault in _faults(message, forms, language))


def _faults(message: Message, forms: Translation, language: str) -> Iterator[str]:
    wanted = _placeholders(message.singular) | _placeholders(message.plural)
    for place, form in enumerate(forms):
        given = _placeholders(form)
        spared = 1 if message.plural and language == "ar" and place < ARABIC_OF_ONE_NUMBER else 0
        if given - wanted or (wanted - given).total() > spared:
            yield f"has the placeholders {_listed(given)} in {form!r} instead of {_listed(wanted)}"
        if (form[:1] == "\n", form[-1:] == "\n") != (message.singular[:1] == "\n", message.singular[-1:] == "\n"):
            yield f"begins or ends with another line break in {form!r}"
        if _DIGIT.search(_TECHNICAL.sub("", form)):
            yield f"holds a digit that does not follow the reader: {form!r}"
        yield from (f"{why}: {form!r}" for pattern, why in _FOREIGN[language] if pattern.search(form))


def _placeholders(text: str) -> Counter[str]:
    return Counter(_PLACEHOLDER.findall(text))


def _listed(placeholders: Counter[str]) -> str:
    return " ".join(sorted(placeholders.elements())) or "(none)"
