/* Calling a member in a comment: after an @ the members whose name, or a word of it, begins with what is typed are
   offered. The keys choose, and the caret stays in the text. Comes with the form of a comment. */
const CALL = /(?<![\p{Script=Latin}\p{Nd}_])[@＠]([^@＠\n]{0,80})$/u; // an e-mail address calls nobody
const WORDS = /(?<=^|[\s\u200c-])[^\s\u200c-]/g; // where each begins
const SAID_AFTER_MS = 300; // of fast typing only the last is said
const MOST_PX = 240, GAP_PX = 8;
const announcer = document.getElementById("announcer");
let chosen; // the option's id while members are offered
let left; // where the @ stands that was answered or declined
let saying, said = 0;

/* Letters as the search has them alike (accounts/text.py), one by one. */
const ALIKE = { ي: "ی", ى: "ی", ې: "ی", ے: "ی", ك: "ک", ڪ: "ک", ة: "ه", ھ: "ه", ہ: "ه", ە: "ه", ۃ: "ه", ٱ: "ا", ں: "ن", ς: "σ" };
const alike = (sign) => (/[٠-٩۰-۹]/.test(sign) ? String(sign.charCodeAt(0) & 15) : ALIKE[sign] ?? sign);
const UNHEARD = /[\p{Mn}\p{Cf}\u0621\u0640\u0674\u06e5\u06e6]/gu;
const fold = (text) =>
  text.normalize("NFKD").toLowerCase().replace(UNHEARD, "").replace(/\s+/g, " ").replace(/\S/gu, alike);

const written = () => document.activeElement?.closest?.("[data-calls]");
const list_of = (area) => document.getElementById(area.getAttribute("aria-controls"));
const chosen_option = () => chosen && document.getElementById(chosen);

/* What is being called where the caret stands. */
function call_in({ value, selectionStart: caret, selectionEnd: end }) {
  const found = caret === end && CALL.exec(value.slice(0, caret));
  if (found?.index !== left) left = undefined;
  return found && left === undefined ? { at: found.index, name: fold(found[1]) } : null;
}

/* Which word of a name begins so, with what follows it; -1 where none does. */
const word_of = (name, begun) => [...name.matchAll(WORDS)].findIndex(({ index }) => fold(name.slice(index)).startsWith(begun));

/* The options that are called: first those whose first word begins so, each by the alphabet as they came. */
function called({ children }, begun) {
  const words = new Map([...children].map((option) => [option, word_of(option.dataset.call, begun)]));
  const order = (one, other) => words.get(one) - words.get(other) || one.dataset.place - other.dataset.place;
  return [...children].filter((option) => words.get(option) >= 0).sort(order);
}

function offer(area) {
  const begun = call_in(area);
  show(area, begun ? called(list_of(area), begun.name) : []);
}

function show(area, found) {
  const list = list_of(area), before = chosen_option();
  for (const option of list.children) option.hidden = !found.includes(option);
  list.append(...found);
  list.hidden = !found.length;
  if (found.length) place(area, list);
  else list.removeAttribute("style"); // htmx would give it to the list of the next form, against the page's policy
  choose(area, found.includes(before) ? before : found[0]);
  say(list.dataset, found.length);
}

/* Above the text, where it does not lie behind a keyboard, if all of it has room there over what was said; else there or
   under the button that sends, where there is more. Nothing that scrolls cuts it off. */
function place(area, { style, scrollHeight }) {
  const { top, left, width } = area.getBoundingClientRect(), { bottom } = area.form.getBoundingClientRect();
  const { offsetTop, height } = visualViewport;
  const above = top - Math.max(offsetTop, area.closest(".sheet").getBoundingClientRect().top) - GAP_PX;
  const below = offsetTop + height - bottom - GAP_PX, needed = Math.min(scrollHeight, MOST_PX);
  const is_above = above >= needed || above > below;
  style.inset = is_above ? `auto auto ${innerHeight - top + GAP_PX / 2}px ${left}px` : `${bottom + GAP_PX / 2}px auto auto ${left}px`;
  style.inlineSize = `${width}px`;
  style.maxBlockSize = `${Math.min(MOST_PX, is_above ? above : below)}px`;
}

