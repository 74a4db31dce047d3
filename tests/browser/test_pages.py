"""Every page, in every language: nothing that axe finds, nothing wider than a small phone, rows that are
even, and room between.

The contrast of colours, half of what axe does, depends on no language: it is judged on every page in the light, and in
the dark on one page as a phone shows it, on the next as a wide screen does.
"""

import re

import pytest
from playwright.sync_api import Page

from canvas.demo import PASSWORD, email_of
from tests.browser.axe import AXE, faults
from tests.browser.pages import FILES, MANAGER, MEMBER, TEAM, VISITOR
from tests.browser.rows import uneven

WIDE, SMALLEST = 1280, 320
WAYS = [("fa", WIDE, "light"), ("ar", SMALLEST, "dark"), ("en", WIDE, "dark")]


BRING = """
from django.utils import timezone
from accounts.models import User
from canvas.models import Canvas
from exports.document.placing import import_canvas
from exports.document.taking import checked
from exports.document.writing import document_of, written
from record.acting import Actor
from workspaces.models import Membership
canvas, amina = Canvas.objects.get(pk={canvas}), User.objects.get(email="{email}")
elsewhere = Membership.objects.get(user=amina, role=30, removed_at=None, workspace__name="المبتكرون").workspace
file = written(document_of(canvas, timezone.now(), amina, history=True))
print("brought", elsewhere.pk, import_canvas(checked(file), elsewhere, Actor(amina.pk)).pk)
"""


@pytest.fixture(scope="session")
def brought(site, shop) -> dict[str, str]:
    """A canvas that came from a file with its history, into a workspace that is not looked at otherwise."""
    _w, canvas = re.findall(r"\d+", shop)
    said = site.manage("shell", "-c", BRING.format(canvas=canvas, email=email_of("amina"))).stdout
    workspace, canvas = re.search(r"brought (\d+) (\d+)", said).groups()
    return {"bw": workspace, "bc": canvas}


@pytest.fixture(scope="session")
def named(site, browser, signed_in, shop, brought) -> dict[str, str]:
    """What to fill into the paths: a canvas of the demo, one of its notes and segments; one that was brought in."""
    context = browser.new_context(storage_state=signed_in("amina"))
    page = context.new_page()
    page.goto(site.url(shop))
    w, c = re.findall(r"\d+", shop)
    note, segment = (page.locator(row).first.get_attribute("data-id") for row in (".note[id^=note-]", ".note.segment"))
    context.close()
    return {"w": w, "c": c, "n": note, "s": segment, **brought}


@pytest.fixture(scope="session")
def program(site, browser, signed_in) -> dict[str, str]:
    """The demo's program, and one of its startups with what it submitted."""
    context = browser.new_context(storage_state=signed_in("nadia"))
    page = context.new_page()
    page.goto(site.url("/programs/"))
    page.goto(site.url(page.locator("main a[href^='/p/']").first.get_attribute("href")))
    submitted = page.locator("a[href*='/submissions/']").last.get_attribute("href")
    p, e, u = re.findall(r"\d+", submitted)[:3]
    context.close()
    return {"p": p, "e": e, "u": u}


def read_in(page: Page, language: str) -> None:
    """Change the language as people do, with the switch that stands on every page."""
    page.locator(f"form[action='/language/'] [name=language][value={language}]").first.evaluate(
        "button => button.form.requestSubmit(button)"
    )
    page.wait_for_function("language => document.documentElement.lang === language", arg=language)


def judge_all(page: Page, site, paths: list[str], language: str) -> dict[str, list[str]]:
    """What is wrong, by path."""
    found = {}
    for place, path in enumerate(paths):
        colours = language != ("ar", "en")[place % 2]  # the two that are dark, in turn
        found[path] = judge(page, site.url(path), language, colours)
    return {path: wrong for path, wrong in found.items() if wrong}


def judge(page: Page, url: str, language: str, colours: bool) -> list[str]:
    page.goto(url)
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("html").get_attribute("dir") == ("ltr" if language == "en" else "rtl")
    wide = page.evaluate("document.documentElement.scrollWidth")
    too_wide = [f"{wide} px wide"] if wide > page.viewport_size["width"] else []
    return faults(page, contrast=colours) + too_wide + uneven(page)


@pytest.mark.parametrize(("language", "width", "scheme"), WAYS)
def test_pages_of_a_visitor(window, site, language, width, scheme):
    page = window(None, "/", width=width, color_scheme=scheme)
    read_in(page, language)
    page.add_init_script(AXE)
    assert judge_all(page, site, VISITOR, language) == {}


@pytest.mark.parametrize(("language", "width", "scheme"), WAYS)
def test_pages_of_a_member(window, site, named, language, width, scheme):
    page = window("amina", "/accounts/reauthenticate/?next=/", width=width, color_scheme=scheme)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(site.url("/"))
    read_in(page, language)
    page.add_init_script(AXE)
    paths = [path.format(**named) for path in MEMBER]
    try:
        assert judge_all(page, site, paths, language) == {}
    finally:
        page.goto(site.url("/"))
        read_in(page, "ar")


@pytest.mark.parametrize(("language", "width", "scheme"), WAYS)
def test_pages_of_a_program(window, site, program, language, width, scheme):
    page = window("nadia", "/", width=width, color_scheme=scheme)
    read_in(page, language)
    page.add_init_script(AXE)
    paths = [path.format(**program) for path in MANAGER]
    try:
        assert judge_all(page, site, paths, language) == {}
    finally:
        page.goto(site.url("/"))
        read_in(page, "fa")


@pytest.mark.parametrize(("language", "width", "scheme"), WAYS)
def test_pages_of_a_team_in_a_program(window, site, program, language, width, scheme):
    page = window("amina", "/", width=width, color_scheme=scheme)
    page.goto(site.url("/programs/"))
    team = page.locator("main a[href^='/w/']", has_text="نوآوران").first.get_attribute("href")
    page.goto(site.url(team))
    e = re.findall(r"\d+", page.locator("main tbody a").first.get_attribute("href"))
    page.goto(site.url(f"/w/{e[0]}/programs/{e[1]}/"))
    u = re.findall(r"\d+", page.locator("a[href*='/submissions/']:not([href*='new'])").first.get_attribute("href"))
    read_in(page, language)
    page.add_init_script(AXE)
    paths = [path.format(w=u[0], e=u[1], u=u[2]) for path in TEAM]
    try:
        assert judge_all(page, site, paths, language) == {}
    finally:
        page.goto(site.url("/"))
        read_in(page, "ar")


@pytest.mark.parametrize("person", FILES)
def test_files_of_the_demo(site, browser, signed_in, named, program, person):
    context = browser.new_context(storage_state=signed_in(person))
    paths = {path: site.url(path.format(**named, **program)) for path in FILES[person]}
    asked = {path: context.request.get(address) for path, address in paths.items()}
    wrong = {path: answer.status for path, answer in asked.items() if answer.status != 200 or not answer.body()}
    assert wrong == {} and not [path for path, answer in asked.items() if "html" in answer.headers["content-type"]]
    context.close()
