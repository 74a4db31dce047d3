/* Living with others: their changes come in without touching what you are doing. */
const live = document.getElementById("live");
const me = live.dataset.user;
let seen = Number(live.dataset.seq);

const own_id = /^(note|segment|cell)-/; // of what is shown for a moment when it changed

/* An open editor is never overwritten: it stays where it is, and says that the note under it has changed. */
function keep_editors(task) {
  if (task.type !== "partial") return;
  for (const editor of document.querySelectorAll(".editor[hx-morph-skip]")) {
    const arriving = task.fragment.querySelector(`#${editor.id}`);
    if (task.target === editor || task.target.contains(editor)) {
      if (!arriving && task.target !== editor) task.fragment.firstElementChild?.append(editor.cloneNode(false));
      const own = editor.querySelector("[data-busy]"); // one's own, as the stream brings it before the answer
      if (!own && arriving?.dataset.version !== version_of(editor)) show_behind(editor);
    } else arriving?.remove();
  }
}

const version_of = (editor) => editor.querySelector("[name=version]")?.value;

function show_behind(editor) {
  const hint = editor.querySelector(".behind");
  if (hint) hint.hidden = false;
}

/* One's own save closes one's own editor; then its part may come in like any other. */
function release_editor(ctx) {
  if (ctx.response?.headers?.has("Boom-Seq") || ctx.sourceElement.matches?.("[data-cancel]"))
    ctx.sourceElement.closest(".editor")?.removeAttribute("hx-morph-skip");
}

/* What comes for these elements of a page is a word to its scripts. */
const WORDS = { again, fresh: freshen, heading: rename_tab, said: hear, "bell-word": () => htmx.trigger("#bell", "ring") };

const from_stream = (ctx) => ctx.sourceElement === live;
const is_shown = ({ target }) => target?.closest?.("[data-live]");
const is_dragged = () => document.querySelector(".ghost");

document.addEventListener("htmx:before:swap", ({ detail: { ctx, tasks } }) => {
  release_editor(ctx);
  ctx.shows = tasks.some(is_shown);
  for (const task of tasks) (WORDS[task.target?.id] ?? keep_editors)(task);
  if (is_dragged()) for (const task of tasks.filter(is_shown)) leave(task);
  if (from_stream(ctx)) ctx.arrived = tasks.flatMap(new_notes);
});

/* What others do is said aloud once what was said before could be heard: of all that came meanwhile the newest, and that
   there was more. */
const HEARD_MS = 5000;
const unsaid = [];
let heard;
function hear({ fragment: { firstElementChild: told } }) {
  if (told.dataset.actor !== me) unsaid.push(told.textContent);
  heard ?? say();
}
function say() {
  const [newest, older] = unsaid.splice(0).reverse();
  heard = newest && setTimeout(say, HEARD_MS);
  if (newest) document.getElementById("announcer").textContent = [newest, older && live.dataset.more].join(". ");
}

/* A list that comes would take the note that is dragged out of the hand, or off the board. */
function leave({ swapSpec }) {
  swapSpec.style = "none";
  refresh();
}

/* The browser's tab names the canvas as its heading does. */
function rename_tab({ target, fragment }) {
  const [old, fresh] = [target, fragment].map((part) => part.querySelector("bdi").textContent);
  document.title = document.title.replace(old, () => fresh);
}

/* What is new or says something else is shown for a moment. */
function new_notes({ fragment }) {
  return [...fragment.querySelectorAll("[data-version][id]")]
    .filter(({ id, dataset, textContent }) => {
      const old = document.getElementById(id);
      return own_id.test(id) && (!old || old.dataset.version !== dataset.version || old.textContent !== textContent);
    })
    .map(({ id }) => id);
}

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  for (const id of ctx.arrived ?? []) highlight(document.getElementById(id));
  show_editing();
});

function highlight(note) {
  if (!note || note.matches(".editor")) return;
  note.classList.add("just-changed");
  setTimeout(() => note.classList.remove("just-changed"), 2500);
}

/* Who edits what stands on it, with their name and colour. */
function show_editing() {
  for (const note of document.querySelectorAll("[data-who]")) {
    delete note.dataset.who;
    delete note.dataset.personColour;
  }
  for (const { dataset: { place, user, name: who, personColour } } of document.querySelectorAll("#presence [data-place]"))
    if (user !== me) Object.assign(document.getElementById(place)?.dataset ?? {}, { who, personColour });
}

/* A stream message that is older than an answer already shown does no harm: the newer one follows it. An answer
   older than the stream would stay, so it is asked for again. */
document.addEventListener("htmx:before:sse:message", ({ detail: { message } }) => {
  if (message.id) seen = Math.max(seen, Number(message.id));
});
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const headers = ctx.response?.headers;
  const answered = Number(headers?.get("Boom-Seq") ?? (ctx.shows && headers?.get("Boom-At")));
  if (answered && answered < seen && !from_stream(ctx)) refresh();
});

let refreshing, is_busy = is_dragged;
function refresh() {
  clearTimeout(refreshing);
  refreshing = setTimeout(() => {
    if (is_busy()) return refresh();
    is_busy = is_dragged;
    htmx.ajax("GET", location.href, {
      target: "[data-live]", select: "[data-live]", selectOOB: "#invite,#share",
      swap: "outerMorph", headers: { "HX-Request-Type": "full" },
    });
    htmx.trigger("#drawer .sheet", "again");
  }, 150);
}

/* What one may do here has changed: the page comes again, and what is talked about beside it, when nothing is being typed;
   nor does it come for another reason until then. */
const is_begun = ({ value, defaultValue }) => value !== defaultValue;
const is_typed_on = () =>
  document.querySelector(".editor, .composer, #sheet[open] form") ||
  [...document.querySelectorAll(".talk-form textarea")].some(is_begun);
function again({ fragment }) {
  if (!fragment.querySelector(`[data-for="${me}"], [data-for=""]`)) return;
  is_busy = is_typed_on;
  refresh();
}

/* What is reckoned from many rows asks for itself again: data-fresh="strategy" with hx-trigger="fresh delay:300ms". */
function freshen({ fragment }) {
  for (const { dataset } of fragment.querySelectorAll("[data-topic]"))
    for (const stale of document.querySelectorAll(`[data-fresh~="${dataset.topic}"]`)) htmx.trigger(stale, "fresh");
}

/* The way to a stream that could not be opened at all: try again, a little later each time. */
addEventListener("online", () => live._htmx?.sse?.delayCanceller?.()); // no use in waiting any longer
let delay = 1000;
function try_again() {
  setTimeout(() => htmx.ajax("GET", live.getAttribute("hx-sse:connect"), { source: live }), delay);
  delay = Math.min(delay * 2, 30000);
}
document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
  if (ctx?.sourceElement === live && !live._htmx?.sse) try_again();
});
document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
  if (ctx.sourceElement !== live) return;
  if ([502, 503, 504, 429].includes(ctx.response.status)) try_again();
  else end_access();
});
document.addEventListener("htmx:after:sse:connection", () => (delay = 1000));
document.addEventListener("htmx:sse:error", ({ detail: { status } }) => [403, 404].includes(status) && end_access());
live.addEventListener("closed", end_access);

/* Someone who was removed sees nothing more, and still has what they typed. */
function end_access() {
  document.documentElement.dataset.access = "ended";
  live.remove(); // which ends its reconnecting
  document.getElementById("ended").hidden = false;
}
