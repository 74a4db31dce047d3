"""Every message that the code and the templates ask for is found, and nothing else."""

from pathlib import Path

import pytest

from config.messages.sources import Message, Untranslatable, find_messages


def found(folder: Path, name: str, source: str) -> list[tuple[str, str, str]]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return [tuple(message) for message in find_messages(folder)]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('_("Save")', ("", "Save", "")),
        ('_("Save " "all")', ("", "Save all", "")),
        ('translation.gettext("Save")', ("", "Save", "")),
        ('lazily("Save")', ("", "Save", "")),
        ('gettext_noop("Sign Up")', ("", "Sign Up", "")),
        ('ngettext("%(n)s note", "%(n)s notes", n)', ("", "%(n)s note", "%(n)s notes")),
        ('pgettext_lazy("goal", "Retention")', ("goal", "Retention", "")),
        ('npgettext("goal", "one", "many", n)', ("goal", "one", "many")),
    ],
)
def test_python_is_read(tmp_path, source, message):
    imports = "from django.utils.translation import gettext as _, gettext_lazy as lazily, gettext_noop, ngettext"
    assert found(tmp_path, "a.py", f"{imports}, pgettext_lazy, npgettext\nx = {source}\n") == [message]


@pytest.mark.parametrize(
    "source", ['_("x")', "for _ in y: _(z)", "from a import gettext as _\n_('x')", '"""_(\'x\')"""']
)
def test_python_that_asks_for_nothing_gives_nothing(tmp_path, source):
    assert found(tmp_path, "a.py", source) == []


def test_a_message_only_known_when_the_code_runs_is_left_out(tmp_path):
    assert found(tmp_path, "a.py", "from django.utils.translation import gettext as _\n_(text)\n_('')") == []


def test_an_f_string_is_refused(tmp_path):
    with pytest.raises(Untranslatable, match=r"a\.py:2: an f-string"):
        found(tmp_path, "a.py", "from django.utils.translation import gettext as _\n_(f'{name} left')")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('{% translate "Save" %}', ("", "Save", "")),
        ("{% trans 'Don“t' as word %}", ("", "Don“t", "")),
        ('{% translate "Save" context "button" %}', ("button", "Save", "")),
        ('{% translate "100% free" %}', ("", "100%% free", "")),
        ('<a title="{% translate "it\'s" %}">', ("", "it's", "")),
        ("{% blocktranslate with n=x|upper %}Hi {{ n }}, 5%{% endblocktranslate %}", ("", "Hi %(n)s, 5%%", "")),
        ("{% blocktranslate trimmed %}\n  one\n  two\n{% endblocktranslate %}", ("", "one two", "")),
        (
            '{% blocktranslate trimmed context "c" count n=n %}\n{{ n }} note\n'
            "{% plural %}\n{{ n }} notes\n{% endblocktranslate %}",
            ("c", "%(n)s note", "%(n)s notes"),
        ),
        ('{{ name|default:_("nobody") }}', ("", "nobody", "")),
        ('{{ _("Save")|lower }}', ("", "Save", "")),
        ('{% include "a.html" with title=_("Save") %}', ("", "Save", "")),
        ('{% blocktranslate with a=_("Save") %}{% endblocktranslate %}', ("", "Save", "")),
        ('{% translate "ذخیره" %}', ("", "ذخیره", "")),
    ],
)
def test_templates_are_read(tmp_path, source, message):
    assert found(tmp_path, "templates/a.html", f"<p>gettext('not this')</p>{source}\n") == [message]


def test_mails_are_read(tmp_path):
    assert found(tmp_path, "templates/mail.txt", '{% translate "Hello" %}') == [("", "Hello", "")]


def test_scripts_are_read(tmp_path):
    source = 'say(gettext("Saved")); ngettext("one", "many", n); pgettext("button", "Save");'
    assert found(tmp_path, "static/js/a.js", source) == [("button", "Save", ""), ("", "Saved", ""), ("", "one", "many")]


@pytest.mark.parametrize("folder", [".venv", "node_modules", "tests", "bench", "app/migrations"])
def test_what_is_not_the_product_is_not_read(tmp_path, folder):
    assert found(tmp_path, f"{folder}/a.html", '{% translate "Save" %}') == []


def test_messages_are_sorted_and_stand_once(tmp_path):
    found(tmp_path, "b.html", "{% translate 'not at the root' %}")
    found(tmp_path, "t/b.html", '{% translate "b" %}{% translate "a" %}{% translate "a" context "x" %}')
    assert found(tmp_path, "t/a.html", '{% translate "b" %}') == [("", "a", ""), ("x", "a", ""), ("", "b", "")]


def test_a_message_with_and_without_a_plural_has_one(tmp_path):
    plural = "{% blocktranslate count n=n %}a{% plural %}b{% endblocktranslate %}"
    assert found(tmp_path, "t/a.html", f'{plural}{{% translate "a" %}}') == [("", "a", "b")]
    assert found(tmp_path, "t/a.html", f'{{% translate "a" %}}{plural}') == [("", "a", "b")]


def test_two_plurals_of_one_message_are_refused(tmp_path):
    source = "{% blocktranslate count n=n %}a{% plural %}b{% endblocktranslate %}"
    with pytest.raises(Untranslatable, match="two plurals"):
        found(tmp_path, "t/a.html", source + source.replace("b{", "c{"))


def test_our_own_words_are_found():
    messages = find_messages(Path(__file__).resolve().parents[2])
    assert Message("", "Write at least one letter or digit.", "") in messages
