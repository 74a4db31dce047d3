/* Menus where a browser knows no popovers: a press on its button opens one, another or one beside it closes it. */
const close = () => document.querySelectorAll("[popover].open").forEach((menu) => menu.classList.remove("open"));

document.addEventListener("click", ({ target }) => {
  if (target.closest("[popover]")) return;
  const menu = document.getElementById(target.closest("[popovertarget]")?.getAttribute("popovertarget"));
  const opens = menu && !menu.matches(".open");
  close();
  if (!opens) return;
  document.body.append(menu); // what frames it would be its window
  menu.classList.add("open");
  menu.querySelector("a, button, input")?.focus();
});
document.addEventListener("keydown", ({ key }) => key === "Escape" && close());
