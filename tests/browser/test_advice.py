"""Advice as two people see it: set aside by one, seen by the other at once; its action opens the right place."""

import re

import pytest
from playwright.sync_api import expect

from canvas.demo import email_of

SEED = """
from accounts.models import User
from canvas.models import Canvas, Segment
from record.acting import Actor
from relationships.models import Relationship
by = User.objects.get(email="{email}").pk
canvas = Canvas.objects.get(pk={canvas})
segment = Segment.objects.add_to(canvas, Actor(by), name="مشتریان آزمون", customers=10, value=100, margin="0.5")
def fill(kind, **fields):
    row = Relationship.objects.in_cell(canvas, segment, kind)
    row.revise(row.version, Actor(by), **fields)
fill("dedicated", state="established", expected=2, text="همراه هر مشتری", customer_cost=60, channels=["phone"])
fill("social", expected=3)
print("segment", segment.pk)
"""


@pytest.fixture(scope="module")
def advised(site, shop) -> tuple[str, str]:
    """The path of the shop's advice about a segment whose dedicated assistance costs more than it brings."""
    canvas = re.findall(r"\d+", shop)[1]
    said = site.manage("shell", "-c", SEED.format(email=email_of("dariush"), canvas=canvas)).stdout
    segment = re.search(r"segment (\d+)", said)[1]
    return f"{shop}advice/?segment={segment}", segment


def test_set_aside_by_one_and_seen_by_the_other(window, advised):
    path, segment = advised
    gap = f"#finding-gap-segment-{segment}"
    dariush, layla = window("dariush", path), window("layla", path, server="far")
    expect(layla.locator(gap)).to_have_attribute("data-severity", "serious")
    expect(layla.locator(f"{gap} a[href*=dismissal]")).to_have_count(0)
    layla.locator("#advice details summary").first.click()
    dariush.locator(f"{gap} a[href*=dismissal]").click()
    sheet = dariush.locator("#sheet")
    expect(sheet.locator("textarea")).to_be_focused()
    sheet.locator("button.primary").click()
    expect(sheet.locator(".errors")).to_be_visible()
    sheet.locator("textarea").fill("مشتریان ما در شبکه‌ها نیستند")
    sheet.locator("button.primary").click()
    expect(sheet).to_be_hidden()
    for page in (dariush, layla):
        expect(page.locator(f"section[aria-labelledby=aside-title] {gap}")).to_contain_text("در شبکه‌ها نیستند")
    expect(layla.locator("#advice details").first).to_have_attribute("open", "")
    dariush.locator(f"{gap} form button").click()
    for page in (dariush, layla):
        expect(page.locator(f"section[aria-labelledby=severity-serious] {gap}")).to_be_visible()


def test_its_numbers_and_its_action_open_the_right_place(window, advised):
    path, segment = advised
    page = window("dariush", path)
    dear = page.locator("[id^=finding-too-dear-]")
    dear.locator("summary").press("Enter")
    dear.locator(f"dd a[href$='/segments/{segment}/editor/']").press("Enter")
    expect(page.locator("#sheet [name=name]")).to_have_value("مشتریان آزمون")
    page.keyboard.press("Escape")
    expect(page.locator("#sheet")).to_be_hidden()
    dear.locator(f".buttons a[href$='/relationships/{segment}/dedicated/editor/']").press("Enter")
    expect(page.locator("#sheet textarea[name=text]")).to_have_value("همراه هر مشتری")


def test_everything_works_without_script(window, advised):
    path, segment = advised
    page = window("dariush", path, java_script_enabled=False)
    gap = f"#finding-gap-segment-{segment}"
    page.locator(f"{gap} a[href*=dismissal]").click()
    page.locator("main textarea").fill("چون")
    page.locator("main form[action$='/dismiss/'] button.primary").click()
    expect(page.locator(f"section[aria-labelledby=aside-title] {gap}")).to_contain_text("چون")
    page.locator(f"{gap} form button").click()
    expect(page.locator(f"section[aria-labelledby=severity-serious] {gap}")).to_be_visible()


CHANGE = """
from accounts.models import User
from canvas.models import Canvas, Segment
from record.acting import Actor
from relationships.models import Relationship
by, canvas = User.objects.get(email="{email}").pk, Canvas.objects.get(pk={canvas})
for name in {removed}:
    segment = canvas.segments.present().get(name=name)
    segment.remove(segment.version, Actor(by))
for name in {added}:
    segment = Segment.objects.add_to(canvas, Actor(by), name=name)
    row = Relationship.objects.in_cell(canvas, segment, "social")
    row.revise(row.version, Actor(by), state="established", expected=1)
"""


LISTS = {"advice/": "segment", "what-if/": "move0-relationship"}


def test_lists_of_segments_follow_and_keep_what_was_chosen(site, window, shop):
    def change(added=(), removed=()):
        canvas = re.findall(r"\d+", shop)[1]
        said = CHANGE.format(email=email_of("dariush"), canvas=canvas, added=added, removed=removed)
        site.manage("shell", "-c", said)

    change(added=["نخستین", "دومین"])
    lists = [window("layla", shop + path).locator(f"select[name={field}]") for path, field in LISTS.items()]
    chosen = [choices.locator("option", has_text="دومین").get_attribute("value") for choices in lists]
    for choices, value in zip(lists, chosen, strict=True):
        choices.select_option(value)
    change(added=["سومین"], removed=["نخستین"])
    for choices, value in zip(lists, chosen, strict=True):
        expect(choices.locator("option", has_text="سومین")).to_have_count(1)
        expect(choices.locator("option", has_text="نخستین")).to_have_count(0)
        expect(choices).to_have_value(value)
    change(removed=["دومین", "سومین"])
    for choices in lists:
        expect(choices.locator("option", has_text="دومین")).to_have_count(0)
        expect(choices).to_have_value("")
