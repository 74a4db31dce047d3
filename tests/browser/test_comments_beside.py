"""What is talked about beside a board is shown as it is now, and what is being written about it stays."""

import re

from playwright.sync_api import expect

from tests.browser.board import add_note, drag, open_editor, save


def test_a_note_that_others_revise_and_move_is_followed_while_one_writes_about_it(window, shop):
    dariush = window("dariush", shop, server="far")
    added = add_note(dariush, "key_partners", "پیک موتوری")
    its = f"#{added.get_attribute('id')}"
    added.locator(".more").click()
    link = dariush.locator("#sheet a[hx-target='#drawer']").get_attribute("href")
    dariush.keyboard.press("Escape")
    kian = window("kian", shop)
    kian.locator(f"{its} .more").click()
    kian.locator(f"#sheet a[href='{link}']").click()
    text, about = kian.locator("#drawer textarea"), kian.locator("#about")
    expect(about).to_have_text("پیک موتوری")
    text.fill("کدام شرکت؟")
    area = open_editor(dariush, "پیک موتوری")
    area.fill("پیک دوچرخه")
    save(area)
    expect(about).to_have_text("پیک دوچرخه")
    drag(dariush, dariush.locator(its), dariush.locator("#list-channels .note").first)
    expect(kian.locator("#drawer [name=block]")).to_have_value("channels")
    expect(text).to_have_value("کدام شرکت؟")
    expect(text).to_be_focused()
    kian.locator("#drawer form.talk-form button.primary").click()
    expect(kian.locator("#drawer .comment")).to_contain_text("کدام شرکت؟")


def test_a_comment_that_is_begun_outlives_that_the_board_comes_again(window, shop):
    """As it does where an answer came later than what others did since."""
    kian = window("kian", shop)
    kian.locator("a[hx-target='#drawer'][href*='block=channels']").first.click()
    text = kian.locator("#drawer textarea")
    text.fill("نیمه‌کاره")
    with kian.expect_response(re.compile(r"/comments/\?block=channels$")):
        kian.evaluate("htmx.trigger('#drawer .sheet', 'again')")
    kian.wait_for_timeout(300)
    expect(text).to_have_value("نیمه‌کاره")
