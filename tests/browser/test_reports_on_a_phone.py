"""The strategy and its audit on the narrowest phone: what is read stands in line, what is pressed is large enough."""

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
