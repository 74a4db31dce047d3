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
    for (const area of answers()) area.value ||= drafts.get(named(area)) ?? "";
    sheet.showModal();
    sheet.querySelector(FIRST)?.focus();
  }
});

function close_sheet() {
  if (sheet.open) sheet.close();
}

/* An answer beside a lesson that was not sent is there again when the lesson opens again. */
const drafts = new Map();
const answers = () => [...sheet.querySelectorAll(".answer textarea")];
const named = ({ id }) => sheet.firstElementChild.dataset.about + id;

sheet.addEventListener("close", () => {
  for (const area of answers()) drafts.set(named(area), area.value);
  sheet.replaceChildren();
});
sheet.addEventListener("click", (event) => {
  if (event.target !== sheet && !event.target.closest("[data-close]")) return;
  event.preventDefault();
  close_sheet();
}, true);
