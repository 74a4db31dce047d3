"""Looking through a share link: found in order by axe in each language, live, and over when it is revoked."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults


@pytest.fixture
def link(site, browser, signed_in, shop):
    """The address of a link that shows everything, and the member's page that made it."""
    context = browser.new_context(storage_state=signed_in("amina"))
    page = context.new_page()
    page.goto(site.url(shop) + "share-links/new/")
    for name in ("matrix", "strategy", "pdf"):
        page.locator(f"[name={name}]").check()
    page.locator(".share-form button.primary").click()
    address = page.locator("#link").inner_text()
    yield address, page
    context.close()


def test_every_look_in_every_language(browser, link):
    address, _page = link
    wrong = {}
    for language, width in (("fa", 1280), ("ar", 320), ("en", 320)):
        context = browser.new_context(locale=language, viewport={"width": width, "height": 800})
        page = context.new_page()
        page.goto(address)
        assert "/share/" not in page.url and page.locator("html").get_attribute("lang") == language
        for look in ("board", "matrix", "strategy"):
            page.goto(page.url.partition("?")[0] + f"?view={look}")
            if found := faults(page):
                wrong[language, look] = found
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        context.close()
    assert wrong == {}


def test_on_a_phone_what_it_shows_stands_beside_what_that_is_called(link, site, shop):
    _address, member = link
    member.set_viewport_size({"width": 390, "height": 800})
    member.goto(site.url(shop) + "share-links/")
    cell, chip = member.locator("td:has(.shows)").first, member.locator(".shows .chip").first
    assert abs(cell.bounding_box()["y"] - chip.bounding_box()["y"]) < 8


def test_follows_the_team_and_ends_when_it_is_revoked(browser, link, site, shop):
    address, member = link
    context = browser.new_context(locale="fa")
    page = context.new_page()
    page.goto(address)
    member.goto(site.url(shop))
    member.locator("#compose-channels .add").click()
    member.locator("#compose-channels textarea").fill("از بیرون هم دیده می‌شود")
    member.locator("#compose-channels button.primary").click()
    expect(page.locator("#list-channels")).to_contain_text("از بیرون هم دیده می‌شود")
    member.goto(site.url(shop) + "share-links/")
    member.locator("button.danger").first.click()
    expect(page.locator("#ended")).to_be_visible()
    expect(page.locator("#shared")).to_be_hidden()
    context.close()
