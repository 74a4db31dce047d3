"""Someone who is removed loses the open page at once, and keeps what they were typing."""

from playwright.sync_api import expect

from tests.browser.team import come_in, make_link, open_team, path_of, put_out


def test_removal_closes_the_open_page(window, shop):
    amina = window("amina", "/", server="far")
    open_team(amina)
    guest = window(None, path_of(make_link(amina)), locale="fa-IR")
    come_in(guest, "sara")
    guest.goto(guest.url.split("/w/")[0] + shop)
    expect(guest.locator("#presence .avatar").first).to_be_attached()
    shelf = guest.context.new_page()
    shelf.goto(guest.url.split("canvases/")[0])
    expect(shelf.locator(".tile .more").first).to_be_visible()
    amina.locator(".buttons a[href$='/members/']").click()
    put_out(amina, "sara")
    expect(shelf.locator("#ended")).to_be_visible()
    expect(shelf.locator(".tile .more").first).to_be_hidden()
    expect(guest.locator("#ended")).to_be_in_viewport(ratio=1)
    search, talk = ".topbar [role=search]", ".board .talk >> nth=0"
    for way in (".tabs", ".end a[href$='/exports/']", search, talk, "#focus-title", "#presence"):
        expect(guest.locator(way)).to_be_hidden()
    expect(guest.locator("h1")).to_be_visible()
    guest.reload()
    expect(guest.locator(".board")).to_have_count(0)


def test_signing_out_elsewhere_closes_the_open_page(window, shop, signed_in):
    signed_in.forget("layla")
    layla = window("layla", shop)
    signed_in.forget("layla")
    expect(layla.locator("#presence .avatar").first).to_be_attached()
    other = layla.context.new_page()
    other.goto(layla.url.split("/w/")[0] + "/accounts/logout/")
    other.locator("main form button").first.click()
    other.wait_for_url(lambda url: "/logout/" not in url)
    expect(layla.locator("#ended")).to_be_visible(timeout=15_000)


def test_a_viewer_is_offered_nothing_to_change(window, shop):
    layla = window("layla", shop)
    expect(layla.locator(".board .add")).to_have_count(0)
    sheet = layla.locator("#sheet")
    layla.locator(".note:not(.segment) .text").first.click()
    expect(sheet.get_by_role("link", name="التعليقات")).to_be_visible()
    layla.keyboard.press("Escape")
    layla.locator(".note.segment").first.press("Enter")
    expect(sheet.locator("dd").first).to_be_visible()
    expect(layla.locator(".note textarea, #sheet form")).to_have_count(0)
    layla.goto(layla.url.split("#")[0] + "comments/")
    expect(layla.locator(".comment").first).to_be_visible()
    assert not any(button.is_visible() for button in layla.locator(".comment button").all())
