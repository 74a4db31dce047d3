/* Whoever works by keys keeps their place. Where what they stood on goes away, the focus goes to what stands there now, to
   its neighbour, or to where they came from. */
const REACHED = "a[href], :is(button, input:not([type=hidden]), select, textarea):enabled, summary, [tabindex='0']";
const FRAMES = "main, dialog, .drawer, .toasts"; // nothing beside them is near
const KEPT = 40;
let stood; // what has, or had, the focus
let trail = []; // the ids of where it stood, the nearest first; then of where it was before
let by_key = false;

const is_seen = (element) => element && (element.checkVisibility?.() ?? element.offsetParent !== null); // Safari before 17.4
const is_lost = () => [stood, document.body, null].includes(document.activeElement) && stood && !is_seen(stood);

function near(element) {
  const ids = [];
  for (let at = element; at && !at.matches(FRAMES); at = at.parentElement)
    for (const place of at.matches("li, tr, article, dd, .chip") ? [at, at.nextElementSibling, at.previousElementSibling] : [at])
      if (place?.id) ids.push(place.id);
  return ids;
}

function remember() {
  if (document.activeElement === document.body) return;
  stood = document.activeElement;
  trail = [...new Set([...near(stood), ...trail])].slice(0, KEPT);
}

function reach(place) {
  if (place?.matches(REACHED)) return is_seen(place) ? place : null;
  return [...(place?.querySelectorAll(".add") ?? []), ...(place?.querySelectorAll(REACHED) ?? [])].find(is_seen);
}

function find_again() {
  if (!is_lost()) return;
  for (const id of trail) {
    const found = reach(document.getElementById(id));
    if (found) return found.focus({ preventScroll: !by_key });
  }
}

/* A form that comes late does not take the caret from where one writes by now; a sheet would take all of the page. */
const WRITTEN = "textarea, input:not([type=checkbox], [type=radio], [type=range])";
const is_late = ({ from, target }) => {
  const at = document.activeElement;
  return at !== from && at?.matches(WRITTEN) && !target?.contains?.(at);
};
document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => (ctx.from = document.activeElement));
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx, tasks } = event.detail;
  ctx.late = ctx.request.method === "GET" && is_late(ctx);
  if (ctx.late && ctx.target.matches("dialog:not([open])")) return event.preventDefault();
  if (ctx.late) for (const { fragment } of tasks) for (const field of fragment.querySelectorAll("[autofocus]")) field.autofocus = false;
});

addEventListener("keydown", () => (by_key = true), true);
addEventListener("pointerdown", () => (by_key = false), true);
document.addEventListener("focusin", remember);
document.addEventListener("htmx:before:swap", remember);
/* Let go of on purpose, by a touch beside it, it is not looked for. */
document.addEventListener("focusout", ({ target }) => setTimeout(() => {
  if (target === stood && document.activeElement === document.body && is_seen(target)) stood = null;
}));
const WATCHED = { childList: true, subtree: true, attributeFilter: ["open", "hidden"] };
new MutationObserver(() => is_lost() && setTimeout(find_again)).observe(document.body, WATCHED);
