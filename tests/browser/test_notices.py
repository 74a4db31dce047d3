"""What people are told reaches their open pages: the bell of another window, a review on the team's page."""

import re

from playwright.sync_api import Page, expect


def unread(page: Page) -> int:
    """What the bell says; the page asks for it when it stands."""
    page.wait_for_selector("#bell[data-known]")
    return int(page.locator("#bell .unread").inner_text()) if page.locator("#bell .unread").count() else 0


def mention(page: Page, text: str) -> None:
    page.fill("#comment-text", text)
    page.locator(".talk-form button.primary").click()
    expect(page.get_by_text(text).first).to_be_visible()


def test_a_mention_rings_the_bell_of_another_window(window, shop):
    board = window("amina", shop, server="far")
    before = unread(board)
    kian = window("kian", shop + "comments/?block=channels")
    mention(kian, "@أمينة این را ببین")
    expect(board.locator("#bell .unread")).to_have_text(str(before + 1))
    expect(board.locator("#bell")).to_have_attribute("aria-label", re.compile("غير مقروء"))
    expect(board.locator("#announcer")).not_to_be_empty()


def test_what_one_was_told_while_the_stream_was_away_is_counted_when_it_is_back(window, site, shop):
    board, kian = window("amina", shop, server="far"), window("kian", shop + "comments/?block=channels")
    before = unread(board)
    site.kill("far")
    mention(kian, "@أمينة وقتی سرور دیگر خاموش بود")
    site.start("far")
    expect(board.locator("#bell .unread")).to_have_text(str(before + 1), timeout=20_000)


def test_by_keyboard_to_what_it_is_about(window, shop):
    mention(window("kian", shop + "comments/?block=key_partners"), "@أمينة و این را")
    page = window("amina", "/profile/")
    before = unread(page)
    page.locator("#bell").focus()
    page.keyboard.press("Enter")
    first = page.locator(".told li a").first
    expect(first).to_contain_text("أُشير إليك")
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/comments/\?block=key_partners#comment-\d+$"))
    assert unread(page) == before - 1


def test_read_elsewhere_the_number_goes_down(window, shop):
    mention(window("kian", shop + "comments/?block=channels"), "@أمينة باز هم")
    board = window("amina", shop)
    assert unread(board) > 0
    page = window("amina", "/notices/", server="far")
    page.locator("form[action='/notices/read/'] button").press("Enter")
    expect(page.locator(".told [data-unread]")).to_have_count(0)
    expect(board.locator("#bell .unread")).to_have_count(0)


def test_the_open_list_takes_in_what_one_is_told_meanwhile(window, shop):
    page = window("amina", "/notices/", server="far")
    page.evaluate("window.stayed = true")
    before = unread(page)
    mention(window("kian", shop + "comments/?block=revenue_streams"), "@أمينة وهذا أيضًا")
    page.evaluate("document.getElementById('bell').dispatchEvent(new Event('ring'))")  # else within 15 seconds
    expect(page.locator(".told [data-unread]")).to_have_count(before + 1)
    expect(page.locator(".told li").first).to_contain_text("أُشير إليك")
    expect(page.locator("#bell .unread")).to_have_text(str(before + 1))
    expect(page.locator("form[action='/notices/read/']")).to_be_visible()
    assert page.evaluate("window.stayed")


def open_submission(page: Page, site) -> None:
    """Of the Persian team, which a reviewer has read already."""
    page.goto(site.url("/programs/"))
    page.goto(site.url(page.locator("main a[href^='/w/']", has_text="نوآوران").first.get_attribute("href")))
    page.goto(site.url(page.locator("main tbody a").first.get_attribute("href")))
    page.goto(site.url(page.locator("#rounds .handed a").first.get_attribute("href")))


def submission_for_staff(page: Page, site) -> str:
    """The address of the same submission, for who reviews it."""
    page.goto(site.url("/programs/"))
    page.goto(site.url(page.locator("main a[href^='/p/']").first.get_attribute("href")))
    page.get_by_role("link", name="نوآوران", exact=True).first.click()
    page.wait_for_url(re.compile(r"/startups/\d+/$"))
    return site.url(page.locator("a[href*='/submissions/']").first.get_attribute("href").split("?")[0])


def release(page: Page, submission: str) -> None:
    """What was found until now, unless the team reads it already."""
    page.goto(submission + "reviews/")
    if page.locator("form[action$='/release/']").count():
        page.locator("[popovertarget^='release-']").first.click()
        page.locator("form[action$='/release/'] button").first.click()
        page.wait_for_url(lambda url: not url.endswith("/reviews/"))


def write_review(page: Page, submission: str) -> None:
    page.goto(submission + "review/")
    page.fill(".remark-form textarea", "از تازه‌واردان هم بپرسید")
    page.locator(".remark-form button.primary").click()
    expect(page.locator(".drawer .remarks")).to_contain_text("از تازه‌واردان هم بپرسید")


def submit_review(page: Page) -> None:
    for criterion in page.locator(".criterion").all():
        criterion.locator("input[type=radio]").last.check()
    page.locator("[name=verdict]").first.check()
    page.fill("[name=summary]", "خوب است")
    page.locator("button[name=submit]").click()
    page.wait_for_url(re.compile(r"/reviews/$"))


def test_results_come_onto_the_teams_open_page(window, site):
    team, staff = window("amina", "/", server="far"), window("nadia", "/")
    open_submission(team, site)
    submission = submission_for_staff(staff, site)
    release(staff, submission)
    expect(team.locator(".reviewed")).to_have_count(1)
    name = team.locator("details.answering").first.get_attribute("id")
    answering = team.locator(f"#{name}")  # what comes may stand above it
    answering.locator("summary").click()
    text = answering.locator("textarea")
    text.fill("هنوز می‌نویسم")
    write_review(staff, submission)
    team.wait_for_timeout(1500)
    assert "از تازه‌واردان" not in team.content(), "a draft is nobody's business"
    submit_review(staff)
    team.wait_for_timeout(1500)
    assert "از تازه‌واردان" not in team.content(), "until it is released it is the staff's"
    release(staff, submission)
    expect(team.locator(".reviewed")).to_have_count(2)
    expect(team.locator("#reviews")).to_contain_text("از تازه‌واردان هم بپرسید")
    expect(text).to_have_value("هنوز می‌نویسم")
    expect(text).to_be_focused()
    expect(team.locator("#reviews > [role=status]")).to_contain_text("مراجعتان")


def test_what_is_being_answered_is_left_alone_though_another_answers(window, site):
    mine, theirs, staff = window("amina", "/"), window("dariush", "/", server="far"), window("nadia", "/")
    release(staff, submission_for_staff(staff, site))
    open_submission(mine, site)
    open_submission(theirs, site)
    for page, words in ((mine, "پاسخ من"), (theirs, "پاسخ دیگری")):
        page.locator("details.answering summary").first.click()
        page.locator("details.answering textarea").first.fill(words)
    theirs.locator("details.answering button.primary").first.click()
    expect(theirs.locator(".answer").first).to_contain_text("پاسخ دیگری")
    expect(mine.locator(".answer").first).to_contain_text("پاسخ دیگری")
    expect(mine.locator("details.answering textarea").first).to_have_value("پاسخ من")
    expect(mine.locator("details.answering .behind").first).to_be_visible()
