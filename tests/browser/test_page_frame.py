"""What the frame does on every page: light or dark as one likes, an honest connection, nothing typed lost."""

import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from tests.browser.board import add_note, late, open_editor, path_of


def test_the_look_is_chosen_once_and_kept(window):
    page = window(None, "/", color_scheme="light")
    page.locator("[popovertarget=reading-menu]").click()
    page.locator("input[name=theme][value=dark]").check()
    page.goto(page.url + "accounts/login/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(19, 21, 25)")
    expect(page.locator("input[name=theme][value=dark]")).to_be_checked()


def test_menus_open_where_a_browser_knows_no_popovers(window):
    page = window(None, "/accounts/login/")
    page.add_init_script("""delete HTMLElement.prototype.showPopover;
    addEventListener("click", (event) => event.target.closest("[popovertarget]") && event.preventDefault());""")
    page.reload()
    menu, button = page.locator("#reading-menu"), page.locator("[popovertarget=reading-menu]")
    button.click()
    expect(menu).to_have_class("menu open")
    expect(page.locator("body > #reading-menu button[name=language]")).to_have_count(3)
    for closes in (button.click, lambda: page.keyboard.press("Escape"), page.locator("main h1, main h2").first.click):
        expect(menu).to_have_class("menu open")
        closes()
        expect(menu).to_have_class("menu")
        button.click()


def test_the_address_in_ones_menu_stands_under_the_name(window):
    page = window("amina", "/")
    page.locator("[popovertarget=account-menu]").click()
    name, address = page.locator(".menu-head > *").evaluate_all("""all => all.map((one) => {
        const words = document.createRange();
        words.selectNodeContents(one);
        return words.getBoundingClientRect().right;
    })""")
    assert abs(name - address) < 1


TABS_BEGIN_AT_THE_FIRST = """CSS.supports = () => false;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".tabs a { scroll-initial-target: none !important }");
    document.adoptedStyleSheets = [sheet];"""


@pytest.mark.parametrize("person", ["dariush", "sara"])
def test_the_current_tab_is_in_sight_on_a_phone(window, shop, person):
    page = window(person, "/", width=390)
    canvas = shop if person == "dariush" else page.locator("main a[href*='/canvases/']").first.get_attribute("href")
    page.add_init_script(TABS_BEGIN_AT_THE_FIRST)
    for path in (f"{canvas}comments/", canvas):
        page.goto(urljoin(page.url, path))
        expect(page.locator(".tabs [aria-current]")).to_be_in_viewport(ratio=1)


