"""What stands beside each other in a form is equally high: fields, and the button that sends them."""

from playwright.sync_api import Page

UNEVEN = """() => [...document.querySelectorAll("main form")].flatMap((form) => {
    const kinds = "input:not([type=checkbox], [type=radio], [type=range], [type=hidden]), select, button";
    const all = [...form.querySelectorAll(kinds)].filter((one) => one.checkVisibility() && !one.closest(".menu, td"));
    const boxes = all.map((one) => [one, one.getBoundingClientRect()]);
    return boxes.flatMap(([one, box], place) => boxes.slice(place + 1)
        .filter(([, other]) => Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 4)
        .filter(([, other]) => Math.abs(box.height - other.height) > 1)
        .map(([beside, other]) =>
            `${one.name || one.innerText} ${box.height} high, ${beside.name || beside.innerText} ${other.height}`));
})"""


def uneven(page: Page) -> list[str]:
    return page.evaluate(UNEVEN)
