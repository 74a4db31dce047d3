/* Where nobody has chosen a time zone yet, a form that asks for one begins with the browser's. */
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
const here = timeZone === "UTC" ? "" : timeZone; // which says a browser that keeps to itself where it is

const isHere = (zone) => { // under another name: browsers still say Asia/Calcutta
  try { return Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone === here; } catch { return false; }
};
const optionIn = ({ options }) => {
  const zones = [...options].filter(({ value }) => here && value);
  return zones.find(({ value }) => value === here) ?? zones.find(({ value }) => isHere(value));
};

for (const field of document.querySelectorAll("input[data-zone]")) field.value = here;
for (const field of document.querySelectorAll("select[data-zone]")) {
  const option = field.selectedOptions[0]?.defaultSelected && optionIn(field);
  if (option) field.value = option.value;
}
for (const button of document.querySelectorAll("[data-zone-for]")) {
  const offer = button.closest(".field"), field = document.getElementById(button.dataset.zoneFor);
  const option = !field.value && optionIn(field);
  if (!option) continue;
  button.querySelector("bdi").textContent = option.text;
  offer.hidden = false;
  button.addEventListener("click", () => { field.value = option.value; field.focus(); offer.hidden = true; });
}
