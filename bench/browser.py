"""A page in Chromium: what a first and a repeat visit fetch, and when it can be used on a slow phone."""

import shutil

from playwright.sync_api import BrowserContext, sync_playwright

SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
CPU_SLOWDOWN = 4
# Ours and htmx's scripts have run when DOMContentLoaded has ended; the board can be seen at its largest paint.
USABLE = """() => new Promise((done) => new PerformanceObserver((list) => {
  const loaded = performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd;
  done(Math.max(loaded, list.getEntries().at(-1).startTime));
}).observe({ type: "largest-contentful-paint", buffered: true }))"""


def chromium() -> str | None:
    """A whole browser, as people have it, else the headless shell; else Playwright's own."""
    return next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-headless-shell"))), None)


def visits(url: str, session: str) -> dict[str, float]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        context = _signed_in(browser.new_context(), url, session)
        first, repeat = _visit(context, url)[0], _visit(context, url)[0]
        slow = _visit(_signed_in(browser.new_context(), url, session), url, slow=True)[1]
        browser.close()
    return {"first_visit_bytes": first, "repeat_visit_bytes": repeat, "usable_ms": round(slow)}


def _signed_in(context: BrowserContext, url: str, session: str) -> BrowserContext:
    context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
    return context


def _visit(context: BrowserContext, url: str, slow: bool = False) -> tuple[int, float]:
    """The bytes that came over the wire, headers too, and the milliseconds until the page can be used."""
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    fetched: list[int] = []
    devtools.on("Network.loadingFinished", lambda event: fetched.append(event["encodedDataLength"]))
    if slow:
        devtools.send("Network.emulateNetworkConditions", SLOW_4G)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    page.goto(url, wait_until="load")
    page.wait_for_timeout(1000)
    usable = page.evaluate(USABLE)
    page.close()
    return int(sum(fetched)), usable
