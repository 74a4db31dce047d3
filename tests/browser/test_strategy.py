"""The focus in browsers: decided by keyboard in Persian, seen at once in an Arabic window; wrong sums lose nothing."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import own_canvas


@pytest.fixture
def fresh(window, shop) -> Page:
    """The strategy of a canvas of its own, before its editor."""
    page = own_canvas(window, shop, "بومِ راهبرد")
    page.goto(page.url + "strategy/")
    return page


def open_form(page: Page) -> None:
    page.locator(".strategy a.primary").first.press("Enter")
    expect(page.locator("#sheet form")).to_be_visible()


def decide(page: Page, weights: tuple[str, str, str], day: str, reason: str) -> None:
    """By keyboard alone; numbers typed one after another."""
    open_form(page)
    for field, value in zip(("acquisition", "retention", "growth"), weights, strict=True):
        page.locator(f"#sheet [name={field}]").fill(value)
    page.locator("#sheet [name=from_on]").fill(day)
    page.locator("#sheet [name=reason]").fill(reason)
    page.locator("#sheet button.primary").press("Enter")


def test_decided_by_keyboard_and_seen_in_another_window(fresh, window):
    page = fresh
    other = window("amina", "/", server="far")
    other.goto(page.url)
    page.locator(".blank a.primary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#sheet [name=acquisition]")).to_be_focused()
    expect(page.locator("#prospect")).to_have_css("margin-top", "0px")  # it says nothing yet
    page.keyboard.press("Tab")
    for _ in range(16):
        page.keyboard.press("ArrowLeft")  # more, where it reads from the right
    expect(page.locator("#sheet [name=acquisition]")).to_have_value("۵۰")
    expect(page.locator("#sheet [name=retention]")).to_have_value("۲۵")
    expect(page.locator("#sheet [name=growth]")).to_have_value("۲۵")
    expect(page.locator("#prospect")).to_contain_text("جذب")
    expect(page.locator("#prospect")).not_to_have_css("margin-top", "0px")
    page.locator("#sheet [name=reason]").focus()
    page.keyboard.type("ورود به بازار")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for screen in (page, other):
        expect(screen.locator(".now")).to_contain_text("ورود به بازار")
        expect(screen.locator("svg.timeline.wide")).to_be_visible()
    expect(page.locator("#sheet")).to_be_hidden()
    decide(page, ("۲۰", "60", "٢٠"), "1405/01/01", "بازار پر شد")
    expect(other.locator(".turns")).to_contain_text("بازار پر شد")
    expect(other.locator(".timeline.wide .mark")).to_have_count(1)


def test_a_wrong_sum_is_told_and_keeps_what_was_typed(fresh):
    decide(fresh, ("50", "30", "10"), "1405/01/01", "دلیلِ من")
    expect(fresh.locator("#sheet .errors").first).to_contain_text("۹۰")
    expect(fresh.locator("#sheet [name=reason]")).to_have_value("دلیلِ من")
    expect(fresh.locator("#sheet [name=growth]")).to_have_value("10")
    expect(fresh.locator("#sheet .sum")).to_have_attribute("data-off", "")
    fresh.locator("#sheet [name=growth]").fill("20")
    expect(fresh.locator("#sheet .sum")).not_to_have_attribute("data-off", "")
    fresh.locator("#sheet button.primary").click()
    expect(fresh.locator(".now")).to_contain_text("دلیلِ من")


def test_withdrawn_with_a_reason_and_still_listed(fresh):
    decide(fresh, ("50", "30", "20"), "1405/01/01", "نخست")
    expect(fresh.locator(".now")).to_contain_text("نخست")
    fresh.locator(".turns .ways a[href$='/withdraw/']").first.press("Enter")
    fresh.locator("#sheet [name=reason]").fill("شتاب کردیم")
    fresh.locator("#sheet button.danger").press("Enter")
    expect(fresh.locator(".blank")).to_be_visible()
    decide(fresh, ("40", "40", "20"), "1405/02/01", "دوباره")
    fresh.locator(".foot-link a").click()
    expect(fresh.locator(".gone")).to_contain_text("شتاب کردیم")


def test_zoom_and_time_and_day_are_in_the_address(fresh):
    decide(fresh, ("50", "30", "20"), "1398/01/01", "نخست")
    expect(fresh.locator(".now")).to_be_visible()
    fresh.locator(".course header a[href*='zoom=quarter']").click()
    expect(fresh.locator(".paging a[href*='from=']")).to_be_visible()
    assert "zoom=quarter" in fresh.url
    fresh.locator(".paging a[href*='time=ltr']").click()
    expect(fresh.locator(".paging a[href*='time=rtl']")).to_be_visible()
    fresh.locator("[name=day]").fill("۱۳۹۹/۰۵/۰۱")
    fresh.locator(".day-form button").click()
    expect(fresh.locator(".strategy .banner a[href*='view=matrix']")).to_have_attribute(
        "href", re.compile("day=2020-07-22")
    )
    assert "zoom=quarter" in fresh.url and "time=ltr" in fresh.url
