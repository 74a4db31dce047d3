/* The editor of lessons: the text that is read beside follows what is written, a text that is nearly too long says so,
   nothing unsaved is left by mistake, and after an answer one stands where one was. Without it everything works, by
   whole pages. */
const DIGITS = { arabext: "۰۱۲۳۴۵۶۷۸۹", arab: "٠١٢٣٤٥٦٧٨٩", latn: "0123456789" };
const NEARLY = 0.8; // of what a text may take
let unsaved = false;
let pressed = null;

const form = () => document.getElementById("writing");
const note = (is) => {
  unsaved = is;
  const sign = document.getElementById("unsaved");
  if (sign) sign.hidden = !is;
};

function write(number) {
  const { digits } = form().dataset;
  const grouped = String(number).replace(/\B(?=(\d{3})+$)/g, digits === "latn" ? "," : "٬");
  return grouped.replace(/\d/g, (digit) => DIGITS[digits][digit]);
}

/* Signs as the server counts them. Nothing is cut off: what is pasted stays, and can be shortened. */
function count(field) {
  const counter = field.parentElement.querySelector(":scope > .counter");
  if (!counter) return;
  const most = Number(counter.dataset.most);
  const length = [...field.value.trim()].length;
  counter.hidden = length < most * NEARLY;
  counter.toggleAttribute("data-over", length > most);
  counter.textContent = `${write(length)} / ${write(most)}`;
}

const count_all = () => document.querySelectorAll("#writing textarea").forEach(count);
count_all();

document.addEventListener("input", ({ target }) => {
  if (target.form !== form() || ["write", "beside", "look"].includes(target.name)) return;
  note(true);
  count(target);
  for (const mirror of document.querySelectorAll(`[data-mirrors="${CSS.escape(target.name)}"]`)) mirror.textContent = target.value;
});

document.addEventListener("submit", ({ target, submitter }) => {
  if (target !== form()) return;
  pressed = submitter;
  if (!target.hasAttribute("data-htmx-powered")) unsaved = false;
}, true);

addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.target?.id !== "desk") return;
  count_all();
  const wish = pressed?.name === "arrange" ? pressed.value : "";
  note(Boolean(wish) || ctx.response?.status >= 400);
  const trouble = document.querySelector("#desk [role=alert]");
  const place = wish ? after(wish) : trouble ?? document.querySelector(".save-row button");
  if (place === trouble) place?.scrollIntoView({ block: "center" });
  place?.focus({ preventScroll: place !== trouble && !wish });
  document.getElementById("announcer").textContent = document.querySelector("#desk .messages")?.innerText ?? "";
});

/* From what was refused to its field, in whatever language that is. */
document.addEventListener("click", ({ target }) => {
  const link = target.closest?.("#writing [role=alert] a");
  const language = link && document.getElementById(link.hash.slice(1))?.closest("[data-language]")?.dataset.language;
  if (language) form().elements.write.value = language;
});

/* Where one goes on after "questions:2:up" or "questions:add". */
function after(wish) {
  const [part, number, verb] = wish.split(":");
  if (number === "add") return visible(`#part-${part} li:last-child :is(textarea, select)`);
  const at = Number(number) + ({ up: -1, down: 1 }[verb] ?? 0);
  const same = document.querySelector(`[name="arrange"][value="${part}:${at}:${verb}"]:enabled`);
  return same ?? document.querySelector(`[value="${part}:${at}:up"]:enabled, [value="${part}:${at}:down"]:enabled, [value="${part}:add"]`);
}

const visible = (selector) => [...document.querySelectorAll(selector)].find((field) => field.checkVisibility());
