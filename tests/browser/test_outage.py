"""The database away: the site says so, and comes back by itself."""

import os
import signal
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.board import add_note, note, open_editor, save


def kill_database(site) -> None:
    pid = int((Path(site.data) / "postgres/postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGQUIT)  # an immediate shutdown: no checkpoint, every connection cut


def start_database(site) -> None:
    site.manage("check")


def test_an_outage_is_told_and_loses_nothing(window, shop, site):
    page = window("dariush", shop)
    add_note(page, "channels", "پیش از خاموشی")
    area = open_editor(page, "پیش از خاموشی")
    area.fill("نوشته‌شده در خاموشی")
    kill_database(site)
    save(area)
    expect(page.locator(".toast").last).to_be_visible()
    expect(area).to_have_value("نوشته‌شده در خاموشی")
    away = page.context.request.get(site.url(shop))
    assert away.status == 503
    assert away.headers["retry-after"]
    assert 'lang="' in away.text()
    start_database(site)
    save(area)
    expect(note(page, "نوشته‌شده در خاموشی").locator(".text")).to_be_visible()
    again = window("amina", shop)
    expect(note(again, "نوشته‌شده در خاموشی")).to_be_visible()
    add_note(again, "channels", "پس از خاموشی")
    expect(note(page, "پس از خاموشی")).to_be_visible(timeout=20_000)
    site.forgive()
