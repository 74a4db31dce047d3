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

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const form = ctx.sourceElement;
  if (form.matches?.(".talk-form") && ctx.response?.headers?.has("Boom-Seq")) form.reset();
});
