"""The strategy, its audit and the matrix on a phone: what is read stands in line, what is pressed is large enough."""

from playwright.sync_api import expect

PHONE = {"width": 320, "has_touch": True, "is_mobile": True}


def test_what_the_audit_lists_stands_in_line(window, shop):
    page = window("dariush", shop + "audit/", **PHONE)
    for table in ("audit-matrix", "audit-numbers"):
        cells = page.locator(f"[aria-labelledby={table}] td[data-label]")
        starts = cells.evaluate_all(
            """all => all.map(cell => {
              const said = document.createRange();
              said.selectNodeContents(cell);
              return Math.round(said.getBoundingClientRect().right);
            })"""
        )
        assert len(starts) > 8 and len(set(starts)) == 1, starts
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_words_and_deeds_keep_their_bars(window, shop):
    page = window("dariush", shop + "strategy/", **PHONE)
    bars = page.locator(".deed svg.share").evaluate_all("all => all.map(bar => bar.getBoundingClientRect().width)")
    assert bars and min(bars) > 60, bars
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_links_below_a_decision_can_be_pressed_with_a_finger(window, shop):
    page = window("dariush", shop + "strategy/", **PHONE)
    expect(page.locator(".advice > header a")).to_be_visible()
    heights = page.locator(".ways a, .foot-link a, .advice > header a").evaluate_all(
        "all => all.map(link => link.getBoundingClientRect().height)"
    )
    assert heights and min(heights) >= 44, heights


BOXES = """all => all.map(cell => {
  const {top, left, right, height} = cell.getBoundingClientRect();
  return [top, left, right, height];
})"""


def test_kinds_without_a_relationship_stand_side_by_side(window, shop):
    """And what is written of the others goes no further than their card. Segments that have nearly all by now, from
    other tests, have nothing to put side by side."""
    page = window("dariush", shop + "relationships/", width=390, has_touch=True, is_mobile=True)
    rows = page.locator(".matrix tbody tr")
    expect(rows).not_to_have_count(0)
    empty = [row.locator(".cell:not([data-filled]) .open").evaluate_all(BOXES) for row in rows.all()]
    several = [kinds for kinds in empty if len(kinds) > 1]
    assert several and all(len({top for top, *_ in kinds}) < len(kinds) for kinds in several), several
    every = rows.locator(".cell .open").evaluate_all(BOXES)
    assert all(left >= 0 and right <= 390 and height >= 44 for _, left, right, height in every), every
