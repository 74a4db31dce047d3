"""All that people read is translated into Arabic and Persian, and well."""

import re
from pathlib import Path

import pytest
from django.utils.translation import get_language_info

from accounts.models import User
from config.messages.catalogues import LANGUAGES, read_translations
from config.messages.checks import find_problems
from tests.spelling import LATIN, faults_of

ROOT = Path(__file__).resolve().parents[2]
# What stands in a sentence and is no prose: placeholders, markup, marks and numbers that programs read, direction.
UNREAD = re.compile(r"%\(\w+\)[sd]|\{\w*\}|<[^>]+>|\(%%?\)|\(\"\)|\b(2xx|409|0\.82)\b")
LATIN_IN_ITS_DIRECTION = re.compile("\u200e?س(?::(?://)?)?\u200e")


def test_the_translations_are_complete_and_sound():
    problems = find_problems(ROOT)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_editor_marks_nothing_in_them(language):
    forms = [form for forms in read_translations(ROOT, language).values() for form in forms if form != "، "]
    lines = [line for form in forms for line in form.splitlines()]
    assert [(fault, line) for line in lines for fault in faults_of(language, _prose(line))] == []


def test_a_language_has_one_name_of_its_own_on_every_page():
    assert {code: get_language_info(code)["name_local"] for code in User.Language.values} == dict(User.Language.choices)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_beginning_of_an_address_stays_one_piece(language):
    """Without a mark its slashes would stand before it: //:https."""
    forms = [form for forms in read_translations(ROOT, language).values() for form in forms]
    assert [form for form in forms if re.search(r"://\s", form)] == []


def _prose(line: str) -> str:
    return LATIN_IN_ITS_DIRECTION.sub("س", LATIN.sub("س", UNREAD.sub("س", line)))
