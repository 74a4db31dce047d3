/* A button that prints the page; until this is here it would do nothing, and looks so. */
for (const button of document.querySelectorAll("[data-prints]")) button.disabled = false;

document.addEventListener("click", (event) => event.target.closest("[data-prints]") && print());
