"""What stands beside each other in a form is equally high: fields, and the button that sends them. And no text sticks
to a frame or to buttons above it."""

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
CROWDED = """() => [...document.querySelectorAll("main :not(form) > :is(p, h2, h3) + p, main form + p")]
    .filter((text) => text.checkVisibility() && text.previousElementSibling.checkVisibility())
    .filter(({previousElementSibling: above}) =>
        above.matches("form") || parseFloat(getComputedStyle(above).borderBlockEndWidth) > 0)
    .filter((text) => Math.abs(
        text.getBoundingClientRect().top - text.previousElementSibling.getBoundingClientRect().bottom) < 2)
    .map((text) => `nothing above: ${text.innerText}`)"""


def uneven(page: Page) -> list[str]:
    return page.evaluate(UNEVEN) + page.evaluate(CROWDED)
