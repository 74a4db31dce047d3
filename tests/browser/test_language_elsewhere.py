"""A page that is open goes on in its own language when its reader chooses another on a second page."""

from playwright.sync_api import Page, expect

from tests.browser.board import add_note


def choose(page: Page, language: str) -> None:
    page.locator("[popovertarget=reading-menu]").click()
    with page.expect_navigation():
        page.locator(f"#reading-menu [name=language][value={language}]").click()


def test_what_comes_to_an_open_page_is_in_its_language(window, shop):
    kian = window("kian", shop + "comments/")
    head = kian.locator("#talks > p.row a").first
    expect(head).to_have_text("همهٔ نظرهای باز")
    second = kian.context.new_page()
    second.goto(kian.url)
    choose(second, "en")
    with kian.expect_response("**/comments/"):  # which asks for itself again
        add_note(window("dariush", shop, server="far"), "channels", "تابلوی سر کوچه")
    kian.wait_for_timeout(300)
    expect(head).to_have_text("همهٔ نظرهای باز")
    kian.reload()
    expect(head).to_have_text("All open comments")
    choose(kian, "fa")
