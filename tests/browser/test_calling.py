"""Calling a member while one types: whoever is meant is offered after an @, by keys, by touch and by ear."""

import re
import unicodedata

import pytest
from playwright.sync_api import Page, expect

from accounts.excerpt import each_folded
from tests.browser.axe import faults

AREA = "#comment-text"
LETTERS = [chr(code) for code in (*range(0x41, 0x250), *range(0x600, 0x700))]


def offered(page: Page) -> list[str]:
    return page.locator("#callable [role=option]:not([hidden])").evaluate_all("all => all.map(one => one.dataset.call)")


def chosen(page: Page) -> str | None:
    """Whom the text's active option names, which is what a screen reader says."""
    return page.evaluate("""document.getElementById(document.querySelector("#comment-text")
        .getAttribute("aria-activedescendant"))?.dataset.call""")


def caret(page: Page) -> str:
    """The text, with | where the caret stands."""
    text, start, end = page.locator(AREA).evaluate("it => [it.value, it.selectionStart, it.selectionEnd]")
    return f"{text[:start]}|{text[end:]}"


def type_in(page: Page, text: str) -> None:
    page.fill(AREA, "")
    page.locator(AREA).press_sequentially(text)


@pytest.fixture
def thread(window, shop) -> Page:
    """A thread on Dariush's board."""
    page = window("dariush", shop)
    page.locator("#count-channels a").press("Enter")
    expect(page.locator("[data-mention]")).to_be_enabled()
    return page


def test_by_keys_in_the_middle_of_a_text(thread):
    type_in(thread, "پس @ نظرت؟")
    for _ in " نظرت؟":
        thread.keyboard.press("ArrowRight")
    assert caret(thread) == "پس @| نظرت؟" and offered(thread) == []
    thread.keyboard.type("ك")
    assert (offered(thread), chosen(thread)) == (["کیان"], "کیان")
    thread.keyboard.press("Backspace")
    assert offered(thread) == ["أمينة", "کیان", "ليلى"]
    expect(thread.locator("#announcer")).to_have_text("اعضای پیشنهادی: ۳")
    assert faults(thread) == []
    for key, whom in (("ArrowUp", "ليلى"), ("ArrowDown", "أمينة"), ("ArrowDown", "کیان")):
        thread.keyboard.press(key)
        assert chosen(thread) == whom
    thread.keyboard.press("Enter")
    assert caret(thread) == "پس @کیان |نظرت؟" and offered(thread) == [] and chosen(thread) is None
    thread.keyboard.press("Control+Enter")
    expect(thread.locator(".comment .mention").last).to_have_text("@کیان")
    assert caret(thread) == "|"
    thread.locator("#count-channels a").press("Enter")  # another form in its place, whose list was shown nowhere yet
    expect(thread.locator("#callable")).not_to_have_attribute("style", re.compile("."))


def test_nobody_is_offered_where_nobody_is_meant(thread):
    for text in ("@کیان", "@ليلي"):
        type_in(thread, text)
        expect(thread.locator("#callable")).to_be_visible()
    for text in ("@سارا", "a@", "é@", "۱@", "@کیان و", "@\n"):
        type_in(thread, text)
        expect(thread.locator("#callable")).to_be_hidden()
    type_in(thread, "@")
    expect(thread.locator(AREA)).to_have_css("direction", "rtl")
    thread.keyboard.press("Escape")
    thread.keyboard.type("ک")
    assert offered(thread) == []
    thread.keyboard.type(" @ک")
    assert offered(thread) == ["کیان"]
    thread.keyboard.press("Tab")
    assert caret(thread) == "@ک @کیان |"
    expect(thread.locator(AREA)).to_be_focused()


def test_by_touch_on_a_phone_while_others_write(window, shop):
    path = shop + "comments/?block=key_activities"
    phone, other = window("dariush", path, width=390, has_touch=True, is_mobile=True), window("amina", path)
    phone.locator(AREA).fill("سلام")
    phone.locator("[data-mention]").tap()
    assert caret(phone) == "سلام @|" and len(offered(phone)) == 3
    phone.keyboard.press("ArrowDown")
    other.fill(AREA, "و من")
    other.locator(".talk-form button.primary").click()
    expect(phone.locator(".comment .text").last).to_have_text("و من")
    phone.evaluate("""htmx.ajax("GET", location.href, {target: "#talks", select: "#talks", swap: "outerMorph",
        headers: {"HX-Request-Type": "full"}})""")
    expect(phone.locator("#callable")).to_be_visible()
    assert caret(phone) == "سلام @|" and chosen(phone) == "کیان"
    phone.locator(".talk-form button.primary").tap(trial=True)  # the list does not hide it
    row = phone.locator("#callable [role=option]", has_text="ليلى")
    expect(row).to_be_in_viewport(ratio=1)
    row.tap()
    assert caret(phone) == "سلام @ليلى |"
    expect(phone.locator(AREA)).to_be_focused()


MANY = """list => list.append(...Array.from({ length: 9 }, (_, at) => {
    const one = list.firstElementChild.cloneNode(true);
    return Object.assign(one, { id: `many-${at}` });
}))"""


@pytest.mark.parametrize("width, height", [(1440, 900), (1440, 400), (390, 844), (390, 400)])  # 400: over a keyboard
def test_a_long_list_hides_neither_what_is_typed_nor_what_sends(window, shop, width, height):
    for path in (shop, shop + "comments/?block=key_resources"):  # beside the board, and on a page of its own
        page = window("dariush", path, width=width)
        page.set_viewport_size({"width": width, "height": height})
        if path is shop:
            page.locator("#count-key_resources a").press("Enter")
        expect(page.locator("[data-mention]")).to_be_enabled()
        page.locator("#callable").evaluate(MANY)
        page.locator(AREA).click()
        page.keyboard.type("@")
        shown = page.locator("#callable").bounding_box()
        for needed in (AREA, ".talk-form button.primary"):
            expect(page.locator(needed)).to_be_in_viewport(ratio=1)
            box = page.locator(needed).bounding_box()
            apart = box["y"] + box["height"] <= shown["y"] or shown["y"] + shown["height"] <= box["y"]
            assert apart, (path, needed, box, shown)
        assert shown["height"] > 100 and len(offered(page)) == 12


def test_letters_are_alike_to_it_that_are_alike_to_the_search(thread):
    """Each letter of Latin and Arabic, typed, finds the name that the search would find with it."""
    type_in(thread, "@")
    written = [sign for sign in LETTERS if re.match(r"\w", sign) or unicodedata.combining(sign)]
    pairs = {sign: "".join(letter for letter, *_place in each_folded(f"ا{sign}")) for sign in written}
    missed = thread.evaluate(
        """pairs => {
            const area = document.querySelector("#comment-text"), [option] = document.querySelectorAll("#callable li");
            return Object.entries(pairs).filter(([sign, name]) => {
                option.dataset.call = name;
                area.value = `@ا${sign}`;
                area.dispatchEvent(new Event("input", { bubbles: true }));
                return option.hidden;
            }).map(([sign]) => sign);
        }""",
        pairs,
    )
    assert (len(pairs) > 600, missed) == (True, [])
