/* The sheet of a canvas's pages: it shows itself when something comes into it, and goes when the edit is done. */
const sheet = document.getElementById("sheet");
const FIRST = "[autofocus], input:not([type=hidden]), textarea, select, a.button:not([data-close]), button:not([data-close])";

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.response?.headers?.has("Boom-Seq")) return ctx.sourceElement.matches?.("[data-stays]") || close_sheet();
  if (ctx.target?.id === "drawer") {
    close_sheet();
    ctx.target.querySelector("textarea, button")?.focus();
  }
  if (ctx.target === sheet && sheet.childElementCount && !sheet.open) {
    sheet.showModal();
    sheet.querySelector(FIRST)?.focus();
  }
});

function close_sheet() {
  if (sheet.open) sheet.close();
}

sheet.addEventListener("close", () => sheet.replaceChildren());
sheet.addEventListener("click", (event) => {
  if (event.target !== sheet && !event.target.closest("[data-close]")) return;
  event.preventDefault();
  close_sheet();
}, true);

/* What was typed and neither sent nor cancelled is there again when its form comes again, as long as the page stands: a
   sheet closes at a touch beside it, a drawer turns to another note. A form is known by where it goes and by what it
   carries hidden; that is also the version that it began from, so that nothing old comes over something newer. */
const FORMS = ":is(#sheet, #drawer) form[data-edit]";
const PASSING = "[name=csrfmiddlewaretoken], [name=request]";
const drafts = new Map();
const fields_of = (form) => [...form.elements].filter(({ name, type }) => name && type !== "hidden");

function named(form) {
  const carried = [...form.querySelectorAll("[type=hidden]")].filter((field) => !field.matches(PASSING));
  return [form.getAttribute("action"), ...carried.map(({ value }) => value)].join("\n");
}

function keep({ target: { form } }) {
  if (form?.matches(FORMS)) drafts.set(named(form), fields_of(form).map(({ name, value, checked }) => ({ name, value, checked })));
}
document.addEventListener("input", keep);
document.addEventListener("change", keep);

function restore(form) {
  const draft = drafts.get(named(form));
  const other = draft ? fields_of(form).filter((field, at) => is_other(field, draft[at])) : [];
  for (const field of other) set(field, draft[fields_of(form).indexOf(field)]);
  if (other.length && form.querySelector("[data-close]")) tell(form);
}
const is_choice = ({ type }) => type === "checkbox" || type === "radio";
const is_other = (field, kept) => field.name === kept?.name && (is_choice(field) ? field.value === kept.value && field.checked !== kept.checked : field.value !== kept.value);

function set(field, { value, checked }) {
  if (is_choice(field)) field.checked = checked;
  else field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function tell(form) {
  const note = document.createElement("p");
  Object.assign(note, { className: "draft", role: "status", textContent: sheet.dataset.draft });
  form.prepend(note);
}

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.target?.matches?.("#sheet, #drawer")) ctx.target.querySelectorAll("form[data-edit]").forEach(restore);
});
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  if (ctx.response?.status === 200 && ctx.sourceElement.matches?.(FORMS)) drafts.delete(named(ctx.sourceElement));
});
document.addEventListener("click", ({ target }) => {
  const cancelled = target.closest("[data-close]")?.closest(FORMS);
  if (cancelled) drafts.delete(named(cancelled));
}, true);
