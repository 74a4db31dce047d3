/* What every page needs and HTML can't do: connection state, toasts that leave, whole pages kept out of small parts. */
const root = document.documentElement;
const toasts = document.getElementById("toasts");
const STAYS_MS = 9000;

/* Said again, it takes the place of what said the same. */
function show_toast(text) {
  const toast = document.createElement("div"), message = document.createElement("p");
  for (const told of toasts.children) if (told.textContent.startsWith(text)) told.remove();
  toast.className = "toast";
  toast.dataset.tone = "warn";
  message.textContent = text;
  message.dir = "auto";
  toast.append(message);
  toasts.append(toast);
}

/* Nobody loses an Undo while pointing at it or standing on it. What only confirms, and can be seen anyway, goes soon. */
function time_toast(toast) {
  const stays = toast.dataset.tone || toast.querySelector("a, button") ? STAYS_MS : STAYS_MS / 3;
  const close = document.createElement("button");
  close.className = "icon-button";
  close.textContent = "✕";
  close.ariaLabel = toasts.dataset.leave;
  close.onclick = () => {
    toast.classList.add("leaving");
    setTimeout(() => toast.remove(), 250);
  };
  toast.append(close);
  setTimeout(function leave() {
    if (toast.matches(":hover, :focus-within")) setTimeout(leave, STAYS_MS / 3);
    else close.click();
  }, stays);
}

new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) if (node.matches?.(".toast")) time_toast(node);
}).observe(toasts, { childList: true });
/* What came with the page is heard only when it is said once the page is there. */
const came = toasts.textContent.trim();
if (came) setTimeout(() => (announcer.textContent = came), 500);
for (const toast of toasts.children) time_toast(toast);

/* Beside a sheet that is open nothing can be heard or reached: messages go into it, with the state of the connection, and
   out before it is filled anew. */
const announcer = document.getElementById("announcer");
function house_messages(home = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body) {
  if (toasts.parentElement === home) return;
  home.prepend(...document.querySelectorAll(".connection"));
  home.append(announcer, toasts);
}
new MutationObserver(() => house_messages()).observe(document.body, { subtree: true, attributeFilter: ["open"] });
document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => ctx.target === toasts.parentElement && house_messages(document.body));
document.addEventListener("htmx:finally:swap", () => house_messages());

const lose_connection = () => (root.dataset.connection = navigator.onLine ? "reconnecting" : "offline");
const regain_connection = () => delete root.dataset.connection;
const is_stream = (ctx) => ctx.sourceElement.hasAttribute?.("hx-sse:connect");

addEventListener("offline", lose_connection);
addEventListener("online", regain_connection);
document.addEventListener("htmx:sse:error", lose_connection);
document.addEventListener("htmx:after:sse:connection", regain_connection);
if (!navigator.onLine) lose_connection();

/* An answer that is a whole page (signed out, not allowed, out of order) never lands inside a note: its message is shown. */
document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail;
  if (ctx.target === document.body || is_stream(ctx) || !/^\s*<!doctype/i.test(ctx.text ?? "")) return;
  const page = new DOMParser().parseFromString(ctx.text, "text/html");
  if (ctx.select && page.querySelector(ctx.select)) return;
  event.preventDefault();
  show_toast(page.querySelector("[data-trouble-message]")?.textContent.trim() || page.title);
});

document.addEventListener("htmx:error", ({ detail }) => {
  const { ctx } = detail;
  if (!ctx || ctx.response) return;
  if (is_stream(ctx)) lose_connection();
  else show_toast(toasts.dataset.trouble);
});

/* An empty field begins where the page begins to read; forms.css knows it by its placeholder. A menu that the keyboard
   leaves closes: what comes next stands below it. */
document.addEventListener("focusin", ({ target }) => {
  if (target.matches("textarea, input")) target.placeholder ||= " ";
  const menu = toasts.showPopover && document.querySelector(".menu:popover-open");
  if (menu && !menu.contains(target) && target.popoverTargetElement !== menu) menu.hidePopover();
});

/* What was refused is said where it is wrong, and one goes on there: among choices, at the one that is chosen. */
function show_wrong(part) {
  if (document.activeElement.matches("[aria-invalid=true]")) return;
  part.querySelector("[aria-invalid=true]:not(.choices:has(:checked) :not(:checked))")?.focus();
}
show_wrong(document);
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.sourceElement.matches?.("form") && ctx.target?.isConnected) show_wrong(ctx.target);
});

/* What was left calls nobody back: htmx would go to it again with each part that comes around it. */
document.addEventListener("focusout", ({ target }) => (target.autofocus = false));

if (!toasts.showPopover || !CSS.supports("scroll-initial-target", "nearest")) import(toasts.dataset.older);

/* Opening and closing dialogs where a browser has no commands for it: data-opens="id", data-closes. */
document.addEventListener("click", ({ target }) => {
  const opener = target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  target.closest("[data-closes]")?.closest("dialog")?.close();
});

/* A form that is come back to is a new wish: its request gets a new name. */
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll('input[name="request"]')) field.value = crypto.randomUUID?.() ?? field.value;
});
