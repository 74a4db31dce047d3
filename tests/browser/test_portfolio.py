"""The portfolio in a browser: it keeps itself fresh, narrows without losing one's place, and works without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import program  # noqa: F401 - a fixture


@pytest.fixture
def portfolio(program) -> str:  # noqa: F811
    return f"/p/{program['p']}/portfolio/"


def rows(page: Page):
    return page.locator("#cohort tbody tr")


def fact(page: Page, place: int) -> int:
    """One of the numbers at the top, which each reader has in digits of their own."""
    return int(page.locator("#overview .facts b").nth(place).inner_text())


def rename(page: Page, name: str) -> str:
    """As people do; answers what the canvas was called."""
    field = page.locator("[name=name]").first
    before = field.input_value()
    field.fill(name)
    field.press("Enter")
    expect(page.locator("h1")).to_contain_text(name)
    return before


def test_what_a_team_changes_shows_by_itself_and_nothing_typed_is_lost(window, portfolio, shop):
    page = window("nadia", portfolio, server="far")
    team = window("amina", shop + "editor/")
    everybody = rows(page).count()
    page.locator("#sift-q").fill("نوآوران")
    expect(rows(page)).not_to_have_count(everybody)
    expect(page).to_have_url(re.compile("q="))
    found = rows(page).count()
    own = rows(page).filter(has=page.get_by_role("link", name="نوآوران", exact=True))
    details = own.locator("details")
    details.locator("summary").click()
    before = rename(team, "کتاب‌فروشی تازه")
    try:
        expect(own).to_contain_text("کتاب‌فروشی تازه")
        expect(rows(page)).to_have_count(found)
        expect(page.locator("#sift-q")).to_have_value("نوآوران")
        expect(details).to_have_attribute("open", "")
    finally:
        team.goto(team.url.split("/canvases/")[0] + "/canvases/" + shop.split("/canvases/")[1] + "editor/")
        rename(team, before)


def test_findings_and_headings_narrow_and_sort_without_leaving_the_page(window, portfolio):
    page = window("nadia", portfolio)
    page.evaluate("window.stayed = true")
    everybody, submitted = fact(page, 0), fact(page, 1)
    assert rows(page).count() == everybody > submitted > 0
    page.locator("#overview .facts a").nth(1).click()
    expect(page).to_have_url(re.compile("state=submitted"))
    expect(rows(page)).to_have_count(submitted)
    expect(page.locator("#sift-state")).to_have_value("submitted")
    expect(page.locator("#as-csv")).to_have_attribute("href", re.compile("state=submitted"))
    page.locator("#cohort thead a").nth(5).press("Enter")
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
    expect(page).to_have_url(re.compile("sort=-advice"))
    page.locator("#cohort header a.button").click()
    expect(rows(page)).to_have_count(everybody)
    assert page.evaluate("window.stayed")
    page.locator("#sift-q").fill("هیچ‌کس چنین نام ندارد")
    expect(page.locator("#cohort .blank")).to_be_visible()


def test_it_works_without_script(window, portfolio):
    page = window("nadia", portfolio, java_script_enabled=False)
    missing = fact(page, 0) - fact(page, 1)
    page.locator("#sift-state").select_option("missing")
    page.locator("#sift button").click()
    expect(rows(page)).to_have_count(missing)
    rows(page).locator("th a").first.click()
    expect(page).to_have_url(re.compile(r"/startups/\d+/$"))
