"""A lesson on its way, in Persian: a curator writes, previews, submits; an editor publishes; learners read it."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from canvas.demo import PASSWORD
from tests.browser.axe import faults
from tests.browser.test_pages import read_in


def take_second_step(page: Page) -> None:
    """Set the authenticator app up as people do, and give a code of it."""
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url("**/totp/activate/**")
    secret = re.search(r"\b[A-Z2-7]{32}\b", page.content())[0]
    give_code(page, secret)
    page.wait_for_url("**/recovery-codes/**")
    go(page, "/admin/")
    give_code(page, secret)
    page.wait_for_url("**/admin/")


def give_code(page: Page, secret: str) -> None:
    page.fill("[name=code]", format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.locator("main form button").first.click()


@pytest.fixture
def desk(window, signed_in):
    """desk("parisa") is that person in the administration, in Persian; the second step is taken once."""

    def come_in(person: str, **options) -> Page:
        page = window(person, "/admin/", **options)
        if page.locator("html").get_attribute("lang") != "fa":
            go(page, "/")
            read_in(page, "fa")
            go(page, "/admin/")
        if "/accounts/" in page.url:
            take_second_step(page)
            signed_in.known[person] = page.context.storage_state()
        return page

    return come_in


def go(page: Page, path: str) -> None:
    page.goto(re.sub(r"(//[^/]+)/.*", rf"\1{path}", page.url))


def test_a_lesson_is_written_previewed_submitted_published_and_read(desk, window):
    curator = desk("parisa")
    curator.locator(".model-lesson th a").click()
    curator.get_by_role("link", name="افزودن درس").click()
    curator.fill("[name=slug]", "bakery-lines")
    curator.fill("[name='title.fa']", "صف نانوایی")
    curator.get_by_role("button", name="افزودن").click()
    curator.wait_for_url("**/change/**")

    curator.locator("[id='summary.fa']").fill("صف، خودش ارتباط با مشتری است.")
    curator.locator("[id='body.fa']").fill("## صبح زود\n\nمشتری **پیش از** شما بیدار است.")
    preview = curator.locator("#preview")
    expect(preview.get_by_role("heading", name="صبح زود")).to_be_visible()
    expect(preview.locator("strong")).to_have_text("پیش از")
    curator.get_by_role("button", name="افزودن پرسش").click()
    expect(curator.locator("#part-questions li")).to_have_count(1)
    expect(curator.locator("[id='body.fa']")).to_have_value("## صبح زود\n\nمشتری **پیش از** شما بیدار است.")
    curator.locator("[id='questions.1.text.fa']").fill("چه کسی صبح‌ها نان می‌خرد؟")
    curator.get_by_role("button", name="ذخیره", exact=True).click()
    expect(curator.locator(".messages")).to_contain_text("ذخیره شد")
    expect(curator.locator("#announcer")).to_contain_text("ذخیره شد")
    expect(curator.locator("#unsaved")).to_be_hidden()
    assert faults(curator) == []
    curator.get_by_role("button", name="ذخیره و فرستادن برای بازبینی").click()
    curator.wait_for_url("**/review/")
    expect(curator.locator("#standing")).to_contain_text("در دست بازبینی")
    expect(curator.get_by_role("button", name="انتشار هم‌اکنون")).to_have_count(0)

    editor = desk("edris")
    go(editor, re.sub(r".*//[^/]+", "", curator.url))
    assert faults(editor) == []
    editor.get_by_role("button", name="انتشار هم‌اکنون").click()
    expect(editor.locator("#standing")).to_contain_text("منتشرشده")

    learner = window("dariush", "/learn/bakery-lines/")
    expect(learner.get_by_role("heading", name="صف نانوایی")).to_be_visible()
    expect(learner.locator("main")).to_contain_text("مشتری پیش از شما بیدار است.")
    expect(learner.locator("main")).to_contain_text("چه کسی صبح‌ها نان می‌خرد؟")


def begin_term(page: Page, key: str, name: str) -> None:
    go(page, "/admin/learning/term/add/")
    page.fill("[name=key]", key)
    page.fill("[name='name.fa']", name)
    page.get_by_role("button", name="افزودن").click()
    page.wait_for_url("**/change/**")


def test_two_who_write_at_once_see_both_texts(desk):
    curator = desk("parisa")
    begin_term(curator, "queue", "صف")
    other = curator.context.new_page()
    other.goto(curator.url)
    other.locator("[id='meaning.fa']").fill("نوشتهٔ دیگری")
    other.get_by_role("button", name="ذخیره", exact=True).click()
    expect(other.locator(".messages")).to_be_visible()
    curator.locator("[id='meaning.fa']").fill("نوشتهٔ من")
    curator.get_by_role("button", name="ذخیره", exact=True).click()
    expect(curator.locator(".conflict")).to_contain_text("نوشتهٔ دیگری")
    expect(curator.locator("[id='meaning.fa']")).to_have_value("نوشتهٔ من")
    assert faults(curator) == []
    curator.get_by_role("button", name="پذیرفتن همین").click()
    expect(curator.locator("[id='meaning.fa']")).to_have_value("نوشتهٔ دیگری")


def test_a_text_that_is_nearly_too_long_says_so_and_is_cut_nowhere(desk):
    curator = desk("parisa")
    begin_term(curator, "lengthy", "دراز")
    text = curator.locator("[id='meaning.fa']")
    counter = curator.locator("[id='meaning.fa'] + .counter")
    most = int(counter.get_attribute("data-most"))
    text.fill("کوتاه")
    expect(counter).to_be_hidden()
    text.fill("😀" * (most - 1) + "‌ \n")
    expect(counter).to_be_visible()
    expect(counter).not_to_have_attribute("data-over", "")
    text.fill("ا" * (most + 3))
    expect(counter).to_have_attribute("data-over", "")
    persian = str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬")
    expect(counter).to_have_text(f"{most + 3:,} / {most:,}".translate(persian))
    curator.get_by_role("button", name="ذخیره", exact=True).click()
    expect(curator.locator("#desk [role=alert]")).to_be_focused()
    expect(text).to_have_value("ا" * (most + 3))
    expect(counter).to_be_visible()
    assert faults(curator) == []


def test_by_keys_one_comes_from_what_was_refused_to_its_field_in_another_language(desk):
    curator = desk("parisa")
    begin_term(curator, "faulty", "نادرست")
    for language in ("ar", "fa"):
        curator.locator(f"[name=write][value={language}]").check()
        curator.locator(f"[id='name.{language}']").fill("ا" * 300)
    curator.get_by_role("button", name="ذخیره", exact=True).press("Enter")
    refused = curator.locator("#desk [role=alert]")
    expect(refused).to_be_focused()
    for language in ("ar", "fa"):
        refused.locator(f"[href='#name.{language}']").press("Enter")
        expect(curator.locator(f"[id='name.{language}']")).to_be_focused()


def test_a_file_that_is_refused_stays_chosen_and_its_field_is_marked(desk):
    page = desk("parisa")
    go(page, "/admin/learning/lesson/sets/")
    field, tried = page.locator("[name=file]"), page.locator("button[value=try]")
    sent = {"name": "set.json", "mimeType": "application/json"}
    field.set_input_files({**sent, "buffer": b"{}"})
    tried.click()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator(f"#{field.get_attribute('aria-describedby')}")).to_be_visible()
    assert field.evaluate("field => field.files.length") == 1
    field.set_input_files({**sent, "buffer": b'{"format": "boom.lessons", "version": 1}'})
    tried.click()
    expect(page.locator("#outcome .outcome")).to_be_visible()
    expect(field).not_to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (320, "dark")])
def test_pages_of_curation_have_no_faults(desk, width, scheme):
    page = desk("edris", width=width, color_scheme=scheme)
    go(page, "/admin/learning/lesson/add/")
    page.fill("[name=slug]", f"page-{width}")
    page.fill("[name='title.fa']", "درس آزمایشی")
    page.get_by_role("button", name="افزودن").click()
    page.wait_for_url("**/change/**")
    lesson = re.search(r"/admin/learning/lesson/\d+/", page.url)[0]
    wrong = {}
    for path in (
        "/admin/learning/lesson/", "/admin/learning/lesson/?q=ناموجود", "/admin/learning/term/",
        "/admin/learning/lesson/add/", "/admin/learning/lesson/sets/", f"{lesson}change/", f"{lesson}review/",
        f"{lesson}history/", f"{lesson}difference/", f"{lesson}preview/",
    ):  # fmt: skip
        go(page, path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        found = faults(page) + ([f"{wide} px wide"] if wide > width else [])
        wrong |= {path: found} if found else {}
    assert wrong == {}
