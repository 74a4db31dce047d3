"""The catalogues in locale/: brought up to date with the code, and filled with translations.

They hold no dates, places or obsolete entries, so a change of wording is a change of that entry alone.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from config.messages.sources import Message, find_messages

# The formulas are those of Django's own catalogues, which ours are merged with.
PLURALS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2"
    " : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;",
    "fa": "nplurals=2; plural=(n > 1);",
}
FORMS = {"ar": 6, "fa": 2}
LANGUAGES = sorted(FORMS)

Translation = tuple[str, ...]  # one form, or as many as the language has
Entry = dict[str, Any]


class WrongEntry(Exception):
    """A translation that fits no message; says which and why. Nothing was written."""


def catalogue_path(root: Path, language: str) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(root: Path, language: str) -> Catalog:
    """The catalogue as it stands; an empty one if there is none. Raises babel's PoFileError if it is broken."""
    path = catalogue_path(root, language)
    source = path.read_bytes() if path.exists() else _header(language)
    return read_po(BytesIO(source), locale=language, abort_invalid=True)


def read_translations(root: Path, language: str) -> dict[Message, Translation]:
    """What is translated into `language`, partly or wholly; a fuzzy entry is not."""
    translations = {}
    for entry in (entry for entry in read_catalogue(root, language) if not entry.fuzzy):
        singular, plural = entry.id if isinstance(entry.id, tuple) else (entry.id, "")
        forms = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        if singular and any(forms):
            translations[Message(entry.context or "", singular, plural)] = forms
    return translations


def write_catalogue(messages: list[Message], translations: dict[Message, Translation], language: str) -> bytes:
    """The text of a catalogue of `messages`, in their order."""
    catalogue = read_po(BytesIO(_header(language)), locale=language)
    for message in messages:
        forms = translations.get(message) or ("",) * forms_of(message, language)
        words = (message.singular, message.plural) if message.plural else message.singular
        catalogue.add(words, forms if message.plural else forms[0], context=message.context or None)
    body = BytesIO()
    write_po(body, catalogue, width=0, omit_header=True, sort_output=True)
    return _header(language) + body.getvalue().rstrip() + b"\n"


def forms_of(message: Message, language: str) -> int:
    return FORMS[language] if message.plural else 1


def update(root: Path) -> list[str]:
    """Brings the catalogues up to date with the code under `root`; gives the languages whose file changed."""
    messages = find_messages(root)
    return [
        language
        for language in LANGUAGES
        if _save(root, language, write_catalogue(messages, read_translations(root, language), language))
    ]


def missing(root: Path) -> list[Entry]:
    """The messages that lack a translation, as `fill` takes them back; each names the languages that it lacks."""
    known = {language: read_translations(root, language) for language in LANGUAGES}
    entries = []
    for message in find_messages(root):
        lacking = {
            language: [""] * forms_of(message, language) if message.plural else ""
            for language in LANGUAGES
            if not all(known[language].get(message, ("",)))
        }
        if lacking:
            entries.append(_entry(message) | lacking)
    return entries


def fill(root: Path, entries: list[Entry]) -> int:
    """Writes the translations of `entries` into the catalogues; gives how many. Raises WrongEntry."""
    messages = find_messages(root)
    known = {language: read_translations(root, language) for language in LANGUAGES}
    filled = 0
    for entry in entries:
        message = _named_by(entry)
        if message not in messages:
            raise WrongEntry(f"{message.singular!r} (context {message.context!r}) is no message of the code")
        for language in LANGUAGES:
            if given := _given_forms(message, language, entry.get(language)):
                known[language][message] = given
                filled += 1
    for language in LANGUAGES:
        _save(root, language, write_catalogue(messages, known[language], language))
    return filled


def _named_by(entry: Entry) -> Message:
    try:
        return Message(entry.get("msgctxt") or "", entry["msgid"], entry.get("msgid_plural") or "")
    except (AttributeError, KeyError) as error:
        raise WrongEntry(f"an entry is an object with a msgid, unlike {entry!r}") from error


def _given_forms(message: Message, language: str, given: str | list[str] | None) -> Translation:
    forms = tuple(given) if isinstance(given, list) else (given or "",)
    if not all(isinstance(form, str) for form in forms):
        raise WrongEntry(f"{message.singular!r} has what is no text in {language}")
    if not any(forms):
        return ()
    if len(forms) != forms_of(message, language):
        wanted = forms_of(message, language)
        raise WrongEntry(f"{message.singular!r} takes {wanted} forms in {language}, and {len(forms)} were given")
    return forms


def _entry(message: Message) -> Entry:
    names = {"msgctxt": message.context, "msgid": message.singular, "msgid_plural": message.plural}
    return {name: words or None for name, words in names.items()}


def _header(language: str) -> bytes:
    lines = ["Project-Id-Version: Boom", f"Language: {language}", "MIME-Version: 1.0"]
    lines += ["Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit"]
    lines += [f"Plural-Forms: {PLURALS[language]}"]
    body = "\n".join(f'"{line}\\n"' for line in lines)
    return f'msgid ""\nmsgstr ""\n{body}\n\n'.encode()


def _save(root: Path, language: str, text: bytes) -> bool:
    path = catalogue_path(root, language)
    if path.exists() and path.read_bytes() == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
    return True
