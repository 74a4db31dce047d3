"""Words that no line breaks, as long as people may type them, make neither a table nor a block wider than its place;
and where it is narrow, words of ours are not broken."""

import pytest
from django.template.loader import render_to_string

from accounts.reading import Reading

LONG = "all => all.forEach(each => { each.textContent = 'y'.repeat(80); })"


@pytest.mark.parametrize(
    ("path", "named"),
    [("numbers/", ".costs :is(th [dir], td bdi)"), ("audit/", ".audit :is(th bdi, td [dir])")],
    ids=["numbers", "audit"],
)
def test_in_a_table(window, shop, path, named):
    page = window("dariush", shop + path)
    page.locator(named).evaluate_all(LONG)
    for width in (1440, 768, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_in_a_block_that_says_what_is_established(window, shop):
    page = window("dariush", shop)
    standing = page.locator("#established")
    standing.evaluate("section => { section.style.inlineSize = '7rem'; }")
    widths = standing.locator(".chip").evaluate_all("chips => chips.map(chip => chip.getBoundingClientRect().width)")
    assert widths and max(widths) <= standing.bounding_box()["width"]


def test_of_a_segment_beside_its_dot_on_a_note(window, shop):
    page = window("dariush", shop)
    names = page.locator(".block .note .meta > .dot + bdi")
    names.evaluate_all("all => all.forEach(each => { each.textContent = 'a segment with a long name '.repeat(3); })")
    above = "all => all.filter(each => each.offsetTop > each.previousElementSibling.offsetTop + 9).length"
    assert names.count() > 5 and names.evaluate_all(above) == 0


BROKEN = """all => {
  const range = document.createRange();
  return all.flatMap(each => [...each.firstChild.data.matchAll(/[\\p{L}\\p{M}\u200c]+/gu)].filter(word => {
    range.setStart(each.firstChild, word.index);
    range.setEnd(each.firstChild, word.index + word[0].length);
    return range.getBoundingClientRect().height > 30;
  }).map(word => word[0]));
}"""


def test_of_ours_that_counts_what_serves_a_goal_stays_whole(window, shop):
    page = window("dariush", shop + "relationships/?view=goals", width=320)
    sums = page.locator(".goal-sum > .chip + span")
    assert sums.count() == 3 and sums.evaluate_all(BROKEN) == []


def test_of_ours_that_names_a_column_of_a_file_stays_whole(window, shop):
    page = window("amina", shop + "notes/import/", width=768)
    page.fill("main textarea", "block,text\nnowhere,a")
    page.locator("main form .primary").click()
    columns = page.locator("#problems td:nth-child(2)")
    columns.first.wait_for()
    assert columns.evaluate_all(BROKEN) == []


def test_of_ours_that_names_a_role_stays_whole_beside_a_long_address(window, shop):
    team = shop.split("canvases/")[0]
    page = window("amina", team + "invitations/new/")
    page.locator("[name=way][value=email]").check()
    page.fill("[name=email]", "somebody.with.a.very.long.address@some-university.example.org")
    page.locator("main form button.primary").click()
    page.goto(page.url.partition("/w/")[0] + team + "members/")
    roles = page.locator("#invitations-title").locator("xpath=../..").locator("tbody td:nth-child(2)")
    for width in (1440, 768):
        page.set_viewport_size({"width": width, "height": 900})
        assert roles.count() and roles.evaluate_all(BROKEN) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_in_a_mail_an_address_ends_where_its_sheet_does(browser):
    """And begins where the page begins to read, below its button."""
    page = browser.new_page(viewport={"width": 360, "height": 700})
    known = {
        "reading": Reading.of(None, "ar"),
        "text": "x",
        "address": f"https://boom.example/{'7' * 90}",
        "label": "x",
    }
    page.set_content(render_to_string("accounts/letter.html", known))
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    button, address = (page.locator(part).evaluate(RIGHT) for part in (".button", ".soft > bdi"))
    page.close()
    assert abs(button - address) < 1


RIGHT = "part => part.getBoundingClientRect().right"
DELIVERY = """main => { main.innerHTML = `<section class="card"><table class="deliveries"><tbody><tr>
    <th scope="row"><code dir="ltr">relationship.revise</code></th>
    <td><span class="chip warn">The secret can't be read any more: remove it and add another</span></td>
    <td class="soft">30 November 2026, 10:31</td></tr></tbody></table></section>`; }"""


def test_what_became_of_a_delivery_takes_two_lines_before_it_breaks_a_verb(window, shop):
    page = window("amina", shop.split("canvases/")[0] + "webhooks/")
    page.locator("main").evaluate(DELIVERY)
    for width in (768, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator("main code").evaluate("code => code.getClientRects().length") == 1
        chip, card = page.locator("main .chip").bounding_box(), page.locator("main .card").bounding_box()
        assert card["x"] < chip["x"] and chip["x"] + chip["width"] < card["x"] + card["width"]
