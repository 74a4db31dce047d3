/* Dragging notes; under a finger only the fallback scrolls. */
const board = document.querySelector(".board");

function dropped({ item, to, from, oldIndex, newIndex }) {
  if (to === from && oldIndex === newIndex) return;
  const after = item.previousElementSibling?.dataset.id ?? "";
  const values = item.matches(".segment") ? { after } : { block: to.dataset.block, after };
  item.dispatchEvent(new CustomEvent("boom:move", { bubbles: true, detail: values }));
}

function make_sortable(list) {
  new Sortable(list, {
    group: list.dataset.block === "customer_segments" ? "segments" : "notes",
    draggable: ".note:not(.editor)",
    filter: ({ target }) => board.dataset.role < 30 || target.closest(".more, a, textarea"),
    preventOnFilter: false,
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
    delay: 250,
    delayOnTouchOnly: true,
    forceFallback: matchMedia("(pointer: coarse)").matches,
    ghostClass: "ghost",
    chosenClass: "chosen",
    dragClass: "dragged",
    onEnd: dropped,
  });
}

import(board.dataset.sortable).then(() => board.querySelectorAll(".notes").forEach(make_sortable), () => {});
