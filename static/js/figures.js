/* A figure's formula shows while the mouse is over it; a tap, Enter or Space opens it as HTML does by itself. */
let shown;
const CLOSES_MS = 180;
let closing;

function how_of(target) {
  const figure = target.closest?.("button.figure[popovertarget]");
  return figure && [figure, document.getElementById(figure.getAttribute("popovertarget"))];
}

document.addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType !== "mouse" || !document.body.showPopover) return;
  if (shown?.contains(target)) return clearTimeout(closing);
  const [figure, how] = how_of(target) ?? [];
  if (!how || how.matches(":popover-open")) return how && clearTimeout(closing);
  clearTimeout(closing);
  how.showPopover({ source: figure });
  shown = how;
});

document.addEventListener("pointerout", ({ target, relatedTarget, pointerType }) => {
  if (pointerType !== "mouse" || !shown) return;
  const [, how] = how_of(target) ?? [];
  if (how !== shown && !shown.contains(target)) return;
  if (shown.contains(relatedTarget) || (relatedTarget && how_of(relatedTarget)?.[1] === shown)) return;
  closing = setTimeout(() => shown?.matches(":popover-open") && shown.hidePopover(), CLOSES_MS);
});

/* Pointed at already, a click keeps it open rather than closing what it just showed. */
document.addEventListener("click", (event) => {
  const [, how] = how_of(event.target) ?? [];
  if (how && how === shown && event.detail && how.matches(":popover-open")) {
    event.preventDefault();
    shown = undefined;
  }
});