def test_the_language_is_switched_with_a_whole_page(window):
    page = window(None, "/accounts/login/", locale="ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.locator("[popovertarget=reading-menu]").click()
    page.locator("button[name=language][value=en]").click()
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    assert page.url.endswith("/accounts/login/")


def test_a_lost_connection_is_said_and_the_draft_kept(window, shop):
    page = window("dariush", shop)
    add_note(page, "key_activities", "دستگاه چاپ")
    area = open_editor(page, "دستگاه چاپ")
    area.fill("دستگاه چاپ تازه")
    page.context.set_offline(True)
    expect(page.locator(".connection.offline")).to_be_visible()
    for _press in range(2):  # the second one is told again, and stands there once
        page.locator(".editor button.primary").click()
        expect(page.locator("form[data-busy]")).to_have_count(0)
        expect(page.locator(".toast[data-tone=warn]")).to_be_visible()
    expect(area).to_have_value("دستگاه چاپ تازه")
    expect(area).to_be_editable()
    page.context.set_offline(False)
    expect(page.locator(".connection.offline")).to_be_hidden()
    page.locator(".editor button.primary").click()
    expect(page.locator(".note[data-id] .text", has_text="دستگاه چاپ تازه")).to_be_visible()


def test_a_whole_page_never_lands_inside_a_note(window, shop):
    page = window("dariush", shop)
    add_note(page, "key_activities", "جعبهٔ کادو")
    area = open_editor(page, "جعبهٔ کادو")
    area.fill("جعبهٔ کادو با روبان")
    page.context.clear_cookies(name=re.compile("sessionid"))
    page.locator(".editor button.primary").click()
    expect(page.locator(".toast[data-tone=warn]")).to_be_visible()
    expect(page.locator(".board header.topbar")).to_have_count(0)
    expect(area).to_have_value("جعبهٔ کادو با روبان")


def test_what_was_typed_into_a_form_that_is_no_longer_valid_is_found_by_going_back(window):
    page = window("dariush", "/w/new/")
    page.locator("[name=name]").fill("کارگاه صحافی")
    page.context.clear_cookies(name="csrftoken")
    page.locator("main button.primary").click()
    again = page.locator(".trouble a.primary")
    expect(again).to_have_attribute("href", re.compile("/w/new/$"))
    page.go_back()
    expect(page.locator("[name=name]")).to_have_value("کارگاه صحافی")


def test_an_empty_field_starts_where_the_page_starts(window):
    page = window(None, "/accounts/signup/", locale="fa")
    field = page.locator("input[name=name]")
    field.focus()
    expect(field).to_have_css("direction", "rtl")
    expect(field).to_have_css("text-overflow", "ellipsis")  # a hint that is too long for a phone ends in dots
    field.fill("Dariush")
    expect(field).to_have_css("unicode-bidi", "plaintext")
    expect(page.locator("input[type=email]")).to_have_css("direction", "ltr")


def test_an_empty_field_that_was_refused_starts_there_too(window):
    """It has the focus from the first moment on."""
    page = window(None, "/accounts/signup/", locale="fa")
    field = page.locator("input[name=name]")
    page.locator("main form").evaluate("form => (form.noValidate = true, form.requestSubmit())")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    expect(field).to_have_css("unicode-bidi", "normal")


NUMERALS = """(language) => {
    const list = document.createElement("ol");
    if (language) list.lang = language;
    document.body.append(list);
    return getComputedStyle(list).listStyleType;
}"""


@pytest.mark.parametrize(("locale", "numerals"), [("fa", "persian"), ("ar", "decimal"), ("en", "decimal")])
def test_lists_are_numbered_in_the_reader_s_digits(window, locale, numerals):
    """Whatever language they are in; but English that stands in for it keeps its own."""
    page = window(None, "/accounts/login/", locale=locale)
    for language, expected in ((None, numerals), ("ar", numerals), ("en", "decimal")):
        assert page.evaluate(NUMERALS, language) == expected


def test_no_page_scrolls_sideways_on_the_smallest_phone(window, shop):
    page = window("dariush", "/", width=320)
    for path in ("/", shop, f"{shop}comments/"):
        page.goto(urljoin(page.url, path))
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path


BAR = "() => getComputedStyle(document.documentElement, '::before').content"


HALVED = """() => {
    const broken = [], texts = document.createTreeWalker(document.querySelector(".where"), NodeFilter.SHOW_TEXT);
    for (let text; (text = texts.nextNode());) for (const word of text.data.matchAll(/[^\\s\u200c]+/g)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map(({ y }) => Math.round(y))).size > 1) broken.push(word[0]);
    }
    return broken;
}"""


def test_on_small_phones_words_of_the_heading_are_whole_and_the_tab_stands_off_the_edge(window, shop):
    page = window("dariush", "/", width=320)
    for width, path in ((320, shop), (360, shop), (320, re.sub(r"canvases/.*", "", shop))):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(urljoin(page.url, path))
        assert page.evaluate(HALVED) == []
        tab = page.locator(".tabs [aria-current]").bounding_box()
        assert min(tab["x"], width - tab["x"] - tab["width"]) >= 16
        assert page.locator(".topbar").bounding_box()["height"] < 140


SMALL = """() => [...document.querySelectorAll("input:not([type=checkbox], [type=radio]), select, textarea")]
    .filter((field) => field.checkVisibility() && parseFloat(getComputedStyle(field).fontSize) < 16)
    .map(({ name }) => name)"""


def test_fields_under_a_finger_are_large_enough_not_to_be_zoomed_into(window, shop):
    for has_touch in (True, False):
        page = window("dariush", shop, width=390, has_touch=has_touch)
        page.locator("#compose-channels .add").click()
        expect(page.locator("#compose-channels textarea")).to_be_focused()
        assert ("text" in page.evaluate(SMALL)) is not has_touch  # with a mouse they are as small as the notes
        page.goto(re.sub(r"canvases/.*", "activity/", page.url))
        assert bool(page.evaluate(SMALL)) is not has_touch


SHORT = """() => document.querySelectorAll("main time").forEach((time) => { time.textContent = "۱:۱۱"; })"""
LOW = """() => [...document.querySelectorAll("main a, main button, main summary")]
    .filter((target) => target.checkVisibility() && !target.closest("p, .prose, .tile, .nine, .lessons"))
    .map((target) => [target.textContent.trim(), target.getBoundingClientRect()])
    .filter(([, { width, height }]) => width < 24 || height < 24).map(([name]) => name)"""


def test_links_of_their_own_are_large_enough_for_a_finger(window, shop):
    page = window("dariush", "/", width=390)
    for path in (re.sub(r"canvases/.*", "activity/", shop), f"{shop}past/", "/learn/path/", f"{shop}share-links/"):
        page.goto(urljoin(page.url, path))
        page.evaluate(SHORT)  # one moment of the day reads so; it is the narrowest
        assert page.evaluate(LOW) == []


PRESSED = """button, .button, .tabs a, .views a, .add, .more, .learn, a.talk, a.open, input, select, summary,
    .event .meta a"""
MISSED = """pressed => [...document.querySelectorAll(pressed)].filter((target) => {
    if (!target.checkVisibility() || target.closest(".choice, .link:not(.event *), [type=hidden]")) return false;
    target.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const { left, width, top, height } = target.getBoundingClientRect(), middle = top + height / 2;
    const felt = (y) => target.contains(document.elementFromPoint(left + width / 2, y));
    return !felt(middle - 21) || !felt(middle + 21);
}).map((target) => target.outerHTML.slice(0, 160))"""


def test_on_a_phone_what_is_pressed_is_felt_44_pixels_high(window, shop):
    pages = ("", "relationships/", "comments/", "advice/", "numbers/", "strategy/", "past/")
    phone = window("dariush", "/", width=390, has_touch=True, is_mobile=True)
    for path in (re.sub(r"canvases/.*", "activity/", shop), *(shop + page for page in pages)):
        phone.goto(urljoin(phone.url, path))
        assert phone.evaluate(MISSED, PRESSED) == [], path


DOTS = """sentence => [...sentence.children].map((part) => {
    const { right, top } = part.getBoundingClientRect(), dot = getComputedStyle(part, "::before");
    return { top: Math.round(top), ends: getComputedStyle(part, "::after").content !== "none",
             begins: right + parseFloat(dot.width) <= sentence.getBoundingClientRect().right };
})"""


def test_where_counts_go_on_in_another_line_none_ends_or_begins_with_a_dot(window, shop):
    parts = window("dariush", f"{shop}relationships/", width=390).locator(".sentence").evaluate(DOTS)
    lines = [part["top"] for part in parts]
    assert len(set(lines)) > 1 and not any(part["ends"] for part in parts)
    first = [lines.index(line) == number for number, line in enumerate(lines)]
    assert [part["begins"] for part in parts] == [not is_first for is_first in first], "between two of one line only"


FULL = ["یادداشتی که نخستین سطر آن پر است و به سطر دیگر می‌رسد", "A note whose first line is full and goes on below it"]
COVERED = """note => {
  const words = document.createRange(), button = note.querySelector(".more").getBoundingClientRect();
  words.selectNodeContents(note.querySelector(".text").firstChild);
  const over = ({ left, right, top }) => left < button.right && right > button.left && top + 4 < button.bottom;
  return [...words.getClientRects()].filter(over).length;
}"""  # 4: the air above the letters of the next line


@pytest.mark.parametrize("touch", [False, True])
@pytest.mark.parametrize("person", ["dariush", "sara"])  # one reads from the right, one from the left
def test_the_button_of_a_note_covers_none_of_its_words(window, shop, person, touch):
    page = window(person, shop if person == "dariush" else "/", has_touch=touch, is_mobile=touch)
    if person == "sara":
        page.goto(urljoin(page.url, path_of(page, "Innovators", "bookshop")))
    for text in FULL:
        row = add_note(page, "key_partners", text)
        row.hover()
        expect(row.locator(".more")).to_have_css("opacity", "1")
        assert row.evaluate(COVERED) == 0, text


def test_waiting_is_shown_for_what_was_asked_for_and_for_nothing_else(window, shop):
    page = window("dariush", shop)
    late(page, "**/editor/")
    late(page, f"**{shop}")
    page.locator(".note[id^=note-] .text").first.click()
    page.wait_for_function(f"({BAR})() !== 'none'")
    expect(page.locator(".note textarea")).to_be_focused()
    assert page.evaluate(BAR) == "none"
    with page.expect_response(lambda answer: answer.url.endswith(shop)):
        page.evaluate("() => void htmx.ajax('GET', location.href, {source: '[data-live]', swap: 'none'})")
        page.wait_for_selector("[data-live].htmx-request")
        assert page.evaluate(BAR) == "none"


def test_the_tab_follows_the_canvas_s_name_and_says_which_page_it_is(window, shop):
    page, other = window("dariush", f"{shop}strategy/"), window("amina", f"{shop}editor/")
    before = page.title()
    name = other.locator("[name=name]").input_value()
    assert name in before and not before.startswith(name)
    for new in ("کتاب‌فروشیِ تازه", name):
        other.goto(page.url.replace("strategy/", "editor/"))
        other.locator("[name=name]").fill(new)
        other.locator("main button.primary").click()
        page.wait_for_function("title => document.title === title", arg=before.replace(name, new))
