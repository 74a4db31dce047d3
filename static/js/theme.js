/* Runs before the first paint: the reader's own choice of light or dark, kept on this device. */
(() => {
  const root = document.documentElement;
  const kept = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const keep = (theme) => { try { localStorage.setItem("theme", theme); } catch { /* private window: this page only */ } };

  const apply = (theme) => (root.dataset.theme = theme ?? "system"); // which no style knows
  const check = () => {
    for (const choice of document.getElementsByName("theme")) choice.checked = choice.value === root.dataset.theme;
  };

  apply(kept());
  document.addEventListener("DOMContentLoaded", check);
  document.addEventListener("change", ({ target }) => {
    if (target.name !== "theme") return;
    apply(target.value);
    keep(target.value);
  });
  addEventListener("storage", ({ key, newValue }) => { if (key === "theme") { apply(newValue); check(); } });
})();
