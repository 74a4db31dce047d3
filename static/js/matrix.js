/* The matrix by keyboard, and what its sheet needs beside itself. Everything is also there as plain links. */
const sheet = document.getElementById("sheet");
let stood; // the cell that the keyboard stands on, by its id

const matrix = () => document.querySelector("table.matrix");
const opens = (cell) => cell?.querySelector("a.open");
const is_list = () => getComputedStyle(matrix()).display !== "table";

/* One stop for the tabulator; inside, the arrows. */
function rove() {
  const cells = [...(matrix()?.querySelectorAll(".cell") ?? [])];
  const here = cells.find(({ id }) => id === stood) ?? cells[0];
  for (const cell of cells) opens(cell)?.setAttribute("tabindex", cell === here ? 0 : -1);
}

function go(cell) {
  if (!cell) return;
  stood = cell.id;
  rove();
  opens(cell)?.focus();
}

/* In the table by column and row, in the direction that the page reads; in the list of a phone one after another. */
function next_to(cell, key) {
  const rows = [...matrix().tBodies[0].rows];
  const row = cell.parentElement, column = cell.cellIndex;
  const cells = (of) => [...(of?.querySelectorAll(".cell") ?? [])];
  const step = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (is_list()) {
    const shown = rows.flatMap((of) => cells(of).sort((a, b) => b.matches("[data-filled]") - a.matches("[data-filled]")));
    return step ? shown[shown.indexOf(cell) + step] : key === "Home" ? shown[0] : key === "End" ? shown.at(-1) : null;
  }
  if (step) return rows[rows.indexOf(row) + step]?.cells[column];
  if (key === "Home") return cells(row)[0];
  if (key === "End") return cells(row).at(-1);
  const onward = key === (getComputedStyle(row).direction === "rtl" ? "ArrowLeft" : "ArrowRight");
  return cells(row)[cells(row).indexOf(cell) + (onward ? 1 : -1)];
}

const KEYS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"];
document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.(".matrix .cell");
  if (!cell || !KEYS.includes(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  go(next_to(cell, event.key));
});
document.addEventListener("focusin", ({ target }) => {
  const cell = target.closest?.(".matrix .cell");
  if (cell && cell.id !== stood) { stood = cell.id; rove(); }
});

/* A sheet that is closed: nobody edits that cell any more, and the cell is as it is now. */
let cell_url;
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  rove();
  find();
  if (ctx.target === sheet) cell_url = sheet.querySelector("[data-cell]")?.dataset.cell ?? cell_url;
});
sheet.addEventListener("close", () => {
  if (cell_url) htmx.ajax("GET", cell_url, { source: document.getElementById("relationships"), swap: "none" });
  cell_url = undefined;
});
sheet.addEventListener("click", (event) => {
  if (event.target.closest("a[data-close]")) event.preventDefault();
});

/* Finding a note to tie: by any of its words. */
const plain = (text) => text.toLocaleLowerCase().replace(/[يى]/g, "ی").replace(/ك/g, "ک").replace(/[\u200c\u064b-\u0652]/g, "");
function find() {
  const field = sheet.querySelector("[data-finds]");
  if (!field) return;
  const words = plain(field.value).split(/\s+/);
  for (const note of sheet.querySelectorAll(`#${field.dataset.finds} button`))
    note.hidden = !words.every((word) => plain(note.textContent).includes(word));
}
sheet.addEventListener("input", ({ target }) => target.matches("[data-finds]") && find());

rove();
