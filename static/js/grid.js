/* The grid of figures: moving between cells, pasting a block, hints while typing, and nothing typed overwritten. */
const DIGITS = { arabext: "۰۱۲۳۴۵۶۷۸۹", arab: "٠١٢٣٤٥٦٧٨٩", latn: "0123456789" };
const form = () => document.getElementById("months");
const rows = () => [...document.querySelectorAll("#months .grid tbody tr")];
const cells = (row) => [...row.querySelectorAll("td input")];
const part = (row, name) => row.querySelector(`input[type=hidden][name$="-${name}"]`);

/* "" for an empty cell, ASCII digits for a number, undefined for what is none. */
function plain(text) {
  const typed = text
    .replace(/[٠-٩]/g, (d) => DIGITS.arab.indexOf(d))
    .replace(/[۰-۹]/g, (d) => DIGITS.arabext.indexOf(d))
    .replace(/[\u200b-\u200f\u061c\u202a-\u202c\u2066-\u2069]/g, "")
    .replace(/[٬،,’'\s](?=\d{3})/g, "")
    .replace("٫", ".")
    .trim();
  if (!typed) return "";
  if (!/^\d+(\.\d+)?$/.test(typed)) return undefined;
  return typed.replace(/^0+(?=\d)/, "").replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
}

function write(number) {
  const digits = DIGITS[form().dataset.digits];
  const grouped = String(number).replace(/\B(?=(\d{3})+$)/g, form().dataset.digits === "latn" ? "," : "٬");
  return grouped.replace(/\d/g, (d) => digits[d]);
}

const typed_in = (row) => cells(row).map((cell) => plain(cell.value));

/* A row that holds something unsaved is left alone by what arrives. */
function mark(row) {
  if (!cells(row).length) return;
  const unsaved = typed_in(row).map((value) => value ?? "?").join("|") !== part(row, "was").value;
  row.toggleAttribute("data-unsaved", unsaved);
  row.toggleAttribute("hx-morph-skip", unsaved);
  if (!unsaved) row.classList.remove("behind-row");
}

/* Active customers that the month before, new and lost make, where all are there. */
function hint(row, before) {
  const shown = row.querySelector(".hint");
  if (!shown || !before) return;
  const [active, fresh, lost] = typed_in(row);
  const [earlier] = typed_in(before);
  const known = [active, fresh, lost, earlier].every((value) => value);
  const expected = Number(earlier) + Number(fresh) - Number(lost);
  shown.hidden = !known || expected === Number(active) || expected < 0;
  if (!shown.hidden) shown.textContent = form().dataset.hint.replace("{n}", write(expected));
}

function look_again(row) {
  const all = rows();
  const at = all.indexOf(row);
  mark(row);
  hint(row, all[at + 1]);
  if (at > 0) hint(all[at - 1], row);
}

document.addEventListener("input", ({ target }) => {
  const row = target.closest?.("#months .grid tbody tr");
  if (row) look_again(row);
});

/* Arrows and Enter, as in a spreadsheet; left and right only from the edge of what is typed. Where a month is a list of
   its figures, down is the next of them, and past the last the next month that is open. */
function neighbour(cell, key) {
  const row = cell.closest("tr");
  const all = rows();
  const down = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[key];
  if (down && getComputedStyle(row).display !== "table-row") {
    const open = all.flatMap(cells).filter((each) => each.getClientRects().length);
    return open[open.indexOf(cell) + down];
  }
  if (down) return cells(all[all.indexOf(row) + down] ?? row)[cells(row).indexOf(cell)];
  const forward = (key === "ArrowRight") === (getComputedStyle(row).direction === "ltr");
  return cells(row)[cells(row).indexOf(cell) + (forward ? 1 : -1)];
}

function leaves(cell, key) {
  if (["ArrowDown", "ArrowUp", "Enter"].includes(key)) return true;
  const whole = cell.selectionEnd - cell.selectionStart === cell.value.length;
  const edge = key === "ArrowLeft" ? 0 : cell.value.length;
  return whole || (cell.selectionStart === edge && cell.selectionEnd === edge);
}

document.addEventListener("keydown", (event) => {
  const { target, key, shiftKey, ctrlKey, metaKey, altKey, isComposing } = event;
  if (!target.matches?.("#months .grid td input") || !/^(Arrow(Up|Down|Left|Right)|Enter)$/.test(key)) return;
  if (shiftKey || ctrlKey || metaKey || altKey || isComposing || !leaves(target, key)) return;
  event.preventDefault();
  const next = neighbour(target, key);
  next?.focus();
  next?.select();
});

/* A block of cells from a spreadsheet fills the grid from the cell it is pasted into. */
document.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n+$/, "") ?? "";
  if (!event.target.matches?.("#months .grid td input") || !/[\t\n]/.test(text)) return;
  event.preventDefault();
  const over = fill(event.target, text.split("\n").map((line) => line.split("\t")));
  say(form().dataset.filled, pasted.length);
  if (over) announcer.textContent += ` ${form().dataset.over.replace("{n}", write(over))}`;
});

