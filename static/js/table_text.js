/* CSV in a box: between Arabic letters and numbers a comma stands now here, now there. Tabs keep cells apart whatever
   way they run, so what is pasted is laid out in columns. */
const SEPARATORS = [";", "؛", ",", "،"];
/* Between semicolons 1,500 can be two numbers, and only they tell that to who reads the table. */
const asks = (separator, cell) => ";؛".includes(separator) && /\p{Nd}[.,]\p{Nd}/u.test(cell);

/* The cells of each line, or nothing where the text is no such table. */
function cells_of(text, separator) {
  const rows = [[]];
  let cell = "", quoted = false;
  const end = () => { rows.at(-1).push(cell); cell = ""; };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quoted && sign === '"' && text[at + 1] === '"') cell += text[++at];
    else if (sign === '"' && (quoted || !cell)) quoted = !quoted;
    else if (quoted) cell += sign;
    else if (sign === separator) end();
    else if (sign === "\n") { end(); rows.push([]); }
    else cell += sign;
  }
  end();
  return quoted ? null : rows;
}

function in_columns(text) {
  const lines = text.replace(/\r\n?/g, "\n");
  const [first] = lines.split("\n");
  if (lines.includes("\t")) return lines;
  const separator = SEPARATORS.reduce((best, sign) => (first.split(sign).length > first.split(best).length ? sign : best));
  const rows = first.includes(separator) ? cells_of(lines, separator) : null;
  const torn = (cells) => cells.length !== rows[0].length && cells.join("").trim(); // or what stands above is a title
  if (!rows || rows.some(torn)) return lines;
  if (rows.flat().some((cell) => /[\n"]/.test(cell) || asks(separator, cell))) return lines; // it needs its own signs
  return rows.map((cells) => cells.join("\t")).join("\n");
}

for (const box of document.querySelectorAll(".table-text")) {
  box.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain");
    if (!text) return;
    event.preventDefault();
    box.setRangeText(in_columns(text), box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
  box.addEventListener("change", () => (box.value = in_columns(box.value)));
  box.value = in_columns(box.value);
}
