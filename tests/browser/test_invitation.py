"""A team grows and shrinks: an invitation's link goes from one browser to another; forms sent twice act once."""

import re

from playwright.sync_api import Page, expect

from canvas.demo import PASSWORD, email_of


def open_team(page: Page) -> None:
    page.get_by_role("link", name="نوآوران").click()


def make_link(page: Page) -> str:
    """The link, as the button copies it."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".tabs a[href$='/members/']").click()
    page.locator("a[href$='/invitations/new/']").click()
    page.locator("[name=way][value=link]").check()
    expect(page.locator("[name=email]")).to_be_hidden()
    page.locator("form.invite button.primary").click()
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


def test_link_lets_one_person_in_who_can_be_removed_again(window):
    amina = window("amina", "/")
    open_team(amina)
    link = make_link(amina)
    guest = window(None, re.sub(r"^https?://[^/]+", "", link), locale="fa-IR")
    assert link.rsplit("/", 2)[1] not in guest.url
    expect(guest.locator(".card")).to_contain_text("نوآوران")
    sign_in(guest, "sara")
    guest.locator("form[action='/invitation/accept/'] button").click()
    expect(guest.locator("h1")).to_have_text("نوآوران")
    second = window("omar", re.sub(r"^https?://[^/]+", "", link))
    expect(second.locator("form[action='/invitation/accept/']")).to_have_count(0)

    amina.locator(".buttons a[href$='/members/']").click()
    row = amina.locator("tr", has_text=email_of("sara"))
    row.locator("[popovertarget]").press("Enter")
    row.locator("[popover] button").press("Enter")
    expect(amina.locator("tr", has_text=email_of("amina"))).to_be_visible()
    expect(amina.locator("tr", has_text=email_of("sara"))).to_have_count(0)
    guest.reload()
    expect(guest.locator(".tabs a")).to_have_count(0)


def test_coming_back_to_a_form_is_a_new_wish_and_a_double_click_is_one(window):
    page = window("omar", "/w/new/")
    for name in ("One of Omar's", "Another of Omar's"):
        page.fill("[name=name]", name)
        page.locator("main form button.primary").dblclick()
        expect(page.locator("h1")).to_have_text(name)
        page.go_back()
        page.wait_for_url("**/w/new/")
    page.goto(page.url.replace("/w/new/", "/"))
    expect(page.get_by_role("heading", name="of Omar's")).to_have_count(2)
