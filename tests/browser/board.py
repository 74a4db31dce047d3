"""What people do on a board, for the tests to read like a story."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, Route, expect

BOOKSHOP = re.compile(r"/w/\d+/canvases/\d+/$")


def path_of(page: Page, workspace: str, canvas: str) -> str:
    """The path of a demo canvas, found as people find it: from home, through its workspace."""
    page.get_by_role("link", name=workspace).first.click()
    link = page.get_by_role("link", name=re.compile(canvas)).first
    return link.get_attribute("href")


def own_canvas(window: Callable[..., Page], shop: str, name: str) -> Page:
    """The board of a new one beside the shop's, before its editor."""
    page = window("dariush", re.sub(r"canvases/.*", "canvases/new/", shop))
    page.locator("[name=name]").first.fill(name)
    page.locator("form[action$='/canvases/create/'] button").first.click()
    expect(page.locator(".board")).to_be_visible()
    return page


def block(page: Page, name: str) -> Locator:
    return page.locator(f"#list-{name}")


def notes(page: Page, text: str) -> Locator:
    return page.locator(".note[data-id]", has_text=text)


def note(page: Page, text: str) -> Locator:
    """The newest one with this text."""
    return notes(page, text).last


def add_note(page: Page, block_name: str, text: str) -> Locator:
    compose = page.locator(f"#compose-{block_name}")
    if not compose.locator("textarea").count():
        compose.locator(".add").click()
    compose.locator("textarea").fill(text)
    compose.locator("button.primary").click()
    expect(note(page, text)).to_be_visible()
    return note(page, text)


def open_editor(page: Page, text: str) -> Locator:
    row = note(page, text)
    element_id = row.get_attribute("id")
    row.locator(".text").click()
    area = page.locator(f"#{element_id} textarea")
    expect(area).to_be_focused()
    return area


def save(area: Locator) -> None:
    area.page.keyboard.press("Enter")


def seq(page: Page) -> str:
    return page.locator("#live").get_attribute("data-seq")


def late(page: Page, pattern: str) -> None:
    """As on a slow line: what is asked for at these addresses comes late."""

    def hold_up(route: Route) -> None:
        page.wait_for_timeout(700)
        route.continue_()

    page.route(pattern, hold_up)


class Held:
    """What is asked for at these addresses comes when the test lets it."""

    def __init__(self, page: Page, pattern: str):
        self.page = page
        self.routes: list[Route] = []
        page.route(pattern, lambda route: self.routes.append(route))

    def expect_asked(self) -> None:
        for _ in range(400):
            if self.routes:
                return
            self.page.wait_for_timeout(20)
        raise AssertionError("nothing was asked for")

    def let_come(self) -> None:
        while self.routes:
            self.routes.pop(0).continue_()


def drag(page: Page, what: Locator, onto: Locator, *, above: bool = False) -> None:
    carry(page, what, onto, above=above)
    page.mouse.up()


def carry(page: Page, what: Locator, onto: Locator, *, above: bool = False) -> None:
    """With the mouse, in small steps, as a hand does that does not let go yet."""
    what.scroll_into_view_if_needed()
    start = what.locator(".text").bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + start["width"] / 2 + 6, start["y"] + start["height"] / 2 + 6, steps=3)
    onto.scroll_into_view_if_needed()
    end = onto.bounding_box()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + (3 if above else end["height"] - 3), steps=12)
    page.wait_for_timeout(100)  # a hand rests before it lets go: Sortable looks away for 30 ms after each place
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + (2 if above else end["height"] - 2), steps=2)
