"""Pages as a browser prints them: nothing that says something is lost with the buttons, and no sheet is left empty."""

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


def test_what_a_block_is_called_stands_on_the_sheet_of_its_first_note(window, shop):
    page = window("dariush", shop)
    page.evaluate("""for (const block of document.querySelectorAll(".block:has(.note)")) {
      block.querySelector("h2").textContent = "Name";
      block.querySelector(".note .text").textContent = "First";
    }""")
    for pixels in range(0, 120, 15):
        page.locator(".board").evaluate("(board, pixels) => { board.style.marginBlockStart = `${pixels}px`; }", pixels)
        texts = [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(page.pdf())]
        assert sum(text.count("Name") for text in texts) == 9
        assert [text.count("Name") for text in texts] == [text.count("First") for text in texts]
