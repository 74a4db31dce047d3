"""Figures are typed and pasted in Persian digits, two people who type the same month both keep what they typed, and a
what-if follows its slider."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.board import Held, own_canvas
from tests.browser.team import path_of

PASTE = """(cell, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def row(page: Page, n: int) -> Locator:
    """The month so many before this one."""
    return page.locator("#months .grid tbody tr").nth(n)


def cell(page: Page, n: int, column: int = 0) -> Locator:
    return row(page, n).locator("td input").nth(column)


def save(page: Page) -> None:
    page.locator("#months button.primary").click()


def is_saved(page: Page, n: int) -> None:
    expect(row(page, n)).not_to_have_attribute("data-unsaved", re.compile(".*"))


def test_typing_and_pasting_in_persian_digits(window, shop):
    page = window("dariush", shop + "numbers/")
    cell(page, 2).fill("۲۰٬۰۰۰")
    cell(page, 2).press("ArrowUp")
    expect(cell(page, 1)).to_be_focused()
    cell(page, 1).press("ArrowLeft")  # in a table that runs to the left, onward
    expect(cell(page, 1, 1)).to_be_focused()
    cell(page, 1).evaluate(PASTE, "۲۱٬۰۰۰\t۱۵۰۰\t۶۰۰\r\n20000\t۱٬۰۰۰\t900\n")
    expect(cell(page, 2, 2)).to_have_value("900")
    expect(page.locator("#announcer")).to_contain_text("۶ خانه پر شد")
    expect(row(page, 1).locator(".hint")).to_contain_text("۲۰٬۹۰۰")
    cell(page, 1).fill("بیست")
    save(page)
    expect(page.locator("#months .cell-error")).to_have_count(1)
    expect(cell(page, 1)).to_be_focused()
    expect(cell(page, 1)).to_have_value("بیست")
    cell(page, 1).fill("۲۰۹۰۰")
    expect(row(page, 1).locator(".hint")).to_be_hidden()
    save(page)
    is_saved(page, 1)
    is_saved(page, 2)
    expect(page.locator(".worth").first).to_contain_text("۳٪")
    page.reload()
    expect(cell(page, 1)).to_have_value("۲۰٬۹۰۰")
    expect(cell(page, 2, 1)).to_have_value("۱٬۰۰۰")


def test_a_pasted_block_is_undone_and_done_again_by_keys(window, shop):
    """One that landed in the wrong place hides what stood there."""
    page = window("dariush", shop + "numbers/")
    before = [cell(page, 1, column).input_value() for column in range(2)]
    cell(page, 0).fill("۷")
    cell(page, 0).evaluate(PASTE, "۵۰۱\t۵۰۲\n۵۰۳\t۵۰۴")
    expect(cell(page, 1, 1)).to_have_value("۵۰۴")
    page.keyboard.press("Control+z")
    expect(cell(page, 0)).to_have_value("۷")
    for column in range(2):
        expect(cell(page, 1, column)).to_have_value(before[column])
    expect(page.locator("#announcer")).to_have_text("واگرد شد.")
    is_saved(page, 1)
    page.keyboard.press("Control+y")
    expect(cell(page, 1, 1)).to_have_value("۵۰۴")
    cell(page, 1, 1).fill("۹")
    page.keyboard.press("Control+z")  # of what was typed since
    expect(cell(page, 0)).to_have_value("۵۰۱")


def test_two_who_type_the_same_month_see_both(window, shop):
    dariush = window("dariush", shop + "numbers/")
    cell(dariush, 8).fill("۱۰")
    save(dariush)
    is_saved(dariush, 8)
    amina = window("amina", shop + "numbers/", server="far")
    cell(amina, 7).fill("111")
    cell(dariush, 7).fill("۲۲۲")
    cell(dariush, 6).fill("۳۳۳")
    save(dariush)
    is_saved(dariush, 7)
    expect(cell(amina, 6)).to_have_value("333")
    expect(cell(amina, 7)).to_have_value("111")
    expect(amina.locator("#months .behind")).to_be_visible()
    save(amina)
    clash = amina.locator(".clashes fieldset")
    expect(clash).to_have_count(1)
    expect(clash).to_contain_text("222")
    amina.set_viewport_size({"width": 320, "height": 700})
    assert amina.evaluate("document.documentElement.scrollWidth") == 320
    assert clash.locator("td").evaluate_all("cells => cells.every(cell => cell.scrollWidth <= cell.clientWidth)")
    amina.set_viewport_size({"width": 1440, "height": 900})
    expect(cell(amina, 7)).to_have_value("111")
    clash.locator("input[type=radio]").last.check()
    save(amina)
    expect(amina.locator(".clashes")).to_have_count(0)
    is_saved(amina, 7)
    expect(cell(dariush, 7)).to_have_value("۱۱۱")


def test_what_was_typed_by_another_calendar_waits_to_be_copied_over(window, shop):
    dariush = own_canvas(window, shop, "بوم تازه")
    begun = dariush.url
    dariush.goto(begun + "segments/new/")
    dariush.fill("main [name=name]", "آزمون")
    with dariush.expect_response(re.compile("/segments/add/$")):
        dariush.locator("main form[action$='/segments/add/'] button.primary").click()
    dariush.goto(begun + "numbers/")
    amina = window("amina", path_of(begun) + "numbers/", server="far")
    cell(amina, 1).fill("250")
    cell(dariush, 1).fill("۱۰۰")
    save(dariush)
    is_saved(dariush, 1)
    expect(amina.locator("#months .behind")).to_be_visible()
    expect(cell(amina, 1)).to_have_value("250")
    save(amina)
    expect(amina.locator("#months .strays td").first).to_have_text("250")
    expect(cell(amina, 1)).to_have_value("100")
    cell(dariush, 2).fill("۹۹")
    save(dariush)
    is_saved(dariush, 2)
    cell(amina, 3).fill("250")
    save(amina)
    expect(amina.locator("#months .strays")).to_have_count(0)
    expect(cell(dariush, 3)).to_have_value("۲۵۰")
    expect(cell(amina, 2)).to_have_value("99")


def test_a_slider_moves_the_what_if_by_keyboard(window, shop):
    page = window("dariush", shop + "what-if/")
    slider = page.locator("[data-weight=retention]")
    before = int(slider.input_value())
    slider.focus()
    for _press in range(5):
        page.keyboard.press("ArrowUp")
    expect(page).to_have_url(re.compile("retention="))
    expect(page.locator("#course")).to_have_attribute("hx-get", re.compile("retention="))
    expect(slider).to_be_focused()
    weights = [page.locator(f"[data-weight={name}]").input_value() for name in ("acquisition", "retention", "growth")]
    assert int(weights[1]) == before + 5
    assert sum(map(int, weights)) == 100
    page.reload()
    expect(slider).to_have_value(str(before + 5))
    field, other = (page.locator(f"#asking [name={name}]") for name in ("retention", "growth"))
    field.fill("۱")  # the other two stay, and the three make no whole
    expect(other).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#course [role=alert]")).to_be_visible()
    field.fill(str(before + 5))
    expect(other).to_have_attribute("aria-invalid", "false")
    expect(page.locator("#course [role=alert]")).to_have_count(0)


PRESS = """async (slider, pressed) => {
  await import(document.getElementById("toasts").dataset.older);
  const [key, held] = pressed.split("+").reverse();
  const about = { key, altKey: held === "Alt", metaKey: held === "Meta", bubbles: true, cancelable: true };
  return slider.dispatchEvent(new KeyboardEvent("keydown", about));
}"""


def test_a_slider_goes_where_the_arrow_points_in_browsers_that_would_turn(window, shop):
    """By keys that are only made up: no browser moves anything for them, so it is older.js that does."""
    page = window("dariush", shop + "what-if/")
    slider = page.locator("[data-weight=retention]")
    before = int(slider.input_value())
    for key, value in (("ArrowRight", before - 1), ("ArrowLeft", before), ("ArrowUp", before)):
        slider.evaluate(PRESS, key)
        expect(slider).to_have_value(str(value))
        weights = [page.locator(f"[data-weight={name}]") for name in ("acquisition", "retention", "growth")]
        assert sum(int(weight.input_value()) for weight in weights) == 100
    expect(page).to_have_url(re.compile("retention="))
    for back in ("Alt+ArrowLeft", "Meta+ArrowLeft"):
        assert slider.evaluate(PRESS, back), "the browser's own"
    expect(slider).to_have_value(str(before))


def test_an_emptied_weight_of_the_what_if_counts_as_todays_which_it_shows(window, shop):
    page = window("dariush", shop + "what-if/")
    field, slider = page.locator("#asking [name=retention]"), page.locator("[data-weight=retention]")
    today = field.input_value()
    total = page.locator("#weights-sum")
    field.fill("۱")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#course [role=alert]")).to_be_visible()
    field.fill("")
    expect(page.locator("#course [role=alert]")).to_have_count(0)  # so says the server
    expect(field).to_have_attribute("placeholder", today)
    expect(field).to_have_attribute("aria-invalid", "false")
    expect(total).not_to_have_class(re.compile("less"))
    expect(slider).not_to_have_value("0")
    page.locator("#asking .primary").click()
    expect(page).to_have_url(re.compile("retention=(&|$)"))
    expect(page.locator("#course [role=alert]")).to_have_count(0)


def test_a_move_of_the_what_if_brings_the_next_and_keeps_what_is_typed(window, shop):
    page = window("dariush", shop + "what-if/")
    moves, cost = page.locator("#moves .move"), page.locator("#moves [name=move0-fixed]")
    expect(moves).to_have_count(1)
    page.select_option("#moves [name=move0-relationship]", index=1)
    page.select_option("#moves [name=move0-to]", index=2)
    expect(moves).to_have_count(2)
    cost.press_sequentially("۱۲۰۰", delay=200)  # longer than the page waits before it asks
    whole = re.compile("move0-fixed=%DB%B1%DB%B2%DB%B0%DB%B0")
    expect(page.locator("#course")).to_have_attribute("hx-get", whole)
    expect(cost).to_have_value("۱۲۰۰")
    expect(cost).to_be_focused()
    page.locator("#moves [name=move0-relationship]").select_option(index=0)
    page.locator("#moves [name=move0-to]").select_option(index=0)
    cost.fill("")
    expect(moves).to_have_count(1)


def test_what_is_typed_into_a_what_if_while_an_answer_is_on_its_way_stays(window, shop):
    page = window("dariush", shop + "what-if/")
    page.select_option("#moves [name=move0-relationship]", index=1)
    page.select_option("#moves [name=move0-to]", index=2)
    expect(page.locator("#moves .move")).to_have_count(2)
    cost, held = page.locator("#moves [name=move0-fixed]"), Held(page, "**/what-if/?*")
    cost.press_sequentially("1")
    held.expect_asked()
    cost.press_sequentially("2")
    held.let_come()  # the answer to 1
    held.expect_asked()
    expect(cost).to_have_value("12")
    cost.press_sequentially("3")
    page.wait_for_timeout(600)  # longer than the page waits before it asks
    for _ in range(2):
        held.expect_asked()
        held.let_come()
    expect(page.locator("#course")).to_have_attribute("hx-get", re.compile("move0-fixed=123"))
    expect(cost).to_have_value("123")
    expect(page.locator("#toasts .toast")).to_have_count(0)


def test_figures_of_a_row_stand_in_line_however_long_their_labels(window, shop):
    page = window("dariush", shop + "numbers/")
    rows = """all => {
      const top = each => Math.round(each.getBoundingClientRect().top);
      const rows = Object.values(Object.groupBy(all, each => top(each.closest("li"))));
      return rows.map(row => [row.length, new Set(row.map(top)).size]);
    }"""
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        found = page.locator(".worth .figure > :nth-child(2)").evaluate_all(rows)
        assert max(length for length, _tops in found) > 1
        assert {tops for _length, tops in found} == {1}


def test_a_pasted_table_is_laid_out_where_its_signs_say_nothing(window, shop):
    page = window("dariush", shop + "numbers/import/")
    box = page.locator("[name=text]")

    def pasted(text: str) -> str:
        box.fill("")
        box.evaluate(PASTE, text)
        return box.input_value()

    assert pasted("بخش،ماه،درآمد\nالف،۱۴۰۵/۰۸،۵") == "بخش\tماه\tدرآمد\nالف\t۱۴۰۵/۰۸\t۵"
    assert pasted("segment;month;revenue\nx;1405/08;1500\n\n") == "segment\tmonth\trevenue\nx\t1405/08\t1500\n\n"
    titled = "تقرير، الإيرادات\n\nsegment;month;revenue\nx;1405/08;20,900"
    assert pasted(titled) == titled
    asked = "sep=;\nsegment;month;revenue\nکتاب‌خوان‌ها;1405/08;۱,۵۰۰"
    assert pasted(asked) == asked
    page.locator("main form button.primary").click()
    expect(page.locator("#problems tbody tr")).to_contain_text(["۱٫۵"])
    assert box.input_value() == asked