function choose(area, option) {
  chosen = option?.id;
  for (const other of list_of(area).children) other.ariaSelected = String(other === option);
  if (!option) return area.removeAttribute("aria-activedescendant");
  area.setAttribute("aria-activedescendant", chosen);
  option.scrollIntoView({ block: "nearest" });
}

function say({ said: words, digits }, count) {
  clearTimeout(saying);
  saying = setTimeout(() => {
    if (count === said) return;
    said = count;
    const number = new Intl.NumberFormat(`en-u-nu-${digits}`).format(count);
    announcer.textContent = count ? words.replace("{n}", number) : "";
  }, SAID_AFTER_MS);
}

function decline(area) {
  left = call_in(area)?.at;
  show(area, []);
}

/* As if it were typed, so that it can be undone. */
function write(area, text, from, to) {
  area.setSelectionRange(from, to);
  document.execCommand("insertText", false, text);
}

function call(area, option) {
  const { at } = call_in(area), caret = area.selectionEnd, space = area.value[caret] === " ";
  left = at;
  write(area, `@${option.dataset.call} `, at, caret + space);
}

function step(area, by) {
  const offered = [...list_of(area).children].filter(({ hidden }) => !hidden);
  choose(area, offered.at((offered.indexOf(chosen_option()) + by) % offered.length));
}

const KEYS = {
  ArrowDown: (area) => step(area, 1),
  ArrowUp: (area) => step(area, -1),
  Enter: (area) => call(area, chosen_option()),
  Tab: (area) => call(area, chosen_option()),
  Escape: decline,
};

/* Before anybody else hears of the key: Escape would close the drawer, Enter send the form. */
document.addEventListener("keydown", (event) => {
  const area = written();
  const plain = !(event.isComposing || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey);
  if (!plain || !area || !chosen_option() || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  KEYS[event.key](area);
}, true);

document.addEventListener("input", ({ target }) => {
  if (!target.matches("[data-calls]")) return;
  target.dir = /\p{L}/u.test(target.value) ? "auto" : document.dir; // an @ alone stands where the page begins
  chosen = undefined; // other letters, another first
  offer(target);
});
document.addEventListener("selectionchange", () => chosen && written() && offer(written()));
document.addEventListener("focusout", ({ target }) => target.matches("[data-calls]") && show(target, []));

const follow = () => chosen && written() && place(written(), list_of(written()));
document.addEventListener("scroll", ({ target }) => !target.matches?.(".callable") && follow(), true);
for (const kind of ["resize", "scroll"]) visualViewport.addEventListener(kind, follow);

/* A touch on a name, or on the @ beside the text, leaves the caret where it is. */
document.addEventListener("mousedown", (event) => event.target.closest(".callable, [data-mention]") && event.preventDefault());
document.addEventListener("click", ({ target }) => {
  const option = target.closest(".callable [role=option]"), button = target.closest("[data-mention]");
  const area = (option ?? button)?.closest("form").querySelector("[data-calls]");
  if (option) call(area, option);
  if (button) begin(area);
});

function begin(area) {
  area.focus();
  left = undefined;
  if (call_in(area)?.name === "") return offer(area);
  const { value, selectionStart, selectionEnd } = area;
  write(area, /\S$/.test(value.slice(0, selectionStart)) ? " @" : "@", selectionStart, selectionEnd);
}

/* A form that came is ready; one that came again offers what it did. */
function prepare() {
  for (const button of document.querySelectorAll("[data-mention]")) button.disabled = false;
  if (chosen && written()) offer(written());
  else chosen = undefined;
}
document.addEventListener("htmx:after:swap", prepare);
prepare();
