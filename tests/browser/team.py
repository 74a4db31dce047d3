"""Coming into the demo's Persian team and going again, as people do in browsers."""

import re

from playwright.sync_api import Page, expect

from canvas.demo import PASSWORD, email_of


def open_team(page: Page) -> None:
    page.get_by_role("link", name="نوآوران").click()


def make_link(page: Page) -> str:
    ask_for_link(page)
    return copy_link(page)


def ask_for_link(page: Page) -> None:
    page.locator(".tabs a[href$='/members/']").click()
    page.locator("a[href$='/invitations/new/']").click()
    page.locator("[name=way][value=link]").check()
    expect(page.locator("[name=email]")).to_be_hidden()
    page.locator("form.invite button.primary").click()


def copy_link(page: Page) -> str:
    """The link, as the button copies it."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-copies]").click()
    expect(page.locator("#announcer")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#link").inner_text()
    return copied


def sign_in(page: Page, person: str) -> None:
    page.locator(".card a[href*='/accounts/login/']").click()
    page.fill("[name=login]", email_of(person))
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button").first.click()


def come_in(guest: Page, person: str) -> None:
    """From the page that an invitation's link opens, into the team."""
    sign_in(guest, person)
    guest.locator("form[action='/invitation/accept/'] button").click()
    expect(guest.locator("h1")).to_have_text("نوآوران")


def put_out(owner: Page, person: str) -> None:
    """On the members' page, by keyboard."""
    row = owner.locator("tr", has_text=email_of(person))
    row.locator("[popovertarget]").press("Enter")
    row.locator("[popover] button").press("Enter")
    expect(owner.locator("tr", has_text=email_of("amina"))).to_be_visible()
    expect(owner.locator("tr", has_text=email_of(person))).to_have_count(0)


def path_of(link: str) -> str:
    return re.sub(r"^https?://[^/]+", "", link)
