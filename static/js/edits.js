/* Every edit has a name of its own, so that one sent twice (a time-out, a double click) is carried out once. */
const live = document.getElementById("live");

/* Also where the page came over a line that is not secure, and the browser makes none. */
const uuid = () => "10000000-1000-4000-8000-100000000000".replace(/[018]/g, random_digit);
const random_digit = (of) => (of ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (of / 4)))).toString(16);

/* The same name as long as the same thing is sent again and no answer came. */
function name_of(element, wish) {
  if (element.sent?.wish !== wish) element.sent = { wish, name: uuid() };
  return element.sent.name;
}

function wish_of({ action, body }) {
  const sent = new URLSearchParams(body);
  sent.delete("csrfmiddlewaretoken"); // another each time that the form comes
  return `${action} ${sent}`;
}

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  const { headers, method } = ctx.request;
  if (live) headers["Boom-Page"] = live.dataset.page;
  if (method === "POST") headers["Boom-Request"] = name_of(ctx.sourceElement, wish_of(ctx.request));
});

document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  if (ctx.response && ctx.response.status < 500) delete ctx.sourceElement.sent;
});

/* Asked for once more before it came, it is the same wish; else it would come twice, over what was typed meanwhile.
   Another thing for the same place counts instead of the one before. */
const awaited = new Map(); // by the place
const address_of = ({ request: { action } }) => new URL(action, document.baseURI).href;
document.addEventListener("htmx:config:request", (event) => {
  const { ctx } = event.detail, earlier = awaited.get(ctx.target);
  if (ctx.request.method !== "GET" || ctx.swap === "none" || !ctx.sourceElement.matches?.("a, dialog, .note")) return;
  if (earlier && earlier.status !== "dropped" && address_of(earlier) === address_of(ctx)) return event.preventDefault();
  if (earlier) earlier.status = "replaced"; // htmx shows nothing of it
  awaited.set(ctx.target, ctx);
});
document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => awaited.get(ctx.target) === ctx && awaited.delete(ctx.target));

/* One edit of a form at a time: a second press while the first is under way is the same wish. Where each press is a wish
   of its own (undo and redo: data-turns), it waits for its turn. Nor can anything be typed meanwhile: the answer puts what
   was saved in the form's place, and would take it along. */
const turns = [];
document.addEventListener("submit", (event) => {
  const form = event.target, takes_turns = form.matches("[data-turns]");
  if (!form.dataset.busy && !(takes_turns && document.querySelector("[data-turns][data-busy]"))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (takes_turns) turns.push(form);
}, true);
const set_busy = (busy) => ({ detail: { ctx: { sourceElement: form } } }) => {
  if (!form.matches?.("form[data-edit]")) return;
  if (busy) form.dataset.busy = "1";
  else delete form.dataset.busy;
  form.ariaBusy = busy ? "true" : null;
  for (const field of form.querySelectorAll("textarea, input")) field.readOnly = busy;
};
document.addEventListener("htmx:before:request", set_busy(true));
document.addEventListener("htmx:finally:request", set_busy(false));
document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  if (!ctx.sourceElement.matches?.("[data-turns]")) return;
  if (ctx.response?.status !== 200) turns.length = 0; // the next would undo another change than was meant
  turns.shift()?.requestSubmit();
});

/* A list, a tick or a slider can't be read-only: it is held. */
const CHOICES = "form[data-busy] :is(select, [type=checkbox], [type=radio], [type=range])";
for (const kind of ["mousedown", "keydown", "click"]) document.addEventListener(kind, (event) => {
  if (event.target.matches?.(CHOICES) && event.key !== "Tab" && event.key !== "Escape") event.preventDefault();
}, true);

/* A page that comes back as it was left awaits nothing any more. */
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) for (const element of document.querySelectorAll(".htmx-request")) element.classList.remove("htmx-request");
});

/* What was typed and not saved keeps the page from closing without a word. */
addEventListener("beforeunload", (event) => {
  const typed = [...document.querySelectorAll("form[data-edit] textarea")].some((area) => area.value !== area.defaultValue);
  if (typed) event.preventDefault();
});
