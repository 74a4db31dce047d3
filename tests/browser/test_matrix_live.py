"""Two people on one matrix: Dariush in Persian on one server, Amina in Arabic on another; by keyboard, on a phone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.board import Held, late, own_canvas


@pytest.fixture
def page_of_matrix(shop) -> str:
    return f"{shop}relationships/"


@pytest.fixture
def two(window, page_of_matrix) -> tuple[Page, Page]:
    return window("dariush", page_of_matrix), window("amina", page_of_matrix, server="far")


def cell(page: Page, kind: str, row: int = 0) -> Locator:
    return page.locator(".matrix tbody tr").nth(row).locator(f".cell[id$='-{kind}']")


def open_sheet(page: Page, kind: str, row: int = 0) -> Locator:
    cell(page, kind, row).locator("a.open").click()
    sheet = page.locator("#sheet[open]")
    expect(sheet.locator(".cell-sheet")).to_be_visible()
    return sheet


def choose(sheet: Locator, name: str, value: str) -> None:
    sheet.locator(f"[name={name}][value='{value}']").check(force=True)


def save(sheet: Locator) -> None:
    sheet.locator(".cell-form button.primary").click()


def test_what_one_fills_in_the_other_sees_with_its_sums(two):
    dariush, amina = two
    was = amina.locator("#summary").inner_text()
    sheet = open_sheet(dariush, "personal")
    choose(sheet, "expected", "3")
    choose(sheet, "state", "established")
    sheet.locator("[name=text]").fill("پشتیبانی تلفنی")
    sheet.locator("[name=fixed_cost]").fill("۹۰٬۰۰۰٬۰۰۰")
    choose(sheet, "goals", "retention")
    choose(sheet, "channels", "sms")
    expect(sheet.locator(".tick.hardly", has=sheet.page.locator("[value=sms]")).locator(".why")).to_be_visible()
    save(sheet)
    expect(dariush.locator("#sheet[open]")).to_have_count(0)
    expect(cell(dariush, "personal")).to_contain_text("پشتیبانی تلفنی")
    expect(cell(amina, "personal")).to_contain_text("پشتیبانی تلفنی")
    expect(cell(amina, "personal")).to_have_attribute("data-state", "established")
    expect(amina.locator("#summary")).not_to_have_text(was, use_inner_text=True)
    expect(amina.locator("#announcer")).to_contain_text("پشتیبانی تلفنی")
    expect(dariush.locator("#announcer")).to_be_empty()


def test_what_is_chosen_while_it_is_saved_is_not_taken_and_lost(window, page_of_matrix):
    page = window("dariush", page_of_matrix)
    sheet = open_sheet(page, "automated")
    choose(sheet, "expected", "2")
    sheet.locator("[name=owner]").focus()
    late(page, "**/revise/")
    form = sheet.locator(".cell-form")
    sent = form.evaluate(CHOSEN)
    form.evaluate("form => form.requestSubmit()")
    expect(form).to_have_attribute("data-busy", "1")
    page.keyboard.press("ArrowDown")
    for name in ("goals", "expected"):
        form.locator(f"[name={name}]").first.evaluate("choice => choice.closest('label').click()")
    assert form.evaluate(CHOSEN) == sent
    expect(page.locator("#sheet[open]")).to_have_count(0)


CHOSEN = """form => { const data = new FormData(form);
    return {owner: data.get("owner"), goals: data.getAll("goals"), expected: data.getAll("expected")}; }"""


def test_a_cell_asked_for_twice_comes_once_and_of_two_cells_the_last(window, page_of_matrix):
    page = window("dariush", page_of_matrix)
    held = Held(page, "**/relationships/*/*/editor/")
    first, second = (cell(page, kind).locator("a.open") for kind in ("personal", "social"))
    for link in (first, second, second):
        link.click()
    held.expect_asked()
    page.wait_for_timeout(200)
    held.let_come()
    area = page.locator("#sheet[open] [name=text]")
    area.fill("نوشته می‌ماند")
    held.let_come()
    page.wait_for_timeout(500)
    expect(area).to_have_value("نوشته می‌ماند")
    assert "/social/" in page.locator("#cell-sheet").get_attribute("data-cell")


def test_what_was_not_saved_is_there_again_until_it_is_cancelled_or_saved(window, page_of_matrix):
    page = window("dariush", page_of_matrix)
    sheet = open_sheet(page, "co_creation")
    before = sheet.locator("[name=text]").input_value()
    choose(sheet, "expected", "2")
    sheet.locator("[name=text]").fill("داوران کتاب")
    page.keyboard.press("Escape")
    expect(open_sheet(page, "communities").locator(".draft")).to_have_count(0)
    page.keyboard.press("Escape")
    sheet = open_sheet(page, "co_creation")
    expect(sheet.locator(".draft")).to_contain_text("انصراف")
    expect(sheet.locator("[name=text]")).to_have_value("داوران کتاب")
    expect(sheet.locator("[name=expected][value='2']")).to_be_checked()
    sheet.locator(".edit [data-close]").click()
    sheet = open_sheet(page, "co_creation")
    expect(sheet.locator("[name=text]")).to_have_value(before)
    sheet.locator("[name=text]").fill("داوران کتاب، ماهی یک بار")
    save(sheet)
    expect(cell(page, "co_creation")).to_contain_text("ماهی یک بار")
    expect(open_sheet(page, "co_creation").locator(".draft")).to_have_count(0)


def test_who_has_a_sheet_open_stands_on_the_cell(two):
    dariush, amina = two
    expect(amina.locator("#presence .avatar")).to_have_count(2)
    sheet = open_sheet(dariush, "communities")
    expect(cell(amina, "communities")).to_have_attribute("data-who", "داریوش")
    sheet.locator("header [data-close]").click()
    expect(cell(amina, "communities")).not_to_have_attribute("data-who", re.compile(".*"))


def test_two_who_revise_one_cell_see_both_and_choose(two):
    dariush, amina = two
    hers, his = open_sheet(amina, "social"), open_sheet(dariush, "social")
    his.locator("[name=text]").fill("پاسخ در اینستاگرام")
    choose(his, "state", "planned")
    save(his)
    expect(cell(dariush, "social")).to_contain_text("پاسخ در اینستاگرام")
    hers.locator("[name=text]").fill("الرد على الرسائل")
    choose(hers, "goals", "growth")
    save(hers)
    amina.set_viewport_size({"width": 1440, "height": 500})
    conflict = amina.locator("#sheet .conflict")
    expect(conflict.locator("form .primary")).to_be_in_viewport(ratio=1)
    expect(conflict).to_contain_text("پاسخ در اینستاگرام")
    expect(conflict).to_contain_text("الرد على الرسائل")
    conflict.locator("form button").first.click()
    expect(amina.locator("#sheet[open]")).to_have_count(0)
    expect(cell(dariush, "social")).to_contain_text("الرد على الرسائل")
    expect(cell(dariush, "social").locator(".chip.gro")).to_be_visible()


def test_tying_leaves_the_sheet_open_and_reaches_the_other_page(two):
    dariush, amina = two
    fill_in(dariush, "self_service", "بخش راهنما")
    sheet = open_sheet(dariush, "self_service")
    sheet.locator("[name=text]").fill("پیش‌نویسی که می‌ماند")
    sheet.locator(".tying summary").click()
    first = sheet.locator("#tieable button").first
    text = first.inner_text()
    sheet.locator("[data-finds]").fill(text[:12])
    first.click()
    expect(sheet.locator("#ties button.tied")).to_have_count(1)
    expect(sheet.locator("[name=text]")).to_have_value("پیش‌نویسی که می‌ماند")
    expect(amina.locator("#harmony")).to_contain_text(text[:30])
    sheet.locator("#ties button.tied").click()
    expect(sheet.locator("#ties button.tied")).to_have_count(0)


def fill_in(page: Page, kind: str, text: str) -> None:
    sheet = open_sheet(page, kind)
    choose(sheet, "state", "established")
    sheet.locator("[name=text]").fill(text)
    save(sheet)
    expect(cell(page, kind)).to_contain_text(text)


def test_giving_up_shows_what_hangs_on_it_first(two):
    dariush, amina = two
    fill_in(dariush, "co_creation", "نقد خوانندگان")
    sheet = open_sheet(dariush, "co_creation")
    expect(sheet.locator(".giving-up")).to_be_hidden()
    choose(sheet, "state", "planned")
    expect(sheet.locator(".giving-up")).to_be_visible()
    sheet.locator(".ending summary").click()
    sheet.locator(".ending [name=reason]").fill("کسی ننوشت")
    sheet.locator(".ending form").first.locator("button").click()
    expect(cell(amina, "co_creation")).to_have_attribute("data-state", "retired")
    dariush.locator(".toast form button").last.click()
    expect(cell(amina, "co_creation")).to_have_attribute("data-state", "established")


def test_arrows_follow_the_way_of_reading(window, page_of_matrix):
    page = window("dariush", page_of_matrix)
    expect(page.locator(".matrix [tabindex='0']")).to_have_count(1)
    cell(page, "personal").locator("a.open").focus()
    for key, kind, row in (
        ("ArrowLeft", "dedicated", 0), ("ArrowDown", "dedicated", 1), ("ArrowRight", "personal", 1),
        ("End", "social", 1), ("ArrowUp", "social", 0), ("Home", "personal", 0), ("ArrowUp", "personal", 0),
    ):  # fmt: skip
        page.keyboard.press(key)
        expect(cell(page, kind, row).locator("a.open")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator("#sheet[open] .cell-sheet")).to_be_visible()
    page.keyboard.press("Escape")
    expect(cell(page, "dedicated").locator("a.open")).to_be_focused()


def test_a_phone_has_a_list_with_what_is_there_first(window, page_of_matrix):
    page = window("dariush", page_of_matrix, width=390)
    sheet = open_sheet(page, "social", row=2)
    choose(sheet, "state", "planned")
    save(sheet)
    filled, empty = cell(page, "social", 2), cell(page, "dedicated", 2)
    expect(filled).to_have_attribute("data-state", "planned")
    expect(page.locator("#sheet[open]")).to_have_count(0)
    assert filled.bounding_box()["y"] < empty.bounding_box()["y"]
    assert filled.bounding_box()["height"] < 50, "every kind is one line"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    filled.locator("a.open").focus()
    page.keyboard.press("ArrowDown")
    expect(empty.locator("a.open")).to_be_focused()


def test_without_segments_there_is_only_where_to_begin(window, shop):
    page, other = own_canvas(window, shop, "بومِ بی‌بخش"), window("dariush", "/")
    other.goto(page.url)
    page.goto(f"{page.url}relationships/")
    parts = (".sentence", ".views", ".discovery")
    for part in parts:
        expect(page.locator(part)).to_be_hidden()
    other.locator(".cs .add").click()
    other.locator("#sheet [name=name]").fill("نخستین بخش")
    other.locator("#sheet .primary").click()
    expect(page.locator(".matrix-head .first")).to_be_visible()
    for part in parts:
        expect(page.locator(part)).to_be_hidden()
    sheet = open_sheet(page, "social")
    choose(sheet, "expected", "2")
    save(sheet)
    for part in parts:
        expect(page.locator(part)).to_be_visible()


@pytest.mark.parametrize("width, height", [(1440, 700), (320, 600)])
def test_what_saves_a_long_sheet_is_in_sight_and_hides_nothing(window, page_of_matrix, width, height):
    page = window("dariush", page_of_matrix, width=width)
    page.set_viewport_size({"width": width, "height": height})
    sheet = open_sheet(page, "social", row=2)
    button = sheet.locator(".cell-form button.primary")
    expect(button).to_be_in_viewport(ratio=1)
    for field in sheet.locator(".cell-form :is(textarea, select, [name=goals], [name=channels])").all():
        field.focus()
        edges = [element.bounding_box() for element in (field, button)]
        assert edges[0]["y"] + edges[0]["height"] <= edges[1]["y"], "what has the focus stands above it"
    sheet.evaluate("sheet => sheet.scrollTo(0, sheet.scrollHeight)")
    last = sheet.locator(".cell-sheet > :last-child")
    expect(last).to_be_in_viewport(ratio=1)
    assert button.bounding_box()["y"] < last.bounding_box()["y"]
