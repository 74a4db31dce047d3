"""A team grows and shrinks: an invitation's link goes from one browser to another; forms sent twice act once."""

from playwright.sync_api import expect

from tests.browser.board import Held
from tests.browser.team import ask_for_link, come_in, copy_link, make_link, open_team, path_of, put_out


def test_link_lets_one_person_in_who_can_be_removed_again(window):
    amina = window("amina", "/")
    open_team(amina)
    link = make_link(amina)
    guest = window(None, path_of(link), locale="fa-IR")
    assert link.rsplit("/", 2)[1] not in guest.url
    expect(guest.locator(".card")).to_contain_text("نوآوران")
    come_in(guest, "sara")
    second = window("omar", path_of(link))
    expect(second.locator("form[action='/invitation/accept/']")).to_have_count(0)

    amina.locator(".buttons a[href$='/members/']").click()
    put_out(amina, "sara")
    guest.reload()
    expect(guest.locator(".tabs a")).to_have_count(0)


def test_copying_is_offered_when_its_script_is_here(window):
    amina = window("amina", "/")
    open_team(amina)
    held = Held(amina, "**/copy*.js")
    ask_for_link(amina)
    button = amina.locator("[data-copies]")
    expect(button).to_be_disabled()
    held.expect_asked()
    held.let_come()
    expect(button).to_be_enabled()
    assert copy_link(amina).startswith("http")


def test_coming_back_to_a_form_is_a_new_wish_and_a_double_click_is_one(window):
    page = window("omar", "/w/new/")
    for name in ("One of Omar's", "Another of Omar's"):
        page.fill("[name=name]", name)
        page.locator("main form button.primary").dblclick()
        expect(page.locator("h1")).to_have_text(name)
        page.go_back()
        page.wait_for_url("**/w/new/")
    page.goto(page.url.replace("/w/new/", "/"))
    expect(page.get_by_role("heading", name="of Omar's")).to_have_count(2)
