"""Catalogues follow the code, take translations, and say what is wrong with them."""

import gettext
import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from runpy import run_path

import pytest
from babel.messages.mofile import write_mo

from config.messages import catalogues
from config.messages.catalogues import (
    LANGUAGES,
    WrongEntry,
    catalogue_path,
    fill,
    missing,
    read_catalogue,
    update,
)
from config.messages.checks import find_problems

COMMAND = Path(__file__).resolve().parents[2] / "bin" / "messages"
COUNT = "{% blocktranslate count n=n %}{{ n }} note{% plural %}{{ n }} notes{% endblocktranslate %}"
NOTES = {
    "msgctxt": None,
    "msgid": "%(n)s note",
    "msgid_plural": "%(n)s notes",
    "fa": ["%(n)s یادداشت", "%(n)s یادداشت"],
    "ar": ["لا ملاحظات", "ملاحظة واحدة", "ملاحظتان", "%(n)s ملاحظات", "%(n)s ملاحظةً", "%(n)s ملاحظة"],
}
SAVE = {"msgctxt": "button", "msgid": "Save", "msgid_plural": None, "fa": "ذخیره", "ar": "حفظ"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A product of one page."""
    write(tmp_path, COUNT + '{% translate "Save" context "button" %}')
    return tmp_path


def write(root: Path, source: str) -> None:
    (root / "templates").mkdir(exist_ok=True)
    (root / "templates" / "page.html").write_text(source, encoding="utf-8")


def text(root: Path, language: str = "fa") -> str:
    return catalogue_path(root, language).read_text(encoding="utf-8")


def rewrite(root: Path, old: str, new: str, language: str = "fa") -> None:
    assert old in text(root, language)
    catalogue_path(root, language).write_text(text(root, language).replace(old, new), encoding="utf-8")


def test_an_update_makes_both_catalogues_and_then_changes_nothing(root):
    assert update(root) == LANGUAGES == ["ar", "fa"]
    assert update(root) == []


def test_a_catalogue_holds_no_places_and_no_dates(root):
    update(root)
    assert "page.html" not in text(root) and "Date" not in text(root)
    assert text(root).startswith('msgid ""\nmsgstr ""\n"Project-Id-Version: Boom\\n"')


def test_what_is_missing_can_be_filled_as_it_was_given(root):
    todo = missing(root)
    assert todo == [NOTES | {"fa": [""] * 2, "ar": [""] * 6}, SAVE | {"fa": "", "ar": ""}]
    assert fill(root, [NOTES, SAVE]) == 4
    assert missing(root) == [] == find_problems(root)


def test_only_the_language_that_lacks_it_is_asked_for(root):
    fill(root, [NOTES, SAVE | {"ar": ""}])
    assert missing(root) == [{"msgctxt": "button", "msgid": "Save", "msgid_plural": None, "ar": ""}]


def test_an_update_keeps_translations_drops_what_is_gone_and_matches_nothing_by_likeness(root):
    fill(root, [NOTES, SAVE])
    write(root, COUNT + '{% translate "Save it" context "button" %}')
    update(root)
    assert "ملاحظتان" in text(root, "ar")
    assert "ذخیره" not in text(root) and "fuzzy" not in text(root) and "#~" not in text(root)
    assert [entry["msgid"] for entry in missing(root)] == ["Save it"]


def test_a_message_that_becomes_plural_is_translated_anew(root):
    fill(root, [NOTES, SAVE])
    write(root, '{% translate "note" %}')
    fill(root, [{"msgid": "note", "fa": "یادداشت", "ar": "ملاحظة"}])
    write(root, "{% blocktranslate count n=n %}note{% plural %}notes{% endblocktranslate %}")
    assert missing(root)[0]["fa"] == ["", ""]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"msgid": "Nothing", "fa": "هیچ"}, "no message of the code"),
        (SAVE | {"msgctxt": None}, "no message of the code"),
        (NOTES | {"ar": ["ملاحظة"] * 5}, "takes 6 forms in ar, and 5"),
        (NOTES | {"fa": "یادداشت"}, "takes 2 forms in fa, and 1"),
        (SAVE | {"fa": ["ذخیره", "ذخیره"]}, "takes 1 forms in fa, and 2"),
        (SAVE | {"fa": 5}, "no text"),
        ({"fa": "ذخیره"}, "with a msgid"),
        ("Save", "with a msgid"),
    ],
)
def test_a_wrong_entry_is_refused_and_nothing_written(root, entry, why):
    with pytest.raises(WrongEntry, match=why):
        fill(root, [SAVE, entry])
    assert not catalogue_path(root, "fa").exists()


@pytest.mark.parametrize("n", [0, 1, 2, 3, 10, 11, 99, 100, 102, 103])
def test_a_compiled_catalogue_picks_the_form_of_each_number(root, n):
    fill(root, [NOTES, SAVE])
    forms = {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 102: 5, 103: 3}
    arabic, persian = (compiled(root, language) for language in LANGUAGES)
    assert arabic.ngettext("%(n)s note", "%(n)s notes", n) == NOTES["ar"][forms[n]]
    assert persian.ngettext("%(n)s note", "%(n)s notes", n) == NOTES["fa"][n > 1]
    assert arabic.pgettext("button", "Save") == "حفظ"


def compiled(root: Path, language: str) -> gettext.GNUTranslations:
    binary = BytesIO()
    write_mo(binary, read_catalogue(root, language))
    binary.seek(0)
    return gettext.GNUTranslations(binary)


PLACES = "{% blocktranslate %}{{ user }} moved <b>{name}</b>{% endblocktranslate %}"


@pytest.mark.parametrize(
    ("language", "translation", "why"),
    [
        ("fa", "%(user)s برد", "has the placeholders %(user)s in"),
        ("fa", "%(user)s برد <b>{نام}</b>", "has the placeholders"),
        ("fa", "%(kian)s برد <b>{name}</b>", "has the placeholders"),
        ("fa", "%(user)s برد <i>{name}</i>", "has the placeholders"),
        ("fa", "%(user)s علي <b>{name}</b>", "holds Arabic letters or digits"),
        ("fa", "%(user)s می برد <b>{name}</b>", "«می » with a space"),
        ("fa", "%(user)s نمی برد <b>{name}</b>", "«می » with a space"),
        ("fa", "%(user)s برد <b>{name}</b>\n", "line break"),
        ("ar", "%(user)s نقل کل <b>{name}</b>", "holds Persian letters or digits"),
        ("ar", "%(user)s نقل, ثم <b>{name}</b>", "holds Western punctuation"),
        ("fa", "%(user)s “<b>{name}</b>” را برد", "holds Western punctuation"),
        ("ar", "%(user)s نقل <b>{name}</b> ، ثم", "has a space before a sign"),
        ("ar", "<b>{name}</b> منقولة من %(user)s بـ", "ends within a word"),
        ("fa", "%(user)s <b>{name}</b> را ۳ بار برد", "holds a digit that does not follow the reader"),
        ("ar", "%(user)s نقل <b>{name}</b> 3 مرات", "holds a digit that does not follow the reader"),
    ],
)
def test_a_faulty_translation_is_named(root, language, translation, why):
    write(root, PLACES)
    fill(root, [{"msgid": "%(user)s moved <b>{name}</b>", language: translation}])
    problems = [problem for problem in find_problems(root) if problem.startswith(language)]
    assert len(problems) == 1 and why in problems[0]


@pytest.mark.parametrize(
    "translation", ["{name} قدیمی ماند", "{name} در UTF-8 ماند", "می\u200cبرد {name}", "می‌برد: {name}", "نامی {name}"]
)
def test_good_persian_is_not_named(root, translation):
    write(root, '{% translate "{name} stayed" %}')
    fill(root, [{"msgid": "{name} stayed", "fa": translation, "ar": "{name}"}])
    assert find_problems(root) == []


def test_only_arabic_forms_of_one_number_may_leave_it_out(root):
    fill(root, [SAVE, NOTES | {"ar": [*NOTES["ar"][:3], "ملاحظات", *NOTES["ar"][4:]]}])
    assert "'ملاحظات'" in " ".join(find_problems(root))
    fill(root, [NOTES | {"fa": ["یک یادداشت", "%(n)s یادداشت"]}])
    assert "'یک یادداشت'" in " ".join(find_problems(root))


def test_a_catalogue_that_lags_behind_is_named(root):
    assert [problem for problem in find_problems(root) if "out of date" in problem]
    fill(root, [NOTES, SAVE])
    write(root, COUNT)
    assert find_problems(root) == [
        f"{language}: the catalogue is out of date; run bin/messages" for language in LANGUAGES
    ]


def test_a_fuzzy_translation_is_named_and_counts_as_missing(root):
    fill(root, [NOTES, SAVE])
    rewrite(root, 'msgctxt "button"', '#, fuzzy\nmsgctxt "button"')
    problems = " ".join(find_problems(root))
    assert "'Save' is fuzzy" in problems and "'Save' is not translated" in problems


def test_a_plural_with_a_form_missing_is_named(root):
    fill(root, [NOTES, SAVE])
    rewrite(root, "ملاحظتان", "", "ar")
    assert "ar: '%(n)s note' is not translated" in find_problems(root)


def test_the_command_prints_what_is_missing_as_json(monkeypatch, capsys):
    todo = [NOTES | {"fa": [""] * 2, "ar": [""] * 6}, SAVE | {"fa": "", "ar": ""}]
    monkeypatch.setattr(catalogues, "missing", {COMMAND.parents[1]: todo}.get)  # to look for it takes a second
    monkeypatch.setattr(sys, "argv", [str(COMMAND), "--missing"])
    with pytest.raises(SystemExit, match="0"):
        run_path(str(COMMAND), run_name="__main__")
    assert json.loads(capsys.readouterr().out) == todo


def test_the_command_says_which_file_it_cannot_read(tmp_path):
    (tmp_path / "todo.json").write_text("[{]")
    for name in ("todo.json", "nowhere.json"):
        ended = subprocess.run([COMMAND, "--fill", tmp_path / name], capture_output=True, text=True, check=False)
        assert ended.returncode == 1 and ended.stderr.startswith("bin/messages: ") and "Traceback" not in ended.stderr
