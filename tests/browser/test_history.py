"""The past in a browser: undo by key, back to a moment while somebody else looks on, the slider, acts that open."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import Held, add_note, late, note, open_editor, own_canvas


@pytest.fixture
def fresh(window, shop) -> Page:
    """A board of its own with two notes in it, open before its editor."""
    page = own_canvas(window, shop, "بومِ گذشته")
    page.wait_for_load_state()
    for text in ("یکم", "دوم"):
        add_note(page, "channels", text)
    return page


def revise(page: Page, text: str, new: str) -> None:
    area = open_editor(page, text)
    area.fill(new)
    area.press("Enter")
    expect(note(page, new)).to_be_visible()


def press(page: Page, letter: str) -> None:
    """Ctrl and a letter, outside of any field; the next press waits until this one was answered."""
    page.locator("h1").click()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press(f"Control+{letter}")
    expect(page.locator("[data-turns][data-busy]")).to_have_count(0)  # and the answer is on the page, with its toast


def test_undo_by_key_is_seen_by_others(fresh, window):
    other = window("amina", "/")
    other.goto(fresh.url)
    revise(fresh, "دوم", "دومِ نو")
    expect(note(other, "دومِ نو")).to_be_visible()
    press(fresh, "z")
    for page in (fresh, other):
        expect(note(page, "دومِ نو")).to_have_count(0)
        expect(note(page, "دوم")).to_be_visible()
    press(fresh, "z")
    expect(note(other, "دوم")).to_have_count(0)
    fresh.locator("#toasts form button").last.click()
    expect(note(other, "دوم")).to_be_visible()
    press(fresh, "z")
    expect(note(other, "دوم")).to_have_count(0)
    press(fresh, "y")
    press(fresh, "y")
    expect(note(other, "دومِ نو")).to_be_visible()


def test_undo_and_redo_pressed_before_the_answer_wait_for_their_turn(fresh):
    revise(fresh, "دوم", "دومِ نو")
    revise(fresh, "یکم", "یکمِ نو")
    late(fresh, "**/undo/")
    late(fresh, "**/redo/")
    fresh.locator("h1").click()
    for letter in "zzzy":
        fresh.keyboard.press(f"Control+{letter}")
    for text, count in (("یکمِ نو", 0), ("دومِ نو", 0), ("دوم", 0), ("دوم", 1)):
        expect(note(fresh, text)).to_have_count(count)


def test_a_key_held_down_waits_for_each_answer(fresh):
    revise(fresh, "دوم", "دومِ نو")
    press(fresh, "z")
    undo, redo = Held(fresh, "**/undo/"), Held(fresh, "**/redo/")
    fresh.locator("h1").click()
    fresh.keyboard.press("Control+y")
    fresh.keyboard.down("Control")
    for _ in range(5):
        fresh.keyboard.down("z")
    fresh.keyboard.up("z")
    fresh.keyboard.up("Control")
    redo.expect_asked()
    redo.let_come()
    expect(note(fresh, "دومِ نو")).to_be_visible()
    undo.expect_asked()
    undo.let_come()
    expect(note(fresh, "دومِ نو")).to_have_count(0)
    fresh.wait_for_timeout(300)
    assert not undo.routes
    expect(note(fresh, "دوم")).to_be_visible()


def test_what_somebody_changed_since_is_not_undone(fresh, window):
    other = window("amina", "/")
    other.goto(fresh.url)
    revise(fresh, "یکم", "مالِ من")
    revise(other, "مالِ من", "مالِ او")
    expect(note(fresh, "مالِ او")).to_be_visible()
    press(fresh, "z")
    expect(fresh.locator("#toasts a")).to_have_attribute("href", re.compile(r"/activity/\?canvas=\d+&note=\d+"))
    expect(note(fresh, "مالِ او")).to_be_visible()


def test_slider_shows_the_canvas_as_it_was_and_takes_it_back(fresh, window):
    board = fresh.url
    other = window("amina", "/")
    other.goto(board)
    fresh.goto(f"{board}past/")
    sizes = fresh.locator(".moments label").evaluate_all("all => all.map((one) => getComputedStyle(one).fontSize)")
    assert len(sizes) == 2 and sizes[0] == sizes[1]
    slider = fresh.locator("#stop")
    slider.focus()
    fresh.keyboard.press("ArrowRight")  # towards the past, where it reads from the right
    expect(note(fresh, "دوم")).to_have_count(0)
    expect(note(fresh, "یکم")).to_be_visible()
    expect(slider).to_be_focused()
    assert "?seq=" in fresh.url
    fresh.locator("#after").click()
    expect(note(fresh, "دوم")).to_be_visible()
    fresh.go_back()
    expect(note(fresh, "دوم")).to_have_count(0)
    fresh.locator("[name=reason]").fill("دوباره از یکم")
    fresh.locator(".back form button").click()
    expect(fresh).to_have_url(board)
    for page in (fresh, other):
        expect(note(page, "یکم")).to_be_visible()
        expect(note(page, "دوم")).to_have_count(0)


def test_slider_ends_where_it_was_let_go_though_answers_come_late(fresh):
    fresh.set_viewport_size({"width": 390, "height": 844})
    fresh.goto(f"{fresh.url}past/")
    held, slider = Held(fresh, "**/past/?seq=*"), fresh.locator("#stop")
    place, value = slider.bounding_box(), int(slider.input_value())
    slider.focus()
    fresh.keyboard.press("ArrowRight")
    held.expect_asked()
    fresh.keyboard.press("ArrowRight")
    held.let_come()
    expect(note(fresh, "دوم")).to_have_count(0)
    expect(slider).to_have_value(str(value - 2))
    held.expect_asked()
    held.let_come()
    expect(note(fresh, "یکم")).to_have_count(0)
    expect(slider).to_have_value(str(value - 2))
    assert slider.bounding_box() == place


def test_what_is_asked_for_after_the_slider_was_moved_counts(fresh):
    fresh.goto(f"{fresh.url}past/")
    held, slider = Held(fresh, "**/past/?seq=*"), fresh.locator("#stop")
    value = int(slider.input_value())
    slider.focus()
    for _ in range(2):
        fresh.keyboard.press("ArrowRight")
    held.expect_asked()
    fresh.locator("#before").click()
    held.let_come()
    expect(note(fresh, "یکم")).to_have_count(0)
    held.expect_asked()
    held.let_come()
    expect(slider).to_have_value(str(value - 1))
    expect(note(fresh, "یکم")).to_be_visible()


def test_what_the_slider_passes_is_no_page_to_go_back_to(fresh):
    board = fresh.url
    fresh.goto(f"{board}past/")
    fresh.locator("#stop").focus()
    for text in ("دوم", "یکم"):
        fresh.keyboard.press("ArrowRight")
        expect(note(fresh, text)).to_have_count(0)
    shown = fresh.url
    fresh.go_back()
    expect(fresh).to_have_url(board)
    fresh.goto(shown)
    expect(fresh.locator("#stop")).to_be_visible()
    expect(note(fresh, "یکم")).to_have_count(0)


def test_an_act_of_many_lines_opens(window, shop):
    page = window("dariush", re.sub(r"canvases/.*", "activity/?verb=workspace.", shop))
    act = page.locator("details.act").first
    act.locator("summary").click()
    expect(act.locator(".lines .event")).to_have_count(2)
