"""What axe finds on a page."""

import json

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# Style sheets are not fetched once more: only the rule about a locked orientation wants them, and no style names one.
OPTIONS = {"resultTypes": ["violations"], "preload": False}
# axe reads each colour anew from its text, which is a fifth of its work; here it remembers those that it has read.
REMEMBER = """
(() => {
  const {Color} = axe.commons.color, read = Color.prototype.parseString, known = new Map();
  Color.prototype.parseString = function (text) {
    if (!known.has(text)) known.set(text, read.call(new Color(), text));
    const {r, g, b, alpha} = known.get(text);
    return Object.assign(this, {r, g, b, alpha});
  };
})();
"""
AXE = AXE_SCRIPT + REMEMBER
# Joined letters look like the ligatures of an icon font to axe, and it leaves the contrast of such fonts unjudged: of
# every third Persian text. We have no icon font, and say so: of each font, three texts were looked at, and none is one.
RUN = f"""contrast => {{
  axe._cache.set("fonts", new Proxy({{}}, {{get: () => ({{occurrences: 3, numLigatures: 0}})}}));
  const rules = {{"color-contrast": {{enabled: contrast}}}};
  return axe.run({{...{json.dumps(OPTIONS)}, rules}}).then(found => found.violations);
}}"""


def faults(page: Page, *, contrast: bool = True) -> list[str]:
    """`contrast`: also of colours, which takes as long as all else together."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(RUN, contrast)
    return [f"{fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]]
