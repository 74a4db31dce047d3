"""How far a document is translated: what a language lacks, and what was translated from a text that has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Mapping

from learning.document import LANGUAGES, Document, texts

Translated = dict[str, dict[str, str]]  # language → path → the digest of the text that it was translated from


def text_digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def follow(noun: str, before: Document | None, after: Document, known: Translated) -> Translated:
    """What `known` becomes when `before` is revised to `after`: a translation that changed is of today's source."""
    source = after["source_language"]
    earlier = dict(texts(noun, before)) if before else {}
    kept: Translated = {language: {} for language in LANGUAGES if language != source}
    for path, text in texts(noun, after):
        for language, paths in kept.items():
            if not text[language]:
                continue
            same = path in earlier and earlier[path][language] == text[language]
            paths[path] = known.get(language, {}).get(path, "") if same else text_digest(text[source])
    return kept


def confirm(
    noun: str, document: Document, known: Translated, language: str, paths: Container[str] | None = None
) -> Translated:
    """`known`, where what `language` says at these paths (None: everywhere) is held to translate today's source."""
    source = document["source_language"]
    fresh = {
        path: text_digest(text[source])
        for path, text in texts(noun, document)
        if text[language] and (paths is None or path in paths)
    }
    return {**known, language: known.get(language, {}) | fresh}


def missing(noun: str, document: Document) -> dict[str, list[str]]:
    """By language, the paths of texts that are empty in it: learners would find an empty heading, or nothing."""
    return {lang: [path for path, text in texts(noun, document) if not text[lang]] for lang in LANGUAGES}


def stale(noun: str, document: Document, known: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    """By language, the paths of texts whose source has changed since they were translated."""
    source = document["source_language"]
    found: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for path, text in texts(noun, document):
        for language in LANGUAGES:
            old = language != source and text[language] and text_digest(text[source])
            if old and known.get(language, {}).get(path) != old:
                found[language].append(path)
    return found


def completeness(noun: str, document: Document) -> dict[str, float]:
    """By language, the share of texts that it has, as a fraction."""
    every = sum(1 for _text in texts(noun, document))
    return {language: 1 - len(paths) / every for language, paths in missing(noun, document).items()}
