"""The frame of every page: right in each language, without a query, and there when the rest is broken."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from config.together import SCRIPTS, SHEETS, joined, parts, together

ROOT = Path(__file__).parents[2]
TEMPLATES = list((ROOT / "templates").rglob("*.html"))
LETTER = ROOT / "templates/accounts/letter.html"  # read in mail programs, which load no style sheets
DIRECTIONS = {"fa": "rtl", "ar": "rtl", "en": "ltr"}
FRAMED = ("400.html", "401.html", "403.html", "403_csrf.html", "404.html")


def texts() -> str:
    return "".join(path.read_text() for path in TEMPLATES if path != LETTER)


def source(path: str) -> str:
    return (ROOT / "static" / path).read_text()


def ids(picture_file: str) -> set[str]:
    return set(re.findall(r'<symbol id="(\w+)"', (ROOT / "static/img" / picture_file).read_text()))


@pytest.fixture
def visit(rf):
    request = rf.get("/somewhere/")
    request.user = AnonymousUser()
    return request


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("name", ("500.html", "503.html"))
def test_plain_pages_need_no_request(name, language):
    with translation.override(language):
        html = render_to_string(name)
    assert f'<html lang="{language}" dir="{DIRECTIONS[language]}">' in html
    assert "data-trouble-message" in html


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("name", FRAMED)
def test_pages_of_trouble_ask_the_database_nothing(visit, name, language):
    """Queries are refused in a test without the database mark, so rendering proves there are none."""
    with translation.override(language):
        html = render_to_string(name, request=visit)
    assert f'<html lang="{language}" dir="{DIRECTIONS[language]}">' in html
    assert html.count("<h1>") == 1
    assert "style=" not in html
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)


def test_icons_and_pictures_exist():
    assert set(re.findall(r'_icon\.html" with name="(\w+)"', texts())) <= ids("icons.svg")
    assert set(re.findall(r'picture="(\w+)"|block picture %}(\w+)', texts())) <= {
        pair for name in ids("pictures.svg") for pair in ((name, ""), ("", name))
    }


def test_what_templates_load_exists():
    named = set(re.findall(r"""{% static ['"]([^'"]+)['"] %}""", texts()))
    assert named
    assert [path for path in sorted(named) if not finders.find(path)] == []


def test_what_templates_load_together_is_what_is_put_together():
    named = set(re.findall(r'{% together "([^"]+)" %}', texts()))
    assert named == set(SHEETS) | set(SCRIPTS)
    assert [path for name in named for path in parts(name) if not finders.find(path)] == []


def test_parts_are_loaded_one_by_one_where_nothing_is_collected(settings):
    assert together("frame.css").count("<link") == 1
    settings.DEBUG = True
    assert together("frame.css").count("<link") == len(SHEETS["frame.css"])
    assert together("board.js").count('<script type="module"') == len(SCRIPTS["board.js"])


def test_scripts_put_together_keep_their_names_to_themselves():
    texts = {path: f"const a = {at};" for at, path in enumerate(parts("member.js"))}
    assert joined("member.js", texts.__getitem__) == "\n".join(f"{{\n{text}\n}}" for text in texts.values())


def test_comments_and_indents_are_not_sent_and_nothing_else_is_left_out():
    text = '/* What it\n   is. */\nconst a = "/* b */"; /* c */\n\n/* d */\n  /* e */ f();\n  /* i */\n/* g */ h();\n'
    sent = 'const a = "/* b */"; /* c */\n/* e */ f();\n/* g */ h();'
    assert joined("member.js", lambda path: text) == "\n".join([f"{{\n{sent}\n}}"] * len(parts("member.js")))
    for name in (*SHEETS, *SCRIPTS):
        lines = [line.strip() for part in parts(name) for line in source(part).splitlines()]
        sent = joined(name, source)
        assert [line for line in sent.splitlines() if line not in lines and line not in "{}"] == []
        assert re.findall(r"^/\*[^*]*\*/$", sent, re.MULTILINE) == []


def test_no_text_of_a_script_goes_over_several_lines():
    """Its indents would be lost where scripts are put together."""
    lines = [line for name in SCRIPTS for part in parts(name) for line in source(part).splitlines()]
    assert [line for line in lines if line.count("`") % 2] == []


def test_templates_hold_no_inline_style_or_script():
    assert re.findall(r'\sstyle="|\son\w+="|<style|<script(?![^>]*\bsrc=)', texts()) == []


def test_what_only_a_script_does_is_not_offered_before_it_is_here():
    buttons = re.findall(r"<button[^>]*data-(?:copies|prints|mention)[^>]*>", texts())
    assert len(buttons) > 3 and all(re.search(r"\sdisabled\s", button) for button in buttons)


@pytest.mark.parametrize(
    ("where", "who"),
    [("workspace", "An owner of the workspace"), ("program", "A manager of the program"), ("", "Boom")],
)
def test_what_is_not_allowed_says_whom_to_ask(visit, where, who):
    if where:
        setattr(visit, where, object())
    message = render_to_string("403.html", request=visit).partition("data-trouble-message>")[2].partition("</p>")[0]
    assert who in message and ("workspace" in message) == (where == "workspace")
