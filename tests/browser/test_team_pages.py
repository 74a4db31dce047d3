"""A team's canvases and its members come by themselves, and leave alone what somebody is at."""

from playwright.sync_api import expect

from tests.browser.board import own_canvas
from tests.browser.test_rights_change import set_role

NAME, TYPED = "بوم کارگاه", "نیمه‌کاره"


def test_a_canvas_comes_is_renamed_and_goes_on_the_page_of_all(window, shop):
    team = shop.split("canvases/")[0]
    amina = window("amina", team, server="far")
    tile, search = amina.locator("#current li", has_text=NAME), amina.locator(".topbar input[type=search]")
    search.fill(TYPED)
    board = own_canvas(window, shop, NAME)
    expect(tile).to_have_count(1)
    expect(amina.locator("#announcer")).to_contain_text(NAME)
    expect(search).to_be_focused()
    expect(search).to_have_value(TYPED)

    tile.locator(".more").click()
    archiving = tile.locator("form[action$='/archive/']")
    expect(archiving).to_be_visible()
    with amina.expect_response(f"**{team}"):
        board.goto(board.url + "editor/")
        board.locator("main [name=name]").fill(NAME + "۲")
        board.locator("main form button.primary").first.click()
    amina.wait_for_timeout(300)
    expect(archiving).to_be_visible()
    expect(tile.locator("h3")).to_have_text(NAME)
    amina.keyboard.press("Escape")
    expect(tile.locator("h3")).to_have_text(NAME + "۲")
    expect(tile.locator(".more")).to_be_focused()

    board.goto(board.url.split("/canvases/")[0] + "/")
    do(board, "#current", "archive")
    archived = amina.locator("#archived li", has_text=NAME)
    expect(archived).to_have_count(1)

    amina.context.set_offline(True)
    board.locator("#archived summary").click()
    do(board, "#archived", "restore")
    amina.context.set_offline(False)
    expect(tile).to_have_count(1)
    expect(archived).to_have_count(0)
    do(board, "#current", "archive")
    expect(tile).to_have_count(0)


def do(page, among: str, verb: str) -> None:
    """With the canvas, by its menu."""
    row = page.locator(f"{among} li", has_text=NAME)
    row.locator(".more").click()
    row.locator(f"form[action$='/{verb}/'] button").click()
    expect(row).to_have_count(0)


def test_the_focus_stays_on_a_canvas_that_moves_and_goes_to_the_next_from_one_that_goes(window, shop):
    team = shop.split("canvases/")[0]
    layla = window("layla", team, server="far")
    layla.evaluate("window.moves = Element.prototype.moveBefore; delete Element.prototype.moveBefore")  # as in Safari
    board = own_canvas(window, shop, NAME)
    link = layla.locator("#current li", has_text="کتاب").locator("h3 a").first
    expect(layla.locator("#current h3").first).to_have_text(NAME)
    link.focus()
    board.goto(board.url.split("/canvases/")[0] + shop[shop.index("/canvases/") :])
    compose = board.locator("#compose-channels")
    compose.locator(".add").click()
    compose.locator("textarea").fill("تازه")
    compose.locator("button.primary").click()
    expect(layla.locator("#current li").first).to_contain_text("کتاب")
    expect(link).to_be_focused()

    layla.locator("#current li", has_text=NAME).locator("h3 a").focus()
    layla.evaluate("void (Element.prototype.moveBefore = window.moves)")
    layla.evaluate("document.getElementById('said').remove()")  # else it is found as soon as that is heard
    board.goto(board.url.split("/canvases/")[0] + "/")
    do(board, "#current", "archive")
    expect(layla.locator("#current li", has_text=NAME)).to_have_count(0)
    expect(layla.locator("#current a:focus")).to_have_count(1)


def test_members_follow_and_a_role_that_is_being_chosen_stays(window, shop):
    team = shop.split("canvases/")[0]
    amina, kian = window("amina", team + "members/"), window("kian", team + "members/", server="far")
    expect(kian.locator("select[name=role]")).to_have_count(0)
    expect(kian.locator(".tabs a[href$='/editor/']")).to_have_count(0)
    set_role(amina, "کیان", "40")
    chosen = kian.locator("tr", has_text="داریوش").locator("select[name=role]")
    expect(chosen).to_be_visible()
    expect(kian.locator(".tabs a[href$='/editor/']")).to_be_visible()
    chosen.select_option("10")
    set_role(amina, "ليلى", "20")
    other = kian.locator("tr", has_text="ليلى").locator("select[name=role]")
    expect(other).to_have_value("20")
    expect(chosen).to_have_value("10")
    set_role(amina, "داریوش", "20")
    kian.wait_for_timeout(1000)
    expect(chosen).to_have_value("10")
    chosen.select_option("30")
    expect(chosen).to_have_value("20")
    for name, role in (("ليلى", "10"), ("داریوش", "30"), ("کیان", "20")):
        set_role(amina, name, role)
    expect(kian.locator("select[name=role]")).to_have_count(0)
