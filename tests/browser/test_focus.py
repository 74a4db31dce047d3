"""By keys and by ear: nobody is put back to the page's beginning, and nothing is said where it can't be heard."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import Held, add_note, note, open_editor


def stands_on(page: Page, element_id: str) -> None:
    page.wait_for_function("id => document.activeElement.id === id", arg=element_id)


@pytest.fixture
def two(window, shop) -> tuple[Page, str, str]:
    """A board, and the ids of the two last notes of one block."""
    page = window("dariush", shop)
    ids = [add_note(page, "key_resources", f"بار {uuid.uuid4()}").get_attribute("id") for _ in range(2)]
    page.locator("#compose-key_resources [data-close]").click()
    return page, *ids


@pytest.mark.parametrize("keys", [["Escape"], ["End", "!", "Enter"]], ids=["cancelled", "saved"])
def test_an_editor_that_closes_leaves_one_on_its_note(two, keys):
    page, first, second = two
    page.locator(f"#{first}").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#{first} textarea")).to_be_focused()
    for key in keys:
        page.keyboard.press(key)
    expect(page.locator(f"#{first} textarea")).to_have_count(0)
    stands_on(page, first)
    page.keyboard.press("ArrowDown")
    stands_on(page, second)


def test_a_note_that_goes_leaves_one_on_its_neighbour(two, window, shop):
    page, first, second = two
    other = window("amina", shop)
    page.locator(f"#{second}").focus()
    other.locator(f"#{second}").focus()
    other.keyboard.press("Delete")
    expect(page.locator(f"#{second}")).to_have_count(0)
    stands_on(page, first)
    page.keyboard.press("Delete")
    expect(page.locator(f"#{first}")).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('.block').id") == "block-key_resources"


def test_nor_where_a_browser_cannot_say_what_is_seen(two):
    page, first, second = two
    page.evaluate("delete Element.prototype.checkVisibility")
    page.locator(f"#{second}").focus()
    page.keyboard.press("Delete")
    expect(page.locator(f"#{second}")).to_have_count(0)
    stands_on(page, first)


def test_a_note_that_is_moved_by_its_menu_is_followed(two):
    page, first, _second = two
    page.locator(f"#{first}").focus()
    page.keyboard.press("m")
    page.locator("#sheet [name=block][value=channels]:not([type=hidden])").press("Enter")
    expect(page.locator(f"#list-channels #{first}")).to_be_visible()
    stands_on(page, first)


def test_whoever_let_go_by_a_touch_beside_it_is_not_called_back(two):
    page, first, second = two
    page.locator(f"#{first}").focus()
    page.locator("#heading").click()
    page.wait_for_function("document.activeElement === document.body")
    page.evaluate("id => document.getElementById(id).remove()", first)
    page.wait_for_timeout(200)
    assert page.evaluate("document.activeElement === document.body")


def test_a_drawer_is_closed_by_escape_and_leads_back(window, shop):
    page = window("dariush", shop)
    chip = page.locator("#count-channels a")
    chip.press("Enter")
    expect(page.locator("#comment-text")).to_be_focused()
    page.locator("[data-mention]").press("Enter")
    expect(page.locator("#callable")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#callable")).to_be_hidden()
    expect(page.locator("#comment-text")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#drawer *")).to_have_count(0)
    expect(chip).to_be_focused()


def test_what_is_refused_is_gone_on_with_where_it_is_wrong(window, shop):
    page = window("dariush", shop)
    page.locator(".block.cs > .add").press("Enter")
    page.locator("#sheet [name=name]").fill("آزمایشی")
    page.locator("#sheet summary").press("Enter")
    page.locator("#sheet [name=customers]").fill("abc")
    page.locator("#sheet button.primary").press("Enter")
    expect(page.locator("#sheet [name=customers]")).to_be_focused()
    assert "customers" in page.locator("#sheet [name=customers]").get_attribute("aria-describedby")


def test_a_whole_page_that_is_refused_begins_where_it_is_wrong(window):
    page = window("dariush", "/w/new/")
    page.locator("[name=name]").fill(" ")
    page.locator("main button.primary").press("Enter")
    expect(page.locator("[name=name]")).to_be_focused()


def test_messages_are_heard_and_reached_over_an_open_sheet(window, shop):
    page = window("dariush", shop)
    page.locator(".block.cs > .add").click()
    page.locator("#sheet [name=name]").fill("بی‌خط")
    page.route("**/segments/add/", lambda route: route.abort())
    page.locator("#sheet button.primary").click()
    close = page.locator(".toast button").last
    expect(page.locator("#sheet #toasts .toast[data-tone=warn]")).to_be_visible()
    close.click()
    expect(page.locator(".toast[data-tone=warn]")).to_have_count(0)
    page.unroute("**/segments/add/")
    page.locator("#sheet button.primary").click()
    expect(page.locator("#sheet[open]")).to_have_count(0)
    expect(page.locator("body > #toasts .toast")).to_be_visible()


def test_a_lost_connection_is_told_over_an_open_sheet(window, shop):
    page = window("dariush", shop)
    page.locator(".block.cs > .add").click()
    page.context.set_offline(True)
    expect(page.locator("#sheet[open] > .connection.offline")).to_be_in_viewport()
    page.context.set_offline(False)
    expect(page.locator(".connection.offline")).to_be_hidden()
    page.keyboard.press("Escape")
    page.context.set_offline(True)
    expect(page.locator("body > .connection.offline")).to_be_in_viewport()


def test_a_filled_cell_opens_on_the_answer_that_is_given(window, shop):
    page = window("dariush", shop + "relationships/")
    page.locator(".cell[data-filled] a.open").first.press("Enter")
    expect(page.locator("#sheet [name=expected]:checked")).to_be_focused()


def test_one_s_own_save_is_nobody_else_s(window, shop):
    page = window("dariush", shop)
    page.evaluate("""new MutationObserver(found => { for (const {target} of found)
      if (target.matches('.behind') && !target.hidden) window.told = 1; })
      .observe(document.body, {subtree: true, attributeFilter: ['hidden']})""")
    add_note(page, "channels", "تنها")
    area = open_editor(page, "تنها")
    answers: list = []
    page.route("**/revise/", lambda route: answers.append((route, route.fetch())))
    area.fill("تنهاتر")
    page.keyboard.press("Enter")
    page.wait_for_timeout(700)  # the stream brings it meanwhile
    route, answer = answers[0]
    route.fulfill(response=answer)
    expect(note(page, "تنهاتر")).to_be_visible()
    assert not page.evaluate("window.told")


def test_a_form_that_comes_late_leaves_the_caret_where_one_writes(window, shop):
    page = window("dariush", shop)
    add_note(page, "channels", "زودتر")
    area = open_editor(page, "زودتر")
    held = Held(page, "**/notes/new/key_partners/")
    page.locator("#compose-key_partners .add").click()
    held.expect_asked()
    area.click()
    page.keyboard.type(" و")
    held.let_come()
    expect(page.locator("#compose-key_partners textarea")).to_be_visible()
    page.keyboard.type(" بعد")
    expect(area).to_have_value(re.compile("و بعد"))
    expect(page.locator("#compose-key_partners textarea")).to_have_value("")
    menu = Held(page, "**/menu/")
    page.locator(".block.cr .note .more").first.click()
    menu.expect_asked()
    area.click()
    menu.let_come()
    page.wait_for_timeout(300)
    expect(page.locator("#sheet[open]")).to_have_count(0)
    expect(area).to_be_focused()


def test_the_list_of_keys_opens_on_every_keyboard_and_by_its_button(window, shop):
    page = window("dariush", shop)
    page.locator("body").dispatch_event("keydown", {"key": "؟", "code": "Slash", "shiftKey": True, "bubbles": True})
    expect(page.locator("#shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("[data-opens=shortcuts]").press("Enter")
    expect(page.locator("#shortcuts")).to_be_visible()


def test_a_comment_resolved_in_the_list_says_so(window, shop):
    page = window("dariush", f"{shop}comments/")
    comment = page.locator(".threads .comment").first
    comment.locator("button").press("Enter")
    expect(comment).to_have_attribute("data-resolved", "")
    expect(comment.locator("button")).to_be_focused()
    comment.locator("button").press("Enter")
    expect(comment).not_to_have_attribute("data-resolved", "")


def test_a_menu_that_is_left_by_keys_covers_nothing(window, shop):
    page = window("dariush", shop)
    button, menu = page.locator("[popovertarget=account-menu]"), page.locator("#account-menu")
    button.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(button).to_be_focused()
    expect(menu).to_be_visible()
    menu.get_by_role("button").last.focus()
    page.keyboard.press("Tab")
    expect(menu).to_be_hidden()
    assert page.evaluate("document.activeElement.closest('nav.tabs') !== null"), "one goes on to the next, not back"
