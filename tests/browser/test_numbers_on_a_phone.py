"""On a phone a month is a line that opens on its figures; what is typed there outlives folding, others and mistakes."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_numbers import cell, is_saved, row, save


def line(page: Page, n: int) -> Locator:
    return row(page, n).locator("summary")


def of_a_year(page: Page, shown: str) -> list[int]:
    """The months of which `shown` is to be seen."""
    return [n for n in range(12) if row(page, n).locator(shown).first.is_visible()]


def test_on_a_phone_what_was_typed_of_any_month_can_be_saved_where_one_is(window, shop):
    page = window("dariush", shop + "numbers/", width=390)
    for n in (2, 3, 4):
        line(page, n).click()
    cell(page, 1).scroll_into_view_if_needed()
    expect(page.locator("#months button.primary")).to_be_in_viewport(ratio=1)
    expect(row(page, 11)).not_to_be_in_viewport()


def test_the_months_of_a_year_fit_and_only_the_last_that_is_over_is_open(window, shop):
    page = window("dariush", shop + "numbers/", width=320, has_touch=True, is_mobile=True)
    assert of_a_year(page, "td input") == [1]
    assert of_a_year(page, "summary") == [*range(12)]
    heights = page.locator("#months summary").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert min(heights) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    line(page, 5).press("Enter")
    expect(cell(page, 5)).to_be_visible()
    tops = "all => new Set(all.map(one => one.getBoundingClientRect().top)).size"
    assert row(page, 5).locator("td input").evaluate_all(tops) == 3
    page.set_viewport_size({"width": 1440, "height": 900})
    assert of_a_year(page, "td input") == [*range(12)]
    assert of_a_year(page, "summary") == []


def test_what_is_typed_outlives_its_folding_and_what_others_save(window, shop):
    page = window("dariush", shop + "numbers/", width=390)
    line(page, 9).click()
    cell(page, 9).fill("۱۱۱۱")
    cell(page, 9).press("Enter")
    expect(cell(page, 9, 1)).to_be_focused()
    cell(page, 9, 5).press("Enter")  # past the ninth none is open
    expect(cell(page, 9, 5)).to_be_focused()
    line(page, 10).click()
    line(page, 9).click()
    expect(cell(page, 9)).to_be_hidden()
    expect(line(page, 9)).to_contain_text("هنوز ذخیره نشده", use_inner_text=True)
    amina = window("amina", shop + "numbers/", server="far")
    cell(amina, 10).fill("4321")
    save(amina)
    expect(cell(page, 10)).to_have_value("۴٬۳۲۱")
    expect(cell(page, 10)).to_be_visible()
    save(page)
    is_saved(page, 9)
    expect(line(page, 9)).to_contain_text("۱٬۱۱۱ مشتری · ریزش \u061c۱۶٫۵٪", use_inner_text=True)
    line(page, 9).click()
    expect(cell(page, 9)).to_have_value("۱٬۱۱۱")


def test_what_was_saved_is_taken_back_where_it_was_saved(window, shop):
    page = window("dariush", shop + "numbers/", width=390)
    before = cell(page, 1, 2).input_value()
    cell(page, 1, 2).fill("۷")
    save(page)
    is_saved(page, 1)
    bar, said = (page.locator(shown).bounding_box() for shown in ("#months .save", "#toasts .toast"))
    assert said["y"] + said["height"] <= bar["y"], "what is said lies on no button"
    page.locator("#toasts button", has_text="واگرد").click()
    expect(cell(page, 1, 2)).to_have_value(before)
    is_saved(page, 1)


def test_a_folded_month_opens_on_what_cannot_be_read(window, shop):
    page = window("dariush", shop + "numbers/", width=390)
    line(page, 11).click()
    cell(page, 11).fill("بیست")
    line(page, 11).click()
    save(page)
    expect(cell(page, 11)).to_be_focused()
    expect(page.locator("#months .cell-error")).to_be_visible()


def test_without_a_script_a_month_is_opened_and_saved(window, shop):
    page = window("dariush", shop + "numbers/", width=390, java_script_enabled=False)
    line(page, 8).click()
    cell(page, 8, 1).fill("۷۷۷")
    line(page, 8).click()
    save(page)
    line(page, 8).click()
    expect(cell(page, 8, 1)).to_have_value("۷۷۷")


def test_on_a_tablet_held_upright_figures_of_ten_digits_are_read_whole(window, shop):
    page = window("dariush", shop + "numbers/", width=768, has_touch=True, is_mobile=True)
    cut = page.locator("#months td input").evaluate_all("all => all.filter(one => one.scrollWidth > one.clientWidth)")
    assert page.locator("#months td input").nth(9).is_visible() and cut == []
