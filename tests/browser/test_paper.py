"""Pages as a browser prints them: nothing that says something is lost with the buttons, and no sheet is left empty."""

import re
from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Page

SHEET = 100  # letters that a sheet with something on it has at least


def sheets(page: Page) -> list[int]:
    """How many letters stand on each."""
    paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    return [sheet.get_textpage().count_chars() for sheet in paper]


@pytest.mark.parametrize("path", ["", "relationships/", "numbers/", "strategy/"])
def test_no_sheet_is_left_empty(window, shop, path):
    page = window("dariush", shop + path)
    assert all(letters >= SHEET for letters in sheets(page)[:-1])


def test_figures_are_printed_and_buttons_are_not(window, shop):
    page = window("dariush", f"{shop}numbers/")
    page.emulate_media(media="print")
    figures = page.locator(".worth .figure")
    assert figures.count() > 20 and all(figure.is_visible() for figure in figures.all())
    assert not page.locator("main .button:visible, main button:not(.figure):visible").count()


LONG = """for (const block of document.querySelectorAll(".block:has(.note)")) {
  const [first, ...others] = block.querySelectorAll(".note");
  for (let more = 0; more < 2; more += 1) first.parentElement.append(...others.map((note) => note.cloneNode(true)));
  const [name, last] = block.matches(".co, .rv") ? ["Below", "End"] : ["Name", "Last"];
  block.querySelector("h2").textContent = name;
  first.querySelector(".text").textContent = "First";
  first.parentElement.lastElementChild.querySelector(".text").textContent = `Two lines:\\n${last}`;
}"""
START = "(board, pixels) => { board.style.marginBlockStart = `${pixels}px`; }"


def written(sheet: pypdfium2.PdfPage) -> tuple[str, list[tuple[float, ...]]]:
    """Its letters without spaces, for it may part those of a word; and where each is: from the left and the bottom, to
    the right and the top."""
    text = sheet.get_textpage()
    letters = [(letter, at) for at, letter in enumerate(text.get_text_range()) if not letter.isspace()]
    return "".join(letter for letter, _at in letters), [text.get_charbox(at) for _letter, at in letters]


def long_boards(page) -> Iterator[list[tuple[str, list]]]:
    """The sheets of a board of many notes, beginning here and there on the first."""
    page.evaluate(LONG)
    for pixels in range(0, 180, 15):
        page.locator(".board").evaluate(START, pixels)
        yield [written(sheet) for sheet in pypdfium2.PdfDocument(page.pdf())]


def test_what_a_block_is_called_stands_on_the_sheet_of_its_first_note(window, shop):
    for sheets in long_boards(window("dariush", shop)):
        called = [text.count("Name") + text.count("Below") for text, _places in sheets]
        assert sum(called) == 9 and called == [text.count("First") for text, _places in sheets]


def test_what_stands_below_long_blocks_begins_after_them(window, shop):
    for sheets in long_boards(window("dariush", shop)):
        assert sum(text.count("Last") for text, _places in sheets) == 7
        for text, places in sheets:
            if "Below" in text:
                top = places[text.index("Below")][3]
                assert all(places[found.start()][1] > top for found in re.finditer("Last", text))
