"""The board on a phone, where a block takes many screens: its heading stays, all others are a tap away, and a note in
hand is carried on over the edge."""

import pytest
from playwright.sync_api import Page


@pytest.fixture
def phone(window, shop) -> Page:
    page = window("dariush", shop, width=320, has_touch=True, is_mobile=True)
    page.set_viewport_size({"width": 320, "height": 420})
    return page


def top(page: Page, selector: str) -> float:
    return page.locator(selector).evaluate("element => element.getBoundingClientRect().top")


def test_a_tap_leads_to_a_block_whose_heading_and_place_for_more_stay_in_sight(phone):
    phone.locator(".leaps").get_by_role("link", name="ارزش پیشنهادی").tap()
    strip = phone.locator(".leaps").bounding_box()
    assert strip["y"] == 0 and strip["width"] <= 320
    assert 0 <= top(phone, "#block-value_propositions") - strip["height"] < 2
    before = phone.evaluate("scrollY")
    phone.evaluate("scrollBy(0, 120)")
    assert phone.evaluate("scrollY") == before + 120
    assert 0 <= top(phone, "#block-value_propositions > header") - strip["height"] < 12
    add = phone.locator("#compose-value_propositions .add").bounding_box()
    assert 410 < add["y"] + add["height"] <= 421
    assert phone.evaluate("document.documentElement.scrollWidth") == 320


def test_under_a_finger_at_the_edge_the_page_goes_on(phone):
    phone.locator(".leaps a").last.tap()
    phone.locator("#block-cost_structure > header h2").tap()  # with the first touch comes what drags
    phone.wait_for_function("() => !!window.Sortable?.get(document.getElementById('list-cost_structure'))")
    note = phone.locator("#list-cost_structure .note").last
    note.scroll_into_view_if_needed()
    box, touch = note.bounding_box(), phone.context.new_cdp_session(phone)
    x, y, before = box["x"] + 60, box["y"] + 12, phone.evaluate("scrollY")

    def finger(does: str, *points: dict) -> None:
        touch.send("Input.dispatchTouchEvent", {"type": does, "touchPoints": list(points)})

    finger("touchStart", {"x": x, "y": y})
    phone.locator(".chosen").wait_for()
    for step in range(12):
        finger("touchMove", {"x": x, "y": y + (12 - y) * step / 11})
    phone.wait_for_function("before => scrollY < before - 300", arg=before)
    finger("touchCancel")
