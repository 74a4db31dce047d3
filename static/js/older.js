/* What a browser lacks. Popovers: a press on its button opens a menu, another or one beside it closes it. */
const close = () => document.querySelectorAll("[popover].open").forEach((menu) => menu.classList.remove("open"));

function press({ target }) {
  if (target.closest("[popover]")) return;
  const menu = document.getElementById(target.closest("[popovertarget]")?.getAttribute("popovertarget"));
  const opens = menu && !menu.matches(".open");
  close();
  if (!opens) return;
  document.body.append(menu); // what frames it would be its window
  menu.classList.add("open");
  menu.querySelector("a, button, input")?.focus();
}
if (!document.body.showPopover) {
  document.addEventListener("click", press);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && close());
}

/* Tabs that begin with the current one in sight. */
const tabs = document.querySelector(".tabs"), tab = tabs?.querySelector("[aria-current]");
if (tab) {
  const [seen, its] = [tabs, tab].map((element) => element.getBoundingClientRect());
  tabs.scrollBy(Math.min(0, its.left - seen.left) + Math.max(0, its.right - seen.right), 0);
}

/* Sliders that arrow keys move to where they point. In a page that begins at the right, less is to the right; Safari
   takes it for more. */
const STEPS = { ArrowRight: "stepDown", ArrowLeft: "stepUp" };
document.addEventListener("keydown", (event) => {
  const { target, key, altKey, ctrlKey, metaKey } = event;
  if (altKey || ctrlKey || metaKey) return; // the page before, and the like
  if (!STEPS[key] || target.type !== "range" || getComputedStyle(target).direction !== "rtl") return;
  event.preventDefault();
  target[STEPS[key]]();
  for (const kind of ["input", "change"]) target.dispatchEvent(new Event(kind, { bubbles: true }));
});
