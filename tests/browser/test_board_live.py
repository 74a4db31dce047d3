"""Two people on one canvas: Dariush in Persian on one server, Amina in Arabic on another."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.board import add_note, block, carry, drag, late, note, notes, open_editor, save


@pytest.fixture
def two(window, shop) -> tuple[Page, Page]:
    return window("dariush", shop), window("amina", shop, server="far")


def test_each_reads_in_their_own_language_and_direction(two):
    dariush, amina = two
    for page, language in ((dariush, "fa"), (amina, "ar")):
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        partners, segments = (page.locator(name).bounding_box()["x"] for name in (".block.kp", ".block.cs"))
        assert partners > segments, "key partners stands at the right edge in right to left"


def test_what_one_adds_and_revises_the_other_sees_and_hears_of(two):
    dariush, amina = two
    add_note(dariush, "channels", "غرفهٔ تازه\nدر نمایشگاه")
    expect(note(amina, "غرفهٔ تازه")).to_be_visible()
    expect(amina.locator("#announcer")).to_contain_text("غرفهٔ تازه")
    expect(dariush.locator("#announcer")).to_be_empty()
    area = open_editor(amina, "غرفهٔ تازه")
    area.fill("غرفهٔ بزرگ")
    save(area)
    expect(note(dariush, "غرفهٔ بزرگ")).to_be_visible()


def test_who_is_here_and_who_writes_where(two):
    dariush, amina = two
    expect(dariush.locator("#presence .avatar")).to_have_count(2)
    expect(dariush.locator("#presence")).to_be_visible()
    row = add_note(dariush, "key_resources", "انبار دوم")
    element_id = row.get_attribute("id")
    expect(note(amina, "انبار دوم")).to_be_visible()
    area = open_editor(dariush, "انبار دوم")
    expect(amina.locator(f"#{element_id}")).to_have_attribute("data-who", "داریوش")
    area.press("Escape")
    expect(amina.locator(f"#{element_id}")).not_to_have_attribute("data-who", re.compile(".*"))
    amina.context.close()
    expect(dariush.locator("#presence .avatar")).to_have_count(1)
    expect(dariush.locator("#presence")).to_be_hidden()  # alone, one sees oneself on the account's button


def test_dragging_between_blocks_arrives_everywhere_in_the_same_order(two):
    dariush, amina = two
    add_note(dariush, "key_partners", "یک شریک تازه")
    add_note(dariush, "key_partners", "شریک دیگر")
    first = block(dariush, "key_activities").locator(".note").first
    dariush.locator(".board").hover()
    dariush.wait_for_function("() => !!window.Sortable")
    drag(dariush, note(dariush, "یک شریک تازه"), first, above=True)
    expect(block(amina, "key_activities").locator(".note").first).to_contain_text("یک شریک تازه")
    expect(block(amina, "key_partners").locator(".note", has_text="یک شریک تازه")).to_have_count(0)
    for name in ("key_activities", "key_partners"):
        texts = block(dariush, name).locator(".text").all_inner_texts()
        expect(block(amina, name).locator(".text")).to_have_text(texts)


@pytest.mark.parametrize("others", ["key_partners", "key_activities"])
def test_what_others_do_meanwhile_leaves_a_note_in_the_hand_that_drags_it(two, others):
    """A list that came took it off the board, or back to where it was."""
    dariush, amina = two
    add_note(dariush, "key_partners", f"در دست {others}")
    dariush.locator(".board").hover()
    dariush.wait_for_function("() => !!window.Sortable")
    first = block(dariush, "key_activities").locator(".note").first
    carry(dariush, note(dariush, f"در دست {others}"), first, above=True)
    add_note(amina, others, f"هم‌زمان {others}")
    expect(dariush.locator("#announcer")).to_contain_text(f"هم‌زمان {others}")
    expect(notes(dariush, f"در دست {others}")).to_have_count(1)
    dariush.mouse.up()
    for page in two:
        expect(block(page, "key_activities").locator(".note").first).to_contain_text(f"در دست {others}")
        expect(notes(page, f"در دست {others}")).to_have_count(1)
        expect(note(page, f"هم‌زمان {others}")).to_be_visible()


def test_an_open_editor_its_caret_and_its_text_stay_untouched(two):
    dariush, amina = two
    add_note(dariush, "revenue_streams", "فروش کتاب صوتی")
    area = open_editor(amina, "فروش کتاب صوتی")
    area.fill("فروش کتاب")
    area.evaluate("area => area.setSelectionRange(4, 4)")
    add_note(dariush, "revenue_streams", "آگهی در خبرنامه")
    expect(note(amina, "آگهی در خبرنامه")).to_be_visible()
    expect(area).to_be_focused()
    expect(area).to_have_value("فروش کتاب")
    assert area.evaluate("area => area.selectionStart") == 4
    area.press("Escape")
    expect(note(amina, "فروش کتاب صوتی")).to_be_visible()


def test_what_comes_beside_an_editor_that_waits_does_not_call_whoever_writes_elsewhere_to_it(two):
    dariush, amina = two
    add_note(dariush, "revenue_streams", "اشتراک ماهانه")
    waits = open_editor(dariush, "اشتراک ماهانه")
    dariush.locator("#compose-key_activities .add").click()
    area = dariush.locator("#compose-key_activities textarea")
    area.press_sequentially("بسته‌بندی")
    add_note(amina, "revenue_streams", "کارت هدیه")
    expect(note(dariush, "کارت هدیه")).to_be_visible()
    dariush.keyboard.type(" هدیه")
    expect(area).to_have_value("بسته‌بندی هدیه")
    expect(waits).to_have_value("اشتراک ماهانه")


def test_two_who_revise_at_once_see_both_texts_and_choose(two):
    dariush, amina = two
    row = add_note(dariush, "cost_structure", "قبض برق در تهران")
    element_id = row.get_attribute("id")
    area = open_editor(amina, "قبض برق در تهران")
    his = open_editor(dariush, "قبض برق در تهران")
    his.fill("اجارهٔ دفتر در تهران")
    save(his)
    expect(note(dariush, "اجارهٔ دفتر در تهران")).to_be_visible()
    expect(amina.locator(f"#{element_id} .behind")).to_be_visible()
    area.fill("قبض برق در شیراز")
    save(area)
    conflict = amina.locator(f"#{element_id} .conflict")
    expect(conflict.locator(".theirs .text ins")).to_have_text(["اجارهٔ دفتر", "تهران"])
    expect(conflict.locator(".theirs .text del")).to_have_text(["قبض برق", "شیراز"])
    expect(conflict.locator(".mine textarea")).to_have_value("قبض برق در شیراز")
    expect(conflict.locator(".merged textarea")).to_have_value("اجارهٔ دفتر در شیراز")
    conflict.locator(".merged button").click()
    expect(note(dariush, "اجارهٔ دفتر در شیراز")).to_be_visible()
    expect(amina.locator(f"#{element_id} textarea")).to_have_count(0)


def test_what_is_removed_under_an_open_editor_can_be_put_back_with_the_draft(two):
    dariush, amina = two
    row = add_note(dariush, "key_activities", "بسته‌بندی هدیه")
    element_id = row.get_attribute("id")
    area = open_editor(amina, "بسته‌بندی هدیه")
    area.fill("بسته‌بندی هدیه با دست‌نوشته")
    note(dariush, "بسته‌بندی هدیه").focus()
    dariush.keyboard.press("Delete")
    expect(note(dariush, "بسته‌بندی هدیه")).to_have_count(0)
    expect(amina.locator(f"#{element_id} .behind")).to_be_visible()
    save(area)
    amina.locator(f"#{element_id} .conflict button.primary").click()
    expect(note(dariush, "بسته‌بندی هدیه با دست‌نوشته")).to_be_visible()
    expect(note(amina, "بسته‌بندی هدیه با دست‌نوشته").locator(".text")).to_be_visible()


def test_an_undo_brings_back_what_was_removed(two):
    dariush, amina = two
    add_note(dariush, "key_resources", "نرم‌افزار انبار")
    expect(note(amina, "نرم‌افزار انبار")).to_be_visible()
    note(dariush, "نرم‌افزار انبار").focus()
    dariush.keyboard.press("Delete")
    expect(note(amina, "نرم‌افزار انبار")).to_have_count(0)
    dariush.locator(".toast form button").last.click()
    expect(note(amina, "نرم‌افزار انبار")).to_be_visible()
    expect(note(dariush, "نرم‌افزار انبار")).to_be_visible()


def test_a_page_that_was_cut_off_gets_exactly_what_it_missed(two):
    dariush, amina = two
    row = add_note(dariush, "value_propositions", "پیش از قطع")
    expect(note(amina, "پیش از قطع")).to_be_visible()
    amina.context.set_offline(True)
    add_note(dariush, "value_propositions", "هنگام قطع")
    row.focus()
    dariush.keyboard.press("Delete")
    expect(note(dariush, "پیش از قطع")).to_have_count(0)
    amina.context.set_offline(False)
    expect(note(amina, "هنگام قطع")).to_be_visible(timeout=20_000)
    expect(note(amina, "پیش از قطع")).to_have_count(0)


def test_a_server_that_is_killed_and_started_again_loses_nobody(two, site):
    dariush, amina = two
    expect(amina.locator("#presence .avatar")).to_have_count(2)
    site.kill("far")
    add_note(dariush, "channels", "وقتی سرور دیگر خاموش بود")
    site.start("far")
    expect(note(amina, "وقتی سرور دیگر خاموش بود")).to_be_visible(timeout=20_000)
    add_note(amina, "channels", "پس از بازگشت")
    expect(note(dariush, "پس از بازگشت")).to_be_visible()


def test_a_second_press_while_the_first_is_under_way_adds_one_note(window, shop):
    page = window("dariush", shop)
    compose = page.locator("#compose-key_partners")
    compose.locator(".add").click()
    compose.locator("textarea").fill("فقط یک بار")
    compose.locator("button.primary").dblclick()
    expect(notes(page, "فقط یک بار")).to_have_count(1)
    page.reload()
    expect(notes(page, "فقط یک بار")).to_have_count(1)


def test_a_page_whose_scripts_come_apart_lives_all_the_same(window, site, shop):
    """On a slow line the part of htmx that hears the stream comes long after htmx itself."""
    page = window("dariush", "/")
    late(page, "**/hx-sse*")
    page.goto(site.url(shop))
    expect(page.locator("#presence .avatar[data-user]").first).to_be_attached()


def test_whoever_went_on_to_another_note_stays_there_when_the_new_one_is_saved(window, shop):
    page = window("dariush", shop)
    other = block(page, "key_partners").locator(".note").first
    page.locator("#compose-key_partners .add").click()
    area = page.locator("#compose-key_partners textarea")
    area.fill("شریکی که دیر می‌رسد")
    late(page, "**/notes/add/")
    save(area)
    other.focus()
    expect(note(page, "شریکی که دیر می‌رسد")).to_be_visible()
    expect(area).to_have_value("")
    expect(other).to_be_focused()


def test_nothing_typed_while_a_note_is_being_saved_is_lost_with_it(window, shop):
    page = window("dariush", shop)
    page.locator("#compose-key_partners .add").click()
    area = page.locator("#compose-key_partners textarea")
    area.fill("شریک نخست")
    late(page, "**/notes/**")
    save(area)
    expect(area).not_to_be_editable()
    page.keyboard.type(" و دوم")
    expect(area).to_have_value("شریک نخست")
    expect(note(page, "شریک نخست")).to_be_visible()
    expect(area).to_be_editable()
    expect(area).to_be_focused()
    page.keyboard.type("شریک دوم")
    save(area)
    expect(note(page, "شریک دوم")).to_be_visible()
    editor = open_editor(page, "شریک دوم")
    editor.fill("شریک سوم")
    save(editor)
    page.keyboard.type(" و چهارم")
    expect(note(page, "شریک سوم").locator(".text")).to_have_text("شریک سوم")


def test_an_answer_older_than_what_came_meanwhile_does_not_stay(two):
    """On a slow line the note that one asked for comes after the change that somebody made to it since."""
    dariush, amina = two
    element_id = add_note(dariush, "cost_structure", "قبض برق").get_attribute("id")
    expect(note(amina, "قبض برق")).to_be_visible()
    dariush.locator("#compose-key_partners .add").click()
    draft = dariush.locator("#compose-key_partners textarea")
    draft.fill("هنوز نانوشته")
    open_editor(dariush, "قبض برق")

    def hold_up(route: Route) -> None:
        answer = route.fetch()
        dariush.locator(f"#{element_id} .behind").wait_for()
        route.fulfill(response=answer)

    dariush.route(f"**/notes/{element_id.removeprefix('note-')}/", hold_up)
    dariush.keyboard.press("Escape")
    area = open_editor(amina, "قبض برق")
    area.fill("قبض برق دوم")
    save(area)
    expect(dariush.locator(f"#{element_id} .text")).to_have_text("قبض برق دوم")
    expect(draft).to_have_value("هنوز نانوشته")


def test_the_page_stays_where_it_is_when_a_note_is_begun_or_talked_about(window, shop):
    page = window("dariush", shop)
    for button, field in (
        ("#compose-key_partners .add", "#compose-key_partners textarea"),
        ("#count-key_partners .talk", "#drawer textarea"),
    ):
        page.locator(button).scroll_into_view_if_needed()
        before = page.evaluate("scrollY")
        page.locator(button).click()
        expect(page.locator(field)).to_be_focused()
        assert page.evaluate("scrollY") == before


def test_the_list_of_comments_follows_what_is_said_and_settled(window, shop):
    listed, thread = window("amina", shop + "comments/"), window("dariush", shop + "comments/?block=cost_structure")
    thread.fill("#comment-text", "اجاره را چه کنیم؟")
    thread.locator(".talk-form button.primary").click()
    said = listed.locator(".comment", has_text="اجاره را چه کنیم؟")
    expect(said).to_be_visible()
    thread.locator(".comment", has_text="اجاره را چه کنیم؟").locator("form button").click()
    expect(said).to_have_count(0)
