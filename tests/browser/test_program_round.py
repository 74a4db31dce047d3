"""A whole round, as people live it: a startup joins and submits, reviewers are blind to each other, the results are
released, the team answers, the second review begins with what changed, and the team leaves."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import add_note
from tests.browser.team import path_of

LEVELS = {"bazbin": 2, "murajia": 0}
SAID = {"bazbin": "بخش‌ها روشن‌اند.", "murajia": "القيمة غير واضحة."}
ASKED = {"bazbin": "از کجا می‌دانید؟", "murajia": "وماذا عن التكلفة؟"}
ANSWERED, FRESH = "با هشت مشتری حرف زدیم.", "گروه مشتریان نخستین"
LATE = "هنوز می‌نویسم"
AS_BY_A_NEW_STREAM = "htmx.trigger('#reviews', 'fresh')"


@pytest.fixture
def made(site) -> dict:
    """A program of its own, so that a round can be lived again."""
    done = site.manage("shell", "-c", "from tests.browser.cohort import seed; seed()")
    return json.loads(done.stdout.splitlines()[-1])


class Round:
    """Everybody's window on the same program."""

    def __init__(self, window, site, made: dict):
        self.site, self.made = site, made
        self.program, self.team = f"/p/{made['program']}/", f"/w/{made['workspace']}/"
        self.modir, self.bazbin, self.murajia, self.mahsa = (
            window(who, "/programs/", server=server)
            for who, server in (("modir", "near"), ("bazbin", "near"), ("murajia", "far"), ("mahsa", "far"))
        )

    def go(self, page: Page, path: str) -> None:
        server = "near" if page in (self.modir, self.bazbin) else "far"
        page.goto(self.site.url(path, server))

    def startup(self, page: Page):
        """What is about the fortieth startup on a page of the program."""
        return page.locator("main tr", has_text=self.made["startup"])


@pytest.fixture
def round_(window, site, made) -> Round:
    return Round(window, site, made)


def join(it: Round) -> None:
    it.go(it.modir, f"{it.program}invitations/new/?whom=startup")
    it.modir.locator("[name=way][value=link]").check()
    it.modir.locator("form.invite button.primary").click()
    it.go(it.mahsa, path_of(it.modir.locator("#link").inner_text()))
    expect(it.mahsa.locator(".sees")).to_be_visible()
    it.mahsa.locator(f"main a[href^='{it.team}']").click()
    it.mahsa.get_by_label(it.made["startup"]).check()
    it.mahsa.locator("main form button.primary").click()
    it.mahsa.wait_for_url(re.compile(r"/programs/\d+/$"))
    it.home = re.sub(r"^https?://[^/]+", "", it.mahsa.url)


def submit(it: Round, place: int) -> str:
    """For the first or the second round; answers the path of what the staff read."""
    it.go(it.mahsa, it.home)
    it.mahsa.locator("a[href*='/submissions/new/']").nth(place).click()
    it.mahsa.locator("[name=note]").fill("ببینید")
    it.mahsa.locator("main form button.primary").click()
    it.mahsa.wait_for_url(re.compile(r"/submissions/\d+/$"))
    enrolment, submission = re.findall(r"\d+", it.mahsa.url.split("/programs/")[1])
    return f"{it.program}startups/{enrolment}/submissions/{submission}/"


def assign(it: Round) -> None:
    """Both reviewers for the fortieth by hand; the others evenly."""
    it.go(it.modir, f"{it.program}assignments/")
    card = it.startup(it.modir)
    for name in ("بهرام", "سلمى"):
        card.get_by_label(name).check()
    card.get_by_role("button").first.click()
    it.modir.locator("[name=each]").fill("۲")
    it.modir.locator("form[action$='/spread/'] button").click()
    expect(it.modir.locator(".loads .person .soft")).to_have_text([re.compile("^۲[۶۷] ")] * 3)
    expect(it.modir.locator(".assigned .chip.warn")).to_have_count(0)
    loads = [int(n) for n in it.modir.locator(".loads .person .soft").evaluate_all(LOADS)]
    assert sum(loads) == 2 * 40


LOADS = "rows => rows.map(row => row.textContent.match(/[۰-۹]+/)[0].replace(/[۰-۹]/g, d => '۰۱۲۳۴۵۶۷۸۹'.indexOf(d)))"
CHOOSE = """(page, level) => page.querySelectorAll('.criterion fieldset, .criterion .field').forEach(
    field => field.querySelectorAll('input[type=radio]')[level]?.click())"""


