/* The sheet of a canvas's pages: it shows itself when something comes into it, and goes when the edit is done. */
const sheet = document.getElementById("sheet");
const coarse = matchMedia("(pointer: coarse)").matches; // a field that has the focus brings the keyboard up, over what was asked for
const FIRST = "[autofocus], input:not([type=hidden]), textarea, select, a.button:not([data-close]), button:not([data-close])";

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.response?.headers?.has("Boom-Seq")) return ctx.sourceElement.matches?.("[data-stays]") || sheet.close();
  if (ctx.target?.id === "drawer") {
    sheet.close();
    if (!ctx.late) (!coarse && ctx.target.querySelector("textarea") || ctx.target.querySelector("button"))?.focus();
  }
  if (ctx.target === sheet && sheet.childElementCount && !sheet.open) {
    sheet.showModal();
    first(sheet)?.focus();
  }
});

/* Of a choice among several, the one that is chosen. */
function first(of) {
  const field = of.querySelector(FIRST);
  return (field?.type === "radio" && of.querySelector(`[name="${field.name}"]:checked`)) || field;
}

sheet.addEventListener("close", () => sheet.replaceChildren());
sheet.addEventListener("click", (event) => {
  if (event.target !== sheet && !event.target.closest("[data-close]")) return;
  event.preventDefault();
  sheet.close();
}, true);

/* What was typed and neither sent nor cancelled is there again when its form comes again, as long as the page stands: a
   sheet closes at a touch beside it, a drawer turns to another note. A form is known by where it goes and by what it
   carries hidden; that is also the version that it began from, so that nothing old comes over something newer. Where it
   was sent and no answer came, it is the same edit when it is sent again (edits.js). */
const FORMS = ":is(#sheet, #drawer) form[data-edit]";
const CARRIED = "[type=hidden]:not([name=csrfmiddlewaretoken], [name=request])";
const drafts = new Map();
const named = (form) => [form.getAttribute("action"), ...[...form.querySelectorAll(CARRIED)].map(({ value }) => value)].join();
const fields_of = (form) => [...form.elements].filter(({ name, type }) => name && type !== "hidden");
const said = ({ type }) => (type === "checkbox" || type === "radio" ? "checked" : "value");
const forget = (form) => form?.matches?.(form.isConnected ? FORMS : "form[data-edit]") && drafts.delete(named(form));

for (const kind of ["input", "change"]) document.addEventListener(kind, ({ target: { form } }) => {
  if (form?.matches(FORMS)) drafts.set(named(form), { form, values: fields_of(form).map((field) => field[said(field)]) });
});

function restore(form) {
  const fields = fields_of(form), { form: before, values } = drafts.get(named(form)) ?? {};
  if (values?.length !== fields.length) return;
  form.sent = before.sent;
  const other = fields.filter((field, at) => field[said(field)] !== values[at]);
  for (const field of other) {
    field[said(field)] = values[fields.indexOf(field)];
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  if (other.length && form.querySelector("[data-close]"))
    form.prepend(Object.assign(document.createElement("p"), { className: "draft", role: "status", textContent: sheet.dataset.draft }));
}

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.target?.matches?.("#sheet, #drawer")) ctx.target.querySelectorAll("form[data-edit]").forEach(restore);
});
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => ctx.response?.status === 200 && forget(ctx.sourceElement));
document.addEventListener("click", ({ target }) => forget(target.closest("[data-close]")?.closest("form")), true);

/* What is kept so would be gone with the page. */
addEventListener("beforeunload", (event) => drafts.size && event.preventDefault());
