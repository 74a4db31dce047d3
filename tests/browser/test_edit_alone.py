"""An editor that was opened in a tab of its own: what is wrong, what others did, and the way back to the canvas."""

from playwright.sync_api import Page, expect


def editor(page: Page, site, shop: str) -> str:
    """The address of the first segment's editor."""
    page.goto(site.url(shop))
    return f"{shop}segments/{page.locator('.note.segment').first.get_attribute('data-id')}/editor/"


def save(page: Page) -> None:
    page.locator("main form button.primary").first.click()


def test_what_is_wrong_is_said_on_the_page_and_what_is_right_leads_back(window, site, shop):
    page = window("amina", shop, width=390)
    page.goto(site.url(editor(page, site, shop)))
    page.fill("[name=customers]", "خیلی")
    save(page)
    expect(page.locator("main .errorlist")).to_be_visible()
    expect(page.locator("header.topbar")).to_be_visible()
    expect(page.locator("[name=customers]")).to_have_value("خیلی")
    page.fill("[name=customers]", "۴۲")
    save(page)
    page.wait_for_url(site.url(shop))


def test_conflict_stands_on_the_page_and_is_settled_there(window, site, shop):
    amina, dariush = window("amina", shop), window("dariush", shop)
    at = site.url(editor(amina, site, shop))
    for page in (amina, dariush):
        page.goto(at)
    dariush.fill("[name=description]", "داریوش چنین نوشت " * 20)
    save(dariush)
    dariush.wait_for_url(site.url(shop))
    amina.fill("[name=description]", "أمينة چنین نوشت")
    save(amina)
    expect(amina.locator("table.sides")).to_contain_text("داریوش چنین نوشت")
    expect(amina.locator("header.topbar")).to_be_visible()
    for width in (1440, 320):
        amina.set_viewport_size({"width": width, "height": 900})
        theirs, mine = amina.locator(".sides tr.differs td").evaluate_all(
            "cells => cells.map(cell => cell.clientWidth)"
        )
        assert abs(theirs - mine) <= 1 and mine > 100, "the longer text does not press the other one"
    amina.locator(".conflict form button").first.click()
    amina.wait_for_url(site.url(shop))
    amina.goto(at)
    expect(amina.locator("[name=description]")).to_have_value("أمينة چنین نوشت")


def test_of_fields_beside_each_other_one_that_is_wrong_makes_no_other_taller(window, shop):
    page = window("amina", f"{shop}focus/new/")
    chosen = page.locator("[name=segment]")
    height = chosen.bounding_box()["height"]
    page.fill("[name=from_on]", "?")
    page.locator("main form").evaluate("form => { form.noValidate = true; form.requestSubmit(); }")
    expect(page.locator(".fields .errors").first).to_be_visible()
    assert chosen.bounding_box()["height"] == height
