/* A team's page that shows no canvas: what comes in leaves what is being written alone. */
const WRITING = "details.answering";

/* Whatever was told before the stream was open, or while it was away, was told to nobody. */
document.addEventListener("htmx:after:sse:connection", () => {
  for (const stale of document.querySelectorAll("[data-fresh]")) htmx.trigger(stale, "fresh");
});

/* An answer that is open stays as it is, and says so when somebody else has answered; where none is given any more (the
   team left its program), it stays until it is closed. */
document.addEventListener("htmx:before:swap", ({ detail: { ctx, tasks } }) => {
  if (!ctx.sourceElement.matches?.("[data-fresh]")) return;
  for (const form of ctx.sourceElement.querySelectorAll(WRITING)) {
    form.toggleAttribute("hx-morph-skip", form.open);
    if (form.open) for (const { fragment } of tasks) keep(form, fragment);
  }
});

function keep(form, fragment) {
  const text = form.querySelector("textarea");
  const arriving = fragment.querySelector(`#${CSS.escape(text.id)}`);
  if (!arriving) fragment.querySelector(`#${CSS.escape(form.parentElement.id)}`)?.append(form.cloneNode());
  else if (arriving.defaultValue !== text.defaultValue) form.querySelector(".behind").hidden = false;
}
