"""All that people read is translated into Arabic and Persian, and well."""

from pathlib import Path

from config.messages.checks import find_problems


def test_the_translations_are_complete_and_sound():
    problems = find_problems(Path(__file__).resolve().parents[2])
    assert not problems, "\n".join(problems)
