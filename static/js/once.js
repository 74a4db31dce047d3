/* A form that leads to another page is sent once: a second press would give up the answer to the first. It can be sent
   again when the page is come back to, and where nothing came for long: it was stopped, or the answer was a file. */
const GIVEN_UP_MS = 10_000;
const sent = new Set();

const forget = (form) => {
  delete form.dataset.busy;
  sent.delete(form);
};

/* The window hears it last: what htmx or another script sees to is prevented by now. */
addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.busy) return event.preventDefault();
  form.dataset.busy = "1";
  sent.add(form);
  setTimeout(forget, GIVEN_UP_MS, form);
});
addEventListener("pageshow", ({ persisted }) => persisted && sent.forEach(forget));
