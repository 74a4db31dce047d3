"""What one may do shows on the open page when it changes, and nothing that is being typed is touched."""

from playwright.sync_api import expect

from tests.browser import board


def set_role(page, name: str, role: str) -> None:
    """On the members' page, give somebody another role."""
    row = page.locator("tr", has_text=name)
    row.locator("select[name=role]").select_option(role)
    with page.expect_navigation():
        row.locator("form[action$='/appoint/'] button").first.click()


def test_new_role_and_the_archive_reach_open_pages(window, shop):
    kian = window("kian", shop)
    expect(kian.locator(".board .add")).to_have_count(0)
    amina = window("amina", shop.split("/canvases/")[0] + "/members/", server="far")
    set_role(amina, "کیان", "30")
    expect(kian.locator(".board .add")).to_have_count(9)
    compose = kian.locator("#compose-channels")
    with kian.expect_response("**/Sortable*"):  # now one may drag
        compose.locator(".add").click()
    compose.locator("[data-close]").click()
    expect(compose.locator(".add")).to_be_focused()  # one that was not there when the page was loaded
    compose.locator(".add").click()
    compose.locator("textarea").fill("هنوز ننوشته‌ام")
    set_role(amina, "کیان", "20")
    kian.wait_for_timeout(1500)
    expect(compose.locator("textarea")).to_have_value("هنوز ننوشته‌ام")
    compose.locator("textarea").fill("")
    compose.locator("[data-close]").click()
    expect(kian.locator(".board .add")).to_have_count(0)
    sent = []
    kian.on("request", lambda request: sent.append(request.url))
    first = kian.locator("#block-channels .note").first
    first.press("Delete")
    first.drag_to(kian.locator("#block-key_partners .note").first)
    assert [url for url in sent if "/notes/" in url] == []


def test_a_thread_on_its_own_page_comes_again_once_nothing_is_typed_in_it(window, shop):
    kian = window("kian", shop + "comments/?block=channels")
    amina = window("amina", shop.split("/canvases/")[0] + "/members/", server="far")
    kian.fill("#comment-text", "نیمه‌کاره")
    set_role(amina, "کیان", "10")
    kian.wait_for_timeout(1500)
    expect(kian.locator("#comment-text")).to_have_value("نیمه‌کاره")
    kian.fill("#comment-text", "")
    expect(kian.locator("#comment-text")).to_have_count(0)
    expect(kian.locator("#thread-block-channels")).to_be_visible()
    set_role(amina, "کیان", "20")
    expect(kian.locator("#comment-text")).to_be_visible()


def test_a_page_that_waits_for_what_is_typed_comes_again_for_nothing_else(window, shop):
    """On a slow line a note that one asked for comes after one's role was taken away."""
    amina = window("amina", shop.split("/canvases/")[0] + "/members/", server="far")
    set_role(amina, "کیان", "30")
    kian = window("kian", shop)
    compose, row = kian.locator("#compose-channels"), kian.locator("#list-key_partners .note").first
    compose.locator(".add").click()
    compose.locator("textarea").fill("هنوز ننوشته‌ام")
    element_id = row.get_attribute("id")
    row.locator(".text").click()
    expect(kian.locator(f"#{element_id} textarea")).to_be_focused()

    late = []
    address = f"**/notes/{element_id.removeprefix('note-')}/"
    kian.route(address, lambda route: late.append((route, route.fetch())))
    with kian.expect_request(address):
        kian.keyboard.press("Escape")
    set_role(amina, "کیان", "20")
    kian.locator("#again i").wait_for(state="attached")
    [(route, answer)] = late
    route.fulfill(response=answer)
    expect(kian.locator(f"#{element_id} .text")).to_be_visible()
    kian.wait_for_timeout(1000)
    expect(compose.locator("textarea")).to_have_value("هنوز ننوشته‌ام")
    compose.locator("[data-close]").click()
    expect(kian.locator(".board .add")).to_have_count(0)


def test_what_is_talked_about_beside_the_board_follows_ones_role(window, shop):
    kian = window("kian", shop)
    amina = window("amina", shop.split("/canvases/")[0] + "/members/", server="far")
    kian.locator(".block.rv header a[hx-target='#drawer']").click()
    text = kian.locator("#drawer textarea")
    expect(text).to_be_visible()
    set_role(amina, "کیان", "10")
    expect(text).to_have_count(0)
    expect(kian.locator("#drawer .thread")).to_be_visible()
    set_role(amina, "کیان", "20")
    text.fill("نیمه‌کاره")
    set_role(amina, "کیان", "10")
    kian.wait_for_timeout(1500)
    expect(text).to_have_value("نیمه‌کاره")
    text.fill("")
    expect(text).to_have_count(0)
    set_role(amina, "کیان", "20")
    expect(text).to_be_visible()
    kian.locator("#drawer [data-drawer-close]").click()
    expect(kian.locator("#drawer .sheet")).to_have_count(0)


def test_new_name_of_the_canvas_reaches_open_pages(window, shop):
    layla, dariush = window("layla", shop), window("dariush", shop + "editor/")
    name = dariush.locator("main [name=name]")
    was = name.input_value()
    name.fill("بوم <b>تازه</b> & نو")
    dariush.locator("main form button.primary").first.click()
    expect(layla.locator("#heading")).to_contain_text("بوم <b>تازه</b> & نو")
    expect(layla).to_have_title("بوم <b>تازه</b> & نو · بوم")
    dariush.goto(dariush.url.split("/canvases/")[0] + shop[shop.index("/canvases/") :] + "editor/")
    dariush.locator("main [name=name]").fill(was)
    dariush.locator("main form button.primary").first.click()
    expect(layla.locator("#heading")).to_contain_text(was)
    assert board.block(layla, "channels").count() == 1
