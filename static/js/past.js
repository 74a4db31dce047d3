/* The slider of the past: while it is dragged the board follows, one request at a time. */
const WAIT_MS = 120;
let waiting;

const show = (slider) => {
  const seq = slider.dataset.stops.split(" ")[slider.value];
  htmx.ajax("GET", `${slider.dataset.here}seq=${seq}`, {
    source: "#past", target: "#past", select: "#past", swap: "outerMorph", push: "true",
  });
};

document.addEventListener("input", ({ target }) => {
  if (target.id !== "stop") return;
  clearTimeout(waiting);
  waiting = setTimeout(() => show(target), WAIT_MS);
});