def write(it: Round, who: str, submission: str, *, submit: bool) -> None:
    """A remark, then scores, a summary and a verdict, as a draft or for good."""
    page = getattr(it, who)
    it.go(page, f"{submission}review/")
    if not page.locator("aside .remarks, .drawer .remarks").count():
        page.locator(".remark-form [name=text]").fill(ASKED[who])
        page.locator(".remark-form button.primary").click()
        expect(page.locator(".remarks")).to_contain_text(ASKED[who])
    page.locator("form.review").evaluate(CHOOSE, LEVELS[who])
    page.locator("form.review [name=summary]").fill(SAID[who])
    page.locator("form.review [name=verdict][value=changes]").check()
    page.locator("form.review .buttons button").nth(1 if submit else 0).click()  # Enter presses the first
    page.wait_for_url(re.compile(r"/reviews/$" if submit else r"/review/#verdict$"))


def reads(it: Round, who: str, path: str) -> str:
    page = getattr(it, who)
    it.go(page, path)
    return page.locator("main").inner_text()


def review_blind(it: Round, submission: str) -> None:
    """The draft of one is read by nobody, and what the other submitted not by whoever still writes."""
    reviews = f"{submission}reviews/"
    write(it, "bazbin", submission, submit=True)
    write(it, "murajia", submission, submit=False)
    expect(it.murajia.locator("html")).to_have_attribute("lang", "ar")
    for who, own, other in (("bazbin", True, "murajia"), ("murajia", False, "bazbin")):
        told = reads(it, who, reviews)
        assert SAID[other] not in told and ASKED[other] not in told
        assert (SAID[who] in told) is own
    write(it, "murajia", submission, submit=True)
    for who in SAID:
        told = reads(it, who, reviews)
        assert all(said in told for said in (*SAID.values(), *ASKED.values()))
    expect(it.murajia.locator("tr.apart").first).to_be_visible()


def release(it: Round, theirs: str) -> None:
    told = reads(it, "mahsa", theirs)
    assert not any(said in told for said in (*SAID.values(), *ASKED.values()))
    it.go(it.modir, f"{it.program}results/")
    row = it.startup(it.modir).first
    row.get_by_role("button").click()
    expect(row.locator("[popover] .menu-title")).to_contain_text(it.made["startup"])
    row.locator("[popover] button").click()
    expect(it.startup(it.modir).first.locator(".chip.ok")).to_be_visible()
    told = reads(it, "mahsa", theirs)
    assert all(said in told for said in (*SAID.values(), *ASKED.values()))
    assert "بازبین ۱" in told and not any(name in told for name in ("بهرام", "سلمى"))


def answer(it: Round) -> None:
    remark = it.mahsa.locator(".remarks li", has_text=ASKED["bazbin"])
    remark.locator("summary").click()
    remark.locator("[name=text]").fill(ANSWERED)
    remark.locator("[name=done]").check()
    remark.locator("form button.primary").click()
    expect(it.mahsa.locator(".remarks li", has_text=ASKED["bazbin"]).locator(".answer .chip.ok")).to_be_visible()


def leave_while_answering(it: Round, theirs: str, other: Page) -> None:
    """What is being written stays though its page is drawn anew, where nobody answers any more; closed, it goes."""
    it.go(it.mahsa, theirs)
    answering = it.mahsa.locator(".remarks li", has_text=ASKED["murajia"]).locator("details.answering")
    answering.locator("summary").click()
    answering.locator("[name=text]").fill(LATE)
    other.locator("[popovertarget=leave]").click()
    other.locator("#leave button").click()
    other.wait_for_url(re.compile(r"/programs/$"))
    it.mahsa.evaluate(AS_BY_A_NEW_STREAM)
    expect(it.mahsa.locator("details.answering")).to_have_count(1)
    expect(answering.locator("[name=text]")).to_have_value(LATE)
    expect(answering.locator("[name=text]")).to_be_focused()
    answering.locator("summary").click()
    it.mahsa.evaluate(AS_BY_A_NEW_STREAM)
    expect(it.mahsa.locator("details.answering")).to_have_count(0)


def test_a_whole_round(round_, made, window):
    it = round_
    join(it)
    first = submit(it, 0)
    theirs = re.sub(r"^https?://[^/]+", "", it.mahsa.url)
    assign(it)
    review_blind(it, first)
    release(it, theirs)
    answer(it)
    assert ANSWERED in reads(it, "bazbin", f"{first}reviews/")

    it.go(it.mahsa, f"{it.team}canvases/{made['canvas']}/")
    add_note(it.mahsa, "channels", FRESH)
    second = submit(it, 1)
    changed = reads(it, "bazbin", second)
    assert FRESH in changed and made["note"] not in changed
    assert made["note"] in reads(it, "bazbin", f"{second}?view=board")

    it.go(it.modir, it.program)
    expect(it.startup(it.modir).locator(".chip.ok")).to_have_count(2)
    expect(it.modir.locator("main tbody tr")).to_have_count(40)
    done = reads(it, "modir", f"{it.program}activity/")
    assert f"نتیجه را به {made['startup']} اعلام کرد" in done.replace("\u2068", "").replace("\u2069", "")
    assert not any(said in done for said in (*SAID.values(), *ASKED.values()))

    leave_while_answering(it, theirs, window("mahsa", it.home))
