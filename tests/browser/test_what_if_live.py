"""A what-if that is open follows the focus that others decide and withdraw, and keeps what was moved on it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import own_canvas

GOALS = ("acquisition", "retention", "growth")


@pytest.fixture
def decided(window, shop) -> Page:
    """The strategy of a canvas of its own, before whoever decides there."""
    page = own_canvas(window, shop, "بومِ اگر")
    page.goto(page.url + "strategy/")
    return page


def decide(page: Page, *weights: str) -> None:
    page.locator(".strategy a.primary").first.click()
    for goal, weight in zip(GOALS, weights, strict=True):
        page.locator(f"#sheet [name={goal}]").fill(weight)
    page.locator("#sheet [name=reason]").fill("چون")
    page.locator("#sheet button.primary").click()
    expect(page.locator("#sheet")).to_be_hidden()


def withdraw(page: Page) -> None:
    page.locator(".turns .ways a[href$='/withdraw/']").first.press("Enter")
    page.locator("#sheet [name=reason]").fill("شتاب کردیم")
    page.locator("#sheet button.danger").click()
    expect(page.locator(".turns .ways a[href$='/withdraw/']")).to_have_count(0)


def expect_weights(page: Page, *weights: str) -> None:
    for goal, weight in zip(GOALS, weights, strict=True):
        expect(page.locator(f"#weights [name={goal}]")).to_have_value(weight)
        slider = page.locator(f"[data-weight={goal}]")
        expect(slider).to_have_js_property("value", str(int(weight)))
        expect(slider).to_be_visible()


def test_weights_follow_what_others_decide_unless_they_were_moved(decided, window):
    still, moved, emptied = (window("kian", "/") for _ in range(3))
    for page in (still, moved, emptied):
        page.goto(decided.url.replace("strategy", "what-if"))
        expect_weights(page, "۳۴", "۳۳", "۳۳")
    moved.locator("[data-weight=growth]").press("ArrowUp")
    emptied.locator("#weights [name=growth]").fill("")
    expect_weights(moved, "۳۳", "۳۳", "۳۴")
    for page in (moved, emptied):
        expect(page).to_have_url(re.compile("growth="))
    decide(decided, "50", "30", "20")
    for page in (still, moved, emptied):
        expect(page.locator("#weights .weight .soft").last).to_have_text("امروز ۲۰")
    expect_weights(still, "۵۰", "۳۰", "۲۰")
    expect_weights(moved, "۳۳", "۳۳", "۳۴")
    expect(moved.locator("[data-weight=growth]")).to_be_focused()
    expect(emptied.locator("#weights [name=growth]")).to_have_value("")
    expect(emptied.locator("#weights [name=growth]")).to_have_attribute("placeholder", "۲۰")
    withdraw(decided)
    expect(still.locator("#weights .weight .soft").last).to_have_text("امروز ۳۳")
    expect_weights(still, "۳۴", "۳۳", "۳۳")
    expect_weights(moved, "۳۳", "۳۳", "۳۴")
