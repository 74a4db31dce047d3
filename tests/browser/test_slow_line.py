"""A slow line: what is asked for comes late, and people press again, turn away, or close what they were writing in."""

import re

from playwright.sync_api import Route, expect

from tests.browser.board import Held, add_note, note, open_editor


def test_a_form_asked_for_twice_comes_once_and_leaves_what_is_typed(window, shop):
    page = window("dariush", shop)
    for link, area in (
        ("#compose-channels .add", "#compose-channels textarea"),
        (".block.ch a[hx-target='#drawer']", "#drawer textarea"),
    ):
        link, area = page.locator(link).first, page.locator(area)
        held = Held(page, f"**{link.get_attribute('href').partition('?')[0]}*")
        link.dblclick()
        held.expect_asked()
        held.let_come()
        area.fill("نوشته می‌ماند")
        held.let_come()
        page.wait_for_timeout(500)
        expect(area).to_have_value("نوشته می‌ماند")


def test_a_form_that_leads_to_another_page_is_sent_once(window):
    page = window(None, "/accounts/signup/")
    for name, value in (("name", "گلاره"), ("email", "gelareh@example.com"), ("password1", "Qx7-کتاب-blue")):
        page.fill(f"[name={name}]", value)
    held, button = Held(page, "**/accounts/signup/"), page.locator("main form button.primary").bounding_box()

    def press() -> None:
        page.mouse.click(button["x"] + 9, button["y"] + 9)

    press()
    press()
    held.expect_asked()
    page.wait_for_timeout(300)
    assert len(held.routes) == 1
    held.routes.pop().fulfill(status=204)  # as a file, or as when it was stopped: the page stays
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    press()
    held.expect_asked()
    held.let_come()
    expect(page).to_have_url(re.compile("/accounts/confirm-email/$"))


def test_a_note_asked_for_twice_by_key_is_asked_for_once(window, shop):
    page = window("dariush", shop)
    for key, address, shown in (("Enter", "editor", ".note textarea"), ("m", "menu", "#sheet[open] h2")):
        held = Held(page, f"**/{address}/")
        page.locator(".note[id^=note-]").last.focus()
        for _ in range(2):
            page.keyboard.press(key)
        held.expect_asked()
        page.wait_for_timeout(200)
        assert len(held.routes) == 1
        held.let_come()
        expect(page.locator(shown).first).to_be_visible()
        assert not held.routes
        page.keyboard.press("Escape")
        expect(page.locator(shown)).to_have_count(0)


def test_an_editor_is_cancelled_though_something_else_is_asked_for_meanwhile(window, shop):
    page = window("dariush", shop)
    row = add_note(page, "key_resources", "انبار سوم")
    open_editor(page, "انبار سوم")
    held = Held(page, f"**/notes/{row.get_attribute('id').removeprefix('note-')}/")
    page.locator(".editor [data-cancel]").click()
    page.locator(".block.vp .note .more").first.click()
    expect(page.locator("#sheet[open] h2")).to_be_visible()
    held.expect_asked()
    held.let_come()
    expect(page.locator(".board .editor")).to_have_count(0)
    expect(note(page, "انبار سوم")).to_be_visible()


def test_a_comment_that_was_sent_is_not_there_again_though_its_drawer_was_closed(window, shop):
    page = window("dariush", shop)
    button = page.locator(".block.kr header a[hx-target='#drawer']")
    button.click()
    page.locator("#drawer textarea").fill("فرستاده شد")
    held = Held(page, "**/comments/add/")
    page.locator("#drawer form button.primary").click()
    page.locator("[data-drawer-close]").click()
    held.expect_asked()
    with page.expect_response("**/comments/add/"):
        held.let_come()
    button.click()
    expect(page.locator("#drawer .comment, #drawer li").first).to_contain_text("فرستاده شد")
    expect(page.locator("#drawer textarea")).to_have_value("")


def test_a_comment_whose_answer_was_lost_is_the_same_when_it_is_sent_again(window, shop):
    """Also by a form that came anew: its drawer was closed meanwhile. On a phone, nothing lies over what sends it."""
    page, statuses = window("dariush", shop, width=390), []

    def lose(route: Route) -> None:
        statuses.append(route.fetch().status)
        route.abort()

    page.route("**/comments/add/", lose, times=1)
    button = page.locator(".block.rv header a[hx-target='#drawer']")
    button.click()
    page.locator("#drawer textarea").fill("یک بار گفته شد")
    with page.expect_event("requestfailed"):
        page.locator("#drawer form button.primary").click()
    assert statuses == [200]
    told = page.locator("#toasts .toast[data-tone=warn]").bounding_box()
    assert told["y"] + told["height"] < page.locator("#drawer").bounding_box()["y"]
    page.locator("[data-drawer-close]").click()
    button.click()
    expect(page.locator("#drawer textarea")).to_have_value("یک بار گفته شد")
    with page.expect_response("**/comments/add/"):
        page.locator("#drawer form button.primary").click()
    expect(page.locator("#drawer textarea")).to_have_value("")
    page.reload()
    page.locator(".block.rv header a[hx-target='#drawer']").click()
    expect(page.locator("#drawer").get_by_text("یک بار گفته شد")).to_have_count(1)


def test_a_comment_that_was_not_sent_is_there_again(window, shop):
    page = window("dariush", shop)
    for name, block_name, text in (("ch", "channels", "نیمه‌کاره"), ("kp", "key_partners", "")):
        page.locator(f".block.{name} header a[hx-target='#drawer']").click()
        expect(page.locator("#drawer [name=block]")).to_have_value(block_name)
        page.locator("#drawer textarea").fill(text)
    for _ in range(2):
        page.locator("[data-drawer-close]").click()
        page.locator(".block.ch header a[hx-target='#drawer']").click()
        expect(page.locator("#drawer textarea")).to_have_value("نیمه‌کاره")
    page.locator("#drawer form button.primary").click()
    expect(page.locator("#drawer")).to_contain_text("نیمه‌کاره")
    expect(page.locator("#drawer textarea")).to_have_value("")
    page.locator("[data-drawer-close]").click()
    page.locator(".block.ch header a[hx-target='#drawer']").click()
    expect(page.locator("#drawer textarea")).to_have_value("")


def test_a_page_with_something_unsent_asks_before_it_goes(window, shop):
    page, asked = window("dariush", shop), []
    page.locator(".block.cs > .add").click()
    page.locator("#sheet [name=name]").press_sequentially("نیمه")
    page.keyboard.press("Escape")
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator(".brand").click()
    page.wait_for_url(lambda url: url.endswith("/") and "/w/" not in url)
    assert asked == ["beforeunload"]


def test_a_slider_is_held_while_it_is_saved_under_a_finger_too(window, shop):
    page = window("dariush", f"{shop}strategy/", has_touch=True)
    page.locator(".strategy a.primary").first.tap()
    page.locator("#sheet [name=reason]").fill("دلیل")
    held = Held(page, "**/focus/decide/")
    page.locator("#sheet button.primary").tap()
    held.expect_asked()
    slider = page.locator("#sheet [type=range]").first
    slider.scroll_into_view_if_needed()
    before, box = slider.input_value(), slider.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] * 0.1, box["y"] + box["height"] / 2)
    page.wait_for_timeout(200)
    assert slider.input_value() == before
    held.routes.pop().abort()
