"""What a page says is heard by those who do not see it, and by keys one goes on where it is said."""

from playwright.sync_api import Page, expect

from canvas.demo import PASSWORD
from tests.browser.board import note
from tests.browser.test_pages import program  # noqa: F401 - a fixture


def type_password(page: Page, site) -> None:
    page.goto(site.url("/accounts/reauthenticate/?next=/"))
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(site.url("/"))


def test_a_whole_page_that_refuses_is_opened_at_what_it_says(window, shop):
    page = window(None, "/accounts/login/")
    page.fill("[name=login]", "nobody@example.com")
    page.fill("[name=password]", "wrong")
    page.press("[name=password]", "Enter")
    expect(page.locator("main [role=alert]")).to_be_focused()
    page = window("dariush", shop + "notes/import/")
    page.locator("main form button.primary").press("Enter")
    expect(page.locator("main form [role=alert]")).to_be_focused()
    page.fill("[name=text]", "block,text\nnowhere,x")
    page.locator("main form button.primary").press("Enter")
    expect(page.locator("#problems")).to_be_focused()


def test_a_choice_that_is_missing_is_stood_before(window, site):
    page = window("amina", "/")
    type_password(page, site)
    page.goto(site.url("/profile/tokens/new/"))
    page.fill("[name=name]", "شبانه")
    page.locator("[name=scopes]").first.uncheck()
    page.locator("main form button.primary").press("Enter")
    expect(page.locator("[name=scopes]").first).to_be_focused()
    expect(page.locator("fieldset:has([name=scopes])")).to_have_accessible_description("يلزم اختيار واحد على الأقل.")


def test_what_was_done_is_said_on_the_page_that_follows(window):
    page = window("dariush", "/profile/")
    page.locator("main form button.primary").press("Enter")
    toast = page.locator("#toasts .toast p")
    expect(toast).to_be_visible()
    expect(page.locator("#announcer")).to_have_text(toast.inner_text())


ADD_EACH = """async texts => {
    const csrfmiddlewaretoken = document.querySelector("[name=csrfmiddlewaretoken]").value;
    for (const text of texts) {
        const body = new URLSearchParams({ csrfmiddlewaretoken, block: "key_partners", text });
        await fetch("notes/add/", { method: "POST", headers: { "HX-Request": "true" }, body });
        await new Promise((go) => setTimeout(go, 300));
    }
}"""


def test_of_much_that_others_do_the_newest_is_said_and_that_there_was_more(window, shop):
    page, other = window("dariush", shop), window("amina", shop)
    page.clock.install()
    page.evaluate("""window.said = [];
        new MutationObserver(() => said.push(announcer.textContent)).observe(announcer, { childList: true });""")
    texts = ["شریک یکم", "شریک دوم", "شریک سوم", "شریک چهارم"]
    other.evaluate(ADD_EACH, texts)
    expect(note(page, texts[-1])).to_be_visible()
    page.clock.fast_forward(5_000)
    page.wait_for_function("said.length > 1")
    first, last = page.evaluate("said")
    assert texts[0] in first and "در این میان" not in first
    assert texts[-1] in last and last.endswith("در این میان چیزهای دیگری هم تغییر کرد.")


def test_a_slider_by_keys_says_what_comes_of_it(window, shop):
    page = window("dariush", shop + "what-if/")
    told = page.locator("#course [role=status]").element_handle()
    before = told.inner_text()
    slider = page.locator("[data-weight=acquisition]")
    for _step in range(5):
        slider.press("ArrowUp")
    page.wait_for_function("([told, before]) => told.isConnected && told.innerText !== before", arg=[told, before])
    expect(slider).to_be_focused()


def test_who_assigns_reviewers_by_keys_goes_on_at_the_row_that_was_saved(window, program):  # noqa: F811
    page = window("nadia", f"/p/{program['p']}/assignments/")
    row = page.locator(".assigned tbody tr").nth(4)
    row.locator("button", has_text="ذخیره").press("Enter")
    expect(page.locator("#toasts .toast")).to_contain_text("ذخیره شد")
    page.keyboard.press("Tab")
    expect(row.get_by_role("link")).to_be_focused()
    expect(row).to_be_in_viewport(ratio=0.9)


def open_draft(page: Page) -> None:
    """A review that is not final, of whatever the program's startups submitted."""
    links = page.locator("main a[href*='/submissions/']").evaluate_all("all => all.map(a => a.href.split('?')[0])")
    for link in links:
        page.goto(link + "review/")
        if page.url.endswith("/review/"):
            return


def test_a_choice_whose_words_are_others_meanwhile_is_stood_before(window, program):  # noqa: F811
    page, rubric = (window("nadia", f"/p/{program['p']}/{part}") for part in ("", "rubric/"))
    open_draft(page)
    levels = page.locator(".criterion input[type=radio]")
    levels.nth(6).check()
    rubric.locator("main a[href$='/editor/']").nth(1).click()
    rubric.locator("[name=question]").press_sequentially(" چرا؟")
    rubric.locator("main form button.primary").click()
    rubric.wait_for_url("**/rubric/")
    page.locator("#verdict button").first.press("Enter")
    expect(page.locator("[aria-invalid=true]")).to_have_count(4)
    expect(levels.nth(4)).to_be_focused()  # of its criterion none is chosen any more
    page.locator("#verdict button.primary").press("Enter")
    expect(levels.first).to_be_focused()  # where nothing is chosen yet
