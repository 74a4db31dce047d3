"""Lessons beside the work: Dariush in Persian on one server, Amina in Arabic on another; by keyboard, on a phone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.board import note


@pytest.fixture
def two(window, shop) -> tuple[Page, Page]:
    return window("dariush", shop), window("amina", shop, server="far")


def open_beside(page: Page, block: str = "ch") -> Locator:
    page.locator(f".block.{block} .learn").click()
    drawer = page.locator("#sheet[open] .beside-lesson")
    expect(drawer.locator("h2")).to_be_focused()
    return drawer


def test_an_answer_becomes_a_note_that_others_see_at_once(two):
    dariush, amina = two
    drawer = open_beside(dariush)
    expect(drawer.locator("h2")).to_contain_text("کانال")
    question = drawer.locator(".asked li").first
    area = question.locator("textarea")
    expect(question.locator("button")).to_be_hidden()
    area.fill("غرفهٔ جمعه‌بازار")
    question.locator("button").click()
    expect(question.locator(".answered li")).to_contain_text("کانال‌ها")
    expect(question.locator(".answered li")).to_contain_text("غرفهٔ جمعه‌بازار")
    expect(area).to_be_focused()
    expect(area).to_have_value("")
    expect(note(amina, "غرفهٔ جمعه‌بازار")).to_be_visible()
    expect(amina.locator("#list-channels")).to_contain_text("غرفهٔ جمعه‌بازار")
    area.fill("فروش در مدرسه‌ها")
    area.press("Control+Enter")
    expect(question.locator(".answered li")).to_have_count(2)
    expect(note(amina, "فروش در مدرسه‌ها")).to_be_visible()
    expect(dariush.locator("#sheet[open]")).to_be_visible()
    expect(dariush.locator("#list-channels")).to_contain_text("فروش در مدرسه‌ها")


def test_what_is_pressed_stays_where_it_is_while_it_is_pressed(window, shop):
    page = window("dariush", shop)
    question = open_beside(page).locator(".asked li").first
    question.locator("textarea").fill("با موس")
    button = question.locator("button")
    button.hover()
    before = button.bounding_box()
    page.mouse.down()
    page.wait_for_timeout(300)
    assert button.bounding_box() == before
    for is_away, told in ((True, 1), (False, 0)):  # also where the connection is lost and found meanwhile
        page.context.set_offline(is_away)
        expect(page.locator("#sheet > .connection:visible")).to_have_count(told)
        assert button.bounding_box() == before
    page.mouse.up()
    expect(question.locator(".answered li")).to_contain_text("با موس")


COVERED = """(element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [2, height - 2].some((at) => !element.contains(document.elementFromPoint(x + width / 2, y + at)));
}"""


@pytest.mark.parametrize(("height", "narrower"), [(400, "before"), (400, "after"), (620, "before")])
def test_what_is_written_in_stands_in_sight_with_its_button(window, shop, height, narrower):
    """However little room a keyboard leaves, and also where it comes after the field was touched."""
    page = window("dariush", shop, width=390)
    drawer = open_beside(page, "cr")
    tall, short = ({"width": 390, "height": each} for each in (844, height))
    for form in drawer.locator(".asked form").all():
        page.set_viewport_size(short if narrower == "before" else tall)
        form.locator("textarea").focus()
        page.set_viewport_size(short)
        page.keyboard.type("پاسخ")
        for element in (form.locator("textarea"), form.locator("button")):
            expect(element).to_be_in_viewport(ratio=1)
            assert not element.evaluate(COVERED)


def test_escape_closes_it_and_leads_back_to_its_button(window, shop):
    page = window("dariush", shop)
    button = page.locator(".block.ch .learn")
    button.focus()
    button.press("Enter")
    expect(page.locator("#sheet[open] .beside-lesson")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#sheet[open]")).to_have_count(0)
    expect(button).to_be_focused()


def test_an_answer_that_was_not_sent_is_there_again(window, shop):
    page = window("dariush", shop)
    open_beside(page).locator("textarea").first.fill("نیمه‌کاره")
    page.keyboard.press("Escape")
    expect(page.locator("#sheet[open]")).to_have_count(0)
    expect(open_beside(page, "vp").locator("textarea").first).to_have_value("")
    page.keyboard.press("Escape")
    area = open_beside(page).locator("textarea").first
    expect(area).to_have_value("نیمه‌کاره")
    area.press("Control+Enter")
    expect(page.locator(".answered li").first).to_contain_text("نیمه‌کاره")
    page.keyboard.press("Escape")
    expect(open_beside(page).locator("textarea").first).to_have_value("")


def test_what_was_typed_stays_where_it_can_not_be_saved(window, shop):
    page = window("dariush", shop)
    drawer = open_beside(page)
    area = drawer.locator("textarea").first
    area.evaluate("area => area.removeAttribute('maxlength')")
    area.fill("ب" * 2001)
    area.press("Control+Enter")
    expect(drawer.locator(".errors")).to_be_visible()
    expect(drawer.locator("textarea").first).to_have_value("ب" * 2001)
    drawer.locator("textarea").first.fill("وقتی شبکه نبود")
    page.context.set_offline(True)
    drawer.locator("textarea").first.press("Control+Enter")
    expect(page.locator("#toasts .toast[data-tone=warn]")).to_be_visible()
    expect(drawer.locator("textarea").first).to_have_value("وقتی شبکه نبود")
    page.context.set_offline(False)
    drawer.locator("textarea").first.press("Control+Enter")
    expect(drawer.locator(".answered li")).to_contain_text("وقتی شبکه نبود")


def test_it_stands_at_the_far_edge_and_on_a_phone_at_the_lower_one(window, shop):
    page = window("dariush", shop)
    open_beside(page)
    box = page.locator("#sheet").bounding_box()
    assert box["x"] == 0, "in right to left the far edge is the left one"
    assert (box["y"], box["height"]) == (0, 900)
    phone = window("dariush", shop, width=390)
    open_beside(phone)
    box = phone.locator("#sheet").bounding_box()
    assert (box["x"], box["width"]) == (0, 390)
    assert box["y"] > 50 and round(box["y"] + box["height"]) == 900


def test_a_kind_has_its_lesson_in_the_matrix(window, shop):
    page = window("dariush", f"{shop}relationships/")
    page.locator(".matrix thead .learn[href$='kind:communities/']").click()
    drawer = page.locator("#sheet[open] .beside-lesson")
    expect(drawer.locator("h2")).to_contain_text("انجمن")
    drawer.locator(".onward .primary").click()
    expect(page).to_have_url(re.compile("/learn/communities/$"))


def test_a_word_is_explained_in_its_place_and_a_lesson_marked_as_read(window):
    page = window("dariush", "/learn/channels/")
    link = page.locator(".prose a[href*='#term-']").first
    link.click()
    meaning = page.locator("#meaning:popover-open")
    expect(meaning).to_contain_text(page.locator(".words dd").first.inner_text())
    page.keyboard.press("Escape")
    expect(meaning).to_have_count(0)
    expect(page).to_have_url(re.compile("/learn/channels/$"))
    page.locator("#done button").click()
    expect(page.locator("#done")).to_have_attribute("data-mark", "read")
    expect(page.locator("#done button")).to_be_focused()
    page.locator("#done button").click()
    expect(page.locator("#done")).to_have_attribute("data-mark", "opened")
