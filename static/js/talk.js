/* Comments beside the board: naming a member, closing the drawer. */
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-drawer-close]")) document.getElementById("drawer").replaceChildren();
  const mention = target.closest("[data-mention]");
  if (!mention) return;
  const area = mention.closest("form").querySelector("textarea");
  area.setRangeText(mention.dataset.mention, area.selectionStart, area.selectionEnd, "end");
  mention.closest("details").open = false;
  area.focus();
});

/* Escape closes what was opened last: the list of members, then the drawer. */
document.addEventListener("keydown", (event) => {
  const list = event.target.closest?.("details.mentioning[open]");
  if (event.key !== "Escape" || event.isComposing || !event.target.closest?.("#drawer")) return;
  if (!list) return document.querySelector("[data-drawer-close]")?.click();
  list.open = false;
  list.querySelector("summary").focus();
});

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const form = ctx.sourceElement;
  if (form.matches?.(".talk-form") && ctx.response?.headers?.has("Boom-Seq")) form.reset();
});
