"""Someone who is removed loses the open page at once, and keeps what they were typing."""

from playwright.sync_api import expect


def test_removal_closes_the_open_page(window, shop):
    kian, amina = window("kian", shop), window("amina", shop, server="far")
    expect(amina.locator("#presence .avatar")).to_have_count(2)
    amina.goto(amina.url.split("/canvases/")[0] + "/members/")
    row = amina.locator("tr", has_text="کیان")
    row.locator("button[popovertarget]").click()
    row.locator("form[action$='/remove/'] button").click()
    expect(kian.locator("#ended")).to_be_visible()
    kian.reload()
    expect(kian.locator(".board")).to_have_count(0)


def test_signing_out_elsewhere_closes_the_open_page(window, shop, signed_in):
    signed_in.forget("layla")
    layla = window("layla", shop)
    signed_in.forget("layla")
    expect(layla.locator("#presence .avatar").first).to_be_visible()
    other = layla.context.new_page()
    other.goto(layla.url.split("/w/")[0] + "/accounts/logout/")
    other.locator("main form button").first.click()
    other.wait_for_url(lambda url: "/logout/" not in url)
    expect(layla.locator("#ended")).to_be_visible(timeout=15_000)


def test_a_viewer_is_offered_nothing_to_change(window, shop):
    layla = window("layla", shop)
    expect(layla.locator(".board .add")).to_have_count(0)
    layla.locator(".note .text").first.click()
    expect(layla.locator(".note textarea")).to_have_count(0)


