/* A team's page that shows no canvas: what comes in leaves what is begun there alone. */
const WRITING = "details.answering", MENU = ":is(main *, body) > .menu", BEGUN = `${WRITING}, ${MENU}, main form`;
const freshen = (stale) => htmx.trigger(stale, "fresh");

/* What was told by word (live/words.py) before the stream was open was told to nobody; what the record told comes by the
   stream. When it is open again, how long ago something was is another, too. */
document.addEventListener("htmx:after:sse:connection", ({ detail: { connection } }) => {
  document.querySelectorAll(connection.attempt ? "[data-fresh]" : "[data-told]").forEach(freshen);
});

/* Begun is an answer that is open, a menu that is, and a choice that is not saved yet or on its way. */
const is_chosen = (option) => option.selected !== option.defaultSelected;
function is_begun(part) {
  if (part.matches(MENU)) return part.getClientRects().length > 0;
  return part.matches("[open], [data-busy]") || [...part.querySelectorAll("option")].some(is_chosen);
}

/* It stays as it is; below an open menu nothing moves. What was kept back comes once that is over. */
const kept = new Set();
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx, tasks } = event.detail, stale = ctx.sourceElement;
  if (!stale.matches?.("[data-fresh]")) return;
  const begun = [...document.querySelectorAll(BEGUN)].filter(is_begun);
  if (begun.length) kept.add(stale);
  if (begun.some((part) => part.matches(MENU))) return event.preventDefault();
  for (const form of stale.querySelectorAll(BEGUN)) form.toggleAttribute("hx-morph-skip", begun.includes(form));
  for (const form of begun) if (form.matches(WRITING)) for (const { fragment } of tasks) keep(form, fragment);
  ctx.stood = document.activeElement;
});

function end({ target }) {
  const part = target.closest(BEGUN), late = [...kept];
  if (!part || is_begun(part)) return;
  kept.clear();
  late.forEach(freshen);
}
document.addEventListener("toggle", end, true);
document.addEventListener("change", end);

/* A browser that can't move what has the focus takes it away. */
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.stood?.isConnected) ctx.stood.focus({ preventScroll: true });
});

/* An answer says so when somebody else has answered; where none is given any more (the team left its program), it stays
   until it is closed. */
function keep(form, fragment) {
  const text = form.querySelector("textarea");
  const arriving = fragment.querySelector(`#${CSS.escape(text.id)}`);
  if (!arriving) fragment.querySelector(`#${CSS.escape(form.parentElement.id)}`)?.append(form.cloneNode());
  else if (arriving.defaultValue !== text.defaultValue) form.querySelector(".behind").hidden = false;
}
