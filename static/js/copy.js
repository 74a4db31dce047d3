/* A button that copies what it names, and says so. Until this is here it would do nothing, and looks so. */
for (const button of document.querySelectorAll("[data-copies]")) button.disabled = false;

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copies]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copies);
  getSelection().selectAllChildren(source);
  if (navigator.clipboard) await navigator.clipboard.writeText(source.textContent);
  else document.execCommand("copy"); // no secure context: a machine of one's own, by its address
  button.querySelector("span").textContent = button.dataset.copied;
  document.getElementById("announcer").textContent = button.dataset.copied;
});