const announcer = document.getElementById("announcer");
const say = (words, n) => (announcer.textContent = words.replace("{n}", write(n)));
let pasted = []; // the cells of the last block, with what stood in them

function put(cell, text) {
  cell.value = text;
  look_again(cell.closest("tr"));
}

function fill(first, block) {
  const all = rows();
  const top = all.indexOf(first.closest("tr"));
  const start = cells(all[top]).indexOf(first);
  let over = 0;
  pasted = [];
  block.forEach((line, i) => {
    const row = all[top + i];
    line.forEach((text, j) => {
      const cell = row && cells(row)[start + j];
      if (!cell) return (over += 1);
      pasted.push({ cell, before: cell.value, after: text.trim() });
      put(cell, text.trim());
    });
  });
  return over;
}

/* The browser takes back what was typed; what a block filled it knows nothing of. As long as nothing else stands there,
   Ctrl+Z takes the whole block back, and Ctrl+Y puts it there again. */
document.addEventListener("keydown", (event) => {
  const key = (/^[a-z]$/i.test(event.key) ? event.key : event.code.replace("Key", "")).toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || !["y", "z"].includes(key) || !event.target.closest?.("#months .grid")) return;
  const [from, to] = key === "z" && !event.shiftKey ? ["after", "before"] : ["before", "after"];
  if (!pasted.length || pasted.some(({ cell, [from]: text }) => !cell.isConnected || cell.value !== text)) return;
  event.preventDefault();
  for (const { cell, [to]: text } of pasted) put(cell, text);
  say(form().dataset[to === "before" ? "undone" : "filled"], pasted.length);
});

/* Leaving with something unsaved asks first. */
addEventListener("beforeunload", (event) => {
  if (rows().some((row) => row.hasAttribute("data-unsaved")) && !form()?.dataset.sent) event.preventDefault();
});
document.addEventListener("submit", ({ target }) => {
  if (target === form() && !target.hasAttribute("hx-boost")) target.dataset.sent = "1";
});

/* What was saved is what the page now begins with; what was typed since stays unsaved. */
let sent = [];
document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  if (ctx.sourceElement !== form()) return;
  sent = rows()
    .filter((row) => row.hasAttribute("data-unsaved"))
    .map((row) => [row, typed_in(row).join("|")]);
});
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  if (ctx.sourceElement !== form() || !ctx.response?.headers?.has("Boom-Seq")) return;
  for (const [row, figures] of sent) {
    part(row, "was").value = figures;
    part(row, "version").value = Number(part(row, "version").value) + 1;
    mark(row);
  }
  document.querySelector(`#months .clashes${sent.length ? "" : ":not(.strays)"}`)?.remove();
  document.querySelector("#months .errors.nonfield")?.remove();
  for (const cell of document.querySelectorAll("#months .cell-error")) cell.remove();
  for (const cell of document.querySelectorAll("#months [aria-invalid]")) cell.removeAttribute("aria-invalid");
  sent = [];
});

/* What arrives never takes the place of what is being typed: the row stays, and says that it changed meanwhile. Nor of
   what waits to be copied over. */
document.addEventListener("htmx:before:swap", ({ detail: { ctx, tasks } }) => {
  if (ctx.sourceElement === form()) return;
  const typing = rows().filter((row) => row.hasAttribute("data-unsaved"));
  const waits = document.querySelector("#months .strays");
  for (const task of [...tasks]) {
    if (!(typing.length || waits) || !task.target?.contains?.(form())) continue;
    const arriving = typing.map((row) => task.fragment.querySelector(`#${row.id}`));
    const behind = typing.filter((row, i) => arriving[i]?.dataset.version !== part(row, "version").value);
    for (const row of behind) row.classList.add("behind-row");
    if (behind.length) show_behind(form());
    if (waits || arriving.some((row) => !row)) tasks.splice(tasks.indexOf(task), 1);
  }
});
function show_behind(shown) {
  shown.querySelector(".behind").hidden = false;
}

document.addEventListener("htmx:after:swap", () => {
  const typing = rows().filter((row) => row.hasAttribute("data-unsaved"));
  for (const row of rows()) {
    if (typing.includes(row)) continue;
    for (const cell of cells(row)) if (cell.value !== cell.defaultValue) cell.value = cell.defaultValue;
  }
  if (typing.some((row) => row.classList.contains("behind-row")) && form()) show_behind(form());
  const wrong = document.querySelector("#months [aria-invalid=true], #months .clashes");
  if (wrong && !wrong.dataset.seen) {
    wrong.dataset.seen = "1";
    wrong.focus();
  }
});
