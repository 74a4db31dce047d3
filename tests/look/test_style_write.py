"""The style sheets keep their own rules: no physical sides, stated layers, light, readable in both themes."""

import gzip
import re
from pathlib import Path

import pytest

from config.together import joined

ROOT = Path(__file__).parents[2]
SHEETS = sorted((ROOT / "static/css").glob("*.css"))
TOKENS = (ROOT / "static/css/tokens.css").read_text()
LAYERS = re.split(r",\s*", re.search(r"@layer ([\w,\s]+);", TOKENS)[1])
PHYSICAL = re.compile(
    r"(?<![\w-])(?:left|right)\s*:|(?:margin|padding|border|inset|scroll-\w+)-(?:left|right)|"
    r"(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
SHADES = {
    name: (light, dark or light)
    for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS)
}
COLOURS = ("blue", "green", "ochre", "plum", "teal", "rose", "slate", "moss")
TEXTS = ("ink", "ink-soft", "accent", "acquire", "retain", "grow", "warn", "ok", *COLOURS)
PAIRS = [
    *((text, ground) for text in TEXTS for ground in ("paper", "surface", "raised")),
    *(("ink", ground) for ground in ("tint", "mark", "add", "cut", "sunk")),
    ("offer", "ink"),
    *(("on-colour", ground) for ground in (*COLOURS, "warn")),
    ("on-accent", "accent"),
    ("accent", "tint"),
    ("ink-soft", "sunk"),
]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_sheets_know_no_left_and_right(sheet):
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    assert PHYSICAL.findall(rules) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_sheets_never_space_letters(sheet):
    assert "letter-spacing" not in sheet.read_text(), "letters of Arabic script are joined"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_sheets_stay_in_a_stated_layer(sheet):
    used = re.findall(r"@layer ([\w-]+) \{", sheet.read_text())
    assert used and set(used) <= set(LAYERS)


def test_firefox_cuts_no_cell_of_the_matrix():
    sheet = read("css/matrix.css")
    assert re.search(r"^  \.cell \{[^}]* block-size: 100%;", sheet, re.MULTILINE), "of a length, it hides the rest"
    assert re.search(r"^  \.matrix \{[^}]* block-size: 1px;", sheet, re.MULTILINE), "or what fills it knows no height"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_safari_shows_what_falls_back_on_another_place(sheet):
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", sheet.read_text())
    placed = {selector.strip() for selector, style in rules if "position-try" in style}
    moving = {part for selector, style in rules if "opacity: 0" in style for part in re.split(r"[\s,:\[]+", selector)}
    assert not placed & moving, "what begins with no opacity keeps it there"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_what_stands_beside_something_is_in_the_middle_where_browsers_know_no_beside(sheet):
    beside = re.compile(r"@supports \(position-area[^{]*\{((?:[^{}]*\{[^{}]*\})*)\s*\}")
    placed = {selector for rules in beside.findall(sheet.read_text()) for selector in re.findall(r"(\S+) \{", rules)}
    everywhere = re.findall(r"(\S+) \{([^{}]*)\}", beside.sub("", sheet.read_text()))
    assert [selector for selector, style in everywhere if selector in placed and "inset" in style] == []


def test_browsers_without_light_dark_have_the_light_colours():
    older = dict(re.findall(r"--([\w-]+): (#\w{6});", read("css/older.css")))
    assert older == {name: light for name, (light, dark) in SHADES.items()}


@pytest.mark.parametrize("theme", (0, 1), ids=("light", "dark"))
@pytest.mark.parametrize(("text", "ground"), PAIRS, ids=lambda name: name)
def test_text_stands_out(text, ground, theme):
    assert contrast(SHADES[text][theme], SHADES[ground][theme]) >= 4.5


def test_the_board_loads_little_style():
    pages = ("_head.html", "base.html", "canvas/board.html")
    text = "".join((ROOT / "templates" / page).read_text() for page in pages)
    files = [joined(name, read) for name in dict.fromkeys(re.findall(r'{% together "(\w+\.css)" %}', text))]
    assert len(files) == 2, "each is a round trip"
    files += [read(name) for name in dict.fromkeys(re.findall(r"css/\w+\.css", text))]
    assert len(gzip.compress("".join(files).encode(), 9)) <= 13 * 1024


def read(path: str) -> str:
    return (ROOT / "static" / path).read_text()


def contrast(one: str, other: str) -> float:
    """The WCAG 2 ratio of two colours written "#rrggbb"."""
    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
