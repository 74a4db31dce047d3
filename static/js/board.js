/* Working on the board: opening editors in place, the sheet, keys. All of it is also there as plain links. */
const board = document.querySelector(".board");
const sheet = document.getElementById("sheet");
const may_edit = () => board.dataset.role >= 30;
const coarse = matchMedia("(pointer: coarse)").matches;

const note_of = (element) => element?.closest?.(".note[data-id]");
const action_of = (note, action) => note.querySelector(".more").href.replace(/(menu|editor)\/$/, action);
const get = (url, target, swap) => htmx.ajax("GET", url, { source: target, target, swap });

function open_menu(note) {
  get(note.querySelector(".more").href, sheet, "innerHTML");
}

/* A segment is written in the sheet; there those who may not edit read of both. */
function open_editor(note) {
  if (note.matches(".editor")) return;
  if (may_edit() && !note.matches(".segment")) get(action_of(note, "editor/"), note, "outerHTML");
  else open_menu(note);
}

/* An edit sent without a form of its own in the page. */
function send(note, action, values) {
  return htmx.ajax("POST", action_of(note, action), { source: note, target: sheet, swap: "innerHTML", values });
}

function step(note, forward) {
  const rows = [...note.parentElement.children];
  const at = rows.indexOf(note);
  const after = forward ? rows[at + 1] : rows[at - 2];
  if (forward ? !after : at === 0) return;
  send(note, "move/", { block: note.parentElement.dataset.block, after: after?.dataset.id ?? "" }).then(() => {
    document.getElementById(note.id)?.focus();
  });
}

board.addEventListener("click", (event) => {
  const note = note_of(event.target);
  if (note && event.target.closest(".text") && getSelection().isCollapsed) open_editor(note);
});

/* From the sheet to an editor in the note's own place. */
sheet.addEventListener("click", (event) => {
  const in_place = event.target.closest("[data-in-place]");
  if (!in_place) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  sheet.close();
  open_editor(document.getElementById(in_place.dataset.inPlace));
}, true);

/* The composer stays open for the next note; closing it, or dropping a draft, needs no server. */
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const form = ctx.sourceElement;
  if (!form.matches?.(".composer") || !ctx.response?.headers?.has("Boom-Seq")) return;
  form.reset();
  form.querySelectorAll(".errors").forEach((error) => error.remove());
  const area = form.querySelector("textarea");
  area.value = area.defaultValue = "";
  if (form.contains(document.activeElement) || document.activeElement === document.body) area.focus();
});
board.addEventListener("click", (event) => {
  const closes = event.target.closest("[data-close]");
  const drops = event.target.closest("[data-drop]");
  if (!closes && !drops) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (closes) reset_composer(closes.closest(".compose"));
  else drops.closest(".note").remove();
}, true);

function reset_composer(compose) {
  compose.replaceChildren(compose.querySelector("template").content);
  htmx.process(compose);
  compose.querySelector("a")?.focus();
}

/* Keys work on any layout: the letter if it is Latin, else the key's place. Never inside a field. */
const letter = (event) => (/^[\x20-\x7e]$/.test(event.key) ? event.key : event.code.replace(/^Key/, "")).toLowerCase();

function on_board(event, note) {
  if (event.key === "Enter") return open_editor(note);
  if (event.altKey && event.key === "ArrowUp" && may_edit()) return step(note, false);
  if (event.altKey && event.key === "ArrowDown" && may_edit()) return step(note, true);
  if (event.key === "ArrowUp" || event.key === "ArrowDown") return neighbour(note, event.key === "ArrowDown")?.focus();
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  if (event.key === "Delete" && may_edit()) return send(note, "remove/", { version: note.dataset.version });
  if (letter(event) === "m") return open_menu(note);
  if (letter(event) === "n" && may_edit()) return note.closest(".block").querySelector(".add")?.click();
  return false;
}

function neighbour(note, forward) {
  const notes = [...board.querySelectorAll(".note")];
  return notes[notes.indexOf(note) + (forward ? 1 : -1)];
}

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("textarea, input, select, [contenteditable]");
  if (field) return in_field(event, field);
  const note = document.activeElement?.matches?.(".note[data-id]") ? document.activeElement : null;
  if (note && on_board(event, note) !== false) return event.preventDefault();
  const asked = (event.ctrlKey || event.metaKey) && !event.shiftKey && may_edit() && { z: "undo-last", y: "redo-last" }[letter(event)];
  if (asked) {
    event.preventDefault();
    const waits = event.repeat && document.querySelector("[data-turns][data-busy]"); // a key that is held goes on after it
    if (!waits) document.getElementById(asked)?.requestSubmit();
  }
  if (["?", "؟"].includes(event.key)) document.getElementById("shortcuts")?.showModal();
});

function in_field(event, field) {
  const form = field.closest("form[data-edit]");
  if (!form || event.isComposing) return;
  if (event.key === "Escape" && board.contains(form)) (form.querySelector("[data-cancel], [data-close]") ?? form).click();
  const sends = event.ctrlKey || event.metaKey || (!coarse && !event.shiftKey && field.matches(".board textarea"));
  if (event.key === "Enter" && sends && field.matches("textarea")) {
    event.preventDefault();
    form.requestSubmit();
  }
}

/* Dragging comes with the first touch of the pointer, not with the page; where the line is away, with the next, and only
   for whoever may. */
const await_pointer = () => board.addEventListener("pointerenter", bring_dragging, { once: true, capture: true });
const bring_dragging = () => (may_edit() ? import(board.dataset.drag).catch(await_pointer) : await_pointer());
await_pointer();
board.addEventListener("boom:move", ({ target, detail }) => send(target, "move/", detail));
