/* Sliders for the three weights: what one gains the others give, in proportion, so that they always sum to 100. */
const DIGITS = { arabext: "۰۱۲۳۴۵۶۷۸۹", arab: "٠١٢٣٤٥٦٧٨٩", latn: "0123456789" };
const sum = () => document.getElementById("weights-sum");
const sliders = () => [...document.querySelectorAll("#asking [data-weight]")];
const field_of = (slider) => slider.form.elements[slider.dataset.weight];

const ascii = (text) => text.replace(/[٠-٩]/g, (d) => DIGITS.arab.indexOf(d)).replace(/[۰-۹]/g, (d) => DIGITS.arabext.indexOf(d));
const local = (number) => String(number).replace(/\d/g, (d) => DIGITS[sum().dataset.digits][d]);
/* An empty field counts as what stands there in grey: today's weight. */
const text_in = (field) => ascii(field.value.trim() || field.placeholder);
const number_in = (field) => Math.min(100, Math.max(0, Number.parseInt(text_in(field), 10) || 0));

function show() {
  for (const slider of sliders()) {
    slider.hidden = false;
    slider.value = number_in(field_of(slider));
    slider.ariaValueText = local(slider.value);
  }
  const total = sliders().reduce((all, slider) => all + number_in(field_of(slider)), 0);
  sum().textContent = sum().dataset.sum.replace("{n}", local(total));
  sum().classList.toggle("less", total !== 100);
  for (const field of sliders().map(field_of)) field.ariaInvalid = total !== 100 || Number(text_in(field)) !== number_in(field);
}

/* The largest share of what is left over by rounding goes to the larger of the others. */
function share(moved) {
  const others = sliders().filter((slider) => slider !== moved);
  const left = 100 - Number(moved.value);
  const before = others.map((slider) => number_in(field_of(slider)));
  const all = before[0] + before[1];
  const first = all ? Math.round((left * before[0]) / all) : Math.round(left / 2);
  field_of(moved).value = local(moved.value);
  field_of(others[0]).value = local(first);
  field_of(others[1]).value = local(left - first);
}

document.addEventListener("input", ({ target }) => {
  if (!target.closest?.("#asking .weights")) return;
  if (target.dataset.weight) share(target);
  show();
}, true);
/* An answer to what stood here before would put that back; the next is asked for already. */
document.getElementById("asking").addEventListener("htmx:before:swap", (event) => {
  const now = new URLSearchParams(new FormData(event.currentTarget));
  if (!event.detail.ctx.request.action.endsWith(`?${now}`)) event.preventDefault();
});
/* When others decide or withdraw a focus, the weights follow today's, unless one has moved them. */
const is_moved = ({ value, defaultValue }) => ascii(value) !== ascii(defaultValue);
document.addEventListener("htmx:before:swap", ({ detail: { tasks } }) => {
  const fields = sliders().map(field_of);
  if (!fields.some(is_moved)) return;
  for (const { fragment } of tasks)
    for (const { id, defaultValue } of fields) fragment.querySelector(`#weights #${id}`)?.setAttribute("value", defaultValue);
});
document.addEventListener("htmx:after:swap", show);
for (const field of sliders().map(field_of)) field.value = /^\d+$/.test(ascii(field.value)) ? local(ascii(field.value)) : field.value;
show();
