"""Where nobody chose a time zone, the browser's is offered: for a new program, for a new person, on the profile."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize(
    ("device", "offered"),
    [("Asia/Riyadh", "Asia/Riyadh"), ("Asia/Calcutta", "Asia/Kolkata"), ("UTC", "Asia/Tehran")],
)
def test_a_new_program_begins_with_the_browsers(window, device, offered):
    page = window("nadia", "/programs/new/", timezone_id=device)
    expect(page.locator("[name=time_zone]")).to_have_value(offered)


def test_what_was_chosen_stays(window):
    page = window("nadia", "/programs/new/", timezone_id="Asia/Riyadh")
    for name, text in {"name": "پاییز", "begins_on": "2026-10-02", "ends_on": "2026-10-01"}.items():
        page.fill(f"[name={name}]", text)
    page.locator("[name=time_zone]").select_option("Africa/Cairo")
    page.locator("main form button.primary").click()
    expect(page.locator("main .errorlist")).to_be_visible()
    expect(page.locator("[name=time_zone]")).to_have_value("Africa/Cairo")


def test_a_new_workspace_begins_with_the_browsers(window):
    page = window("nadia", "/w/new/", timezone_id="Asia/Riyadh")
    expect(page.locator("[name=time_zone]")).to_have_value("Asia/Riyadh")


def test_who_signs_up_reads_by_the_browsers_clock(window):
    page = window(None, "/accounts/signup/", timezone_id="Asia/Riyadh")
    expect(page.locator("[name=time_zone]")).to_have_value("Asia/Riyadh")


def test_the_profile_offers_it_to_who_chose_none(window):
    page = window("nadia", "/profile/", timezone_id="Asia/Riyadh")
    offer = page.locator("[data-zone-for]")
    expect(offer).to_contain_text("عربستان سعودی")
    offer.click()
    expect(page.locator("[name=time_zone]")).to_have_value("Asia/Riyadh")
    expect(offer).to_be_hidden()
