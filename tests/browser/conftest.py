"""Real browsers on a real site: a window is one person on one server, in their own language."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from steps.chromium import NAMES

from canvas.demo import PASSWORD, email_of
from tests.browser.site import Site, demo_database

expect.set_options(timeout=8_000)
# A page is looked at for a moment: compiling its scripts to faster code takes longer than that code saves.
SCRIPTS = "--js-flags=--no-maglev --no-opt"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", SCRIPTS]
HERE = Path(__file__).parent
Window = Callable[..., Page]


def pytest_collection_finish(session: pytest.Session) -> None:
    """The demo takes a while: it is made while the tests that come before the browsers' run."""
    first = os.environ.get("PYTEST_XDIST_WORKER", "gw0") == "gw0"
    if first and any(item.path.parent == HERE for item in session.items):
        Thread(target=demo_database, daemon=True).start()


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """After everything that the browsers did, the record is whole and agrees with the tables."""
    site = Site()
    yield site
    verified = site.manage("verify_history", check=False)
    said = site.said()
    site.stop()
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "Traceback" not in said, said


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("BOOM_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


class SignedIn:
    """The cookies of somebody who signed in with the form, once. What the form looks like other tests see."""

    def __init__(self, site: Site, browser: Browser):
        self.site, self.browser, self.known = site, browser, {}

    def __call__(self, person: str) -> dict:
        if person not in self.known:
            self.known[person] = self.sign_in(person)
        return self.known[person]

    def forget(self, person: str) -> None:
        """Whoever comes next as this person signs in anew."""
        self.known.pop(person, None)

    def sign_in(self, person: str) -> dict:
        context, address = self.browser.new_context(), self.site.url("/accounts/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', context.request.get(address).text())[1]
        form = {"csrfmiddlewaretoken": token, "login": email_of(person), "password": PASSWORD}
        answer = context.request.post(address, form=form, max_redirects=0)
        assert answer.status == 302 and "/login" not in answer.headers["location"], answer.text()
        cookies = context.storage_state()
        context.close()
        return cookies


@pytest.fixture(scope="session")
def signed_in(site: Site, browser: Browser) -> SignedIn:
    return SignedIn(site, browser)


@pytest.fixture
def window(site: Site, browser: Browser, signed_in) -> Iterator[Window]:
    """window("dariush", "/w/1/", server="far", width=390, scheme="dark") opens a page and watches its console."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_window(person: str | None, path: str, *, server: str = "near", width: int = 1440, **options) -> Page:
        context = browser.new_context(
            storage_state=signed_in(person) if person else None,
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(f"{path}: {error}"))
        page.on("console", lambda message: "Content Security" in message.text and wrong.append(message.text))
        page.goto(site.url(path, server))
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert not wrong, wrong


@pytest.fixture(scope="session")
def shop(site: Site, browser: Browser, signed_in) -> str:
    """The path of the Persian bookshop's canvas."""
    context = browser.new_context(storage_state=signed_in("dariush"))
    page = context.new_page()
    page.goto(site.url("/"))
    page.get_by_role("link", name=re.compile("نوآوران")).first.click()
    path = page.locator("a[href*='/canvases/']", has_text=re.compile("کتاب")).first.get_attribute("href")
    context.close()
    return path
