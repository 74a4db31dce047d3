/* Three weights that make 100. A slider that moves takes from the other two, or gives to them; a number that is typed
   moves its slider, and the sum is told. Without this the form says what the sum is when it is sent. */
const WHOLE = 100;

const rows_of = (form) =>
  [...form.querySelectorAll(".weight")].map((row) => ({
    field: row.querySelector("input:not([type=range])"),
    slider: row.querySelector("[type=range]"),
  }));

/* In any of the three families of digits; their low four bits are the digit. */
const read = ({ value }) => Number(value.trim().replace(/[۰-۹٠-٩]/g, (digit) => digit.charCodeAt(0) & 15));
const write = (form, number) => String(number).replace(/\d/g, (digit) => form.dataset.digits[digit]);

/* What is left of 100 goes to the others as they stood to each other. */
function make_room(form, moved) {
  const others = rows_of(form).filter(({ slider }) => slider !== moved);
  const left = WHOLE - moved.valueAsNumber;
  const [first, second] = others.map(({ slider }) => slider.valueAsNumber);
  const part = first + second ? Math.round((left * first) / (first + second)) : Math.round(left / 2);
  others[0].slider.value = part;
  others[1].slider.value = left - part;
  for (const { field, slider } of rows_of(form)) field.value = write(form, slider.value);
}

function follow(form) {
  for (const { field, slider } of rows_of(form)) if (read(field) >= 0) slider.value = read(field);
}

function tell_sum(form) {
  const sum = rows_of(form).reduce((sum, { field }) => sum + read(field), 0);
  const output = form.querySelector(".sum output");
  output.value = Number.isNaN(sum) ? "—" : `${write(form, sum)} / ${write(form, WHOLE)}`;
  output.closest(".sum").toggleAttribute("data-off", sum !== WHOLE);
}

function set_up() {
  for (const form of document.querySelectorAll("[data-weights]:not([data-ready])")) {
    form.dataset.ready = "";
    follow(form);
    tell_sum(form);
    for (const part of form.querySelectorAll(".weight [type=range], .sum")) part.hidden = false;
  }
}

document.addEventListener("input", ({ target }) => {
  const form = target.closest(".weight")?.closest("[data-weights]");
  if (!form) return;
  if (target.type === "range") make_room(form, target);
  else follow(form);
  tell_sum(form);
});
document.addEventListener("htmx:after:swap", set_up);
set_up();
