/* Comments beside the board: closing the drawer, and an empty field after what was sent. */
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-drawer-close]")) document.getElementById("drawer").replaceChildren();
});
document.addEventListener("keydown", ({ key, isComposing, target }) => {
  if (key === "Escape" && !isComposing && target.closest?.("#drawer")) document.querySelector("[data-drawer-close]")?.click();
});

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const form = ctx.sourceElement;
  if (form.matches?.(".talk-form") && ctx.response?.headers?.has("Boom-Seq")) form.reset();
});
