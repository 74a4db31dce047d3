/* The slider of the past: while it is dragged the board follows, one request at a time, and then what was asked for last.
   The moments on the way are no pages of their own: each takes the place of the one before in the browser's history. */
const WAIT_MS = 120;
let waiting, wish; // where the slider stands, and the page does not yet

const show = (slider) => {
  htmx.ajax("GET", `${slider.dataset.here}seq=${wish}`, {
    source: "#past", target: "#past", select: "#past", swap: "outerMorph", replace: "true", wish,
  });
};

document.addEventListener("input", ({ target }) => {
  if (target.id !== "stop") return;
  wish = target.dataset.stops.split(" ")[target.value];
  clearTimeout(waiting);
  waiting = setTimeout(() => show(target), WAIT_MS);
});

/* What a link or another form asks for after it counts instead. */
document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  if (ctx.wish) return;
  wish = undefined;
  clearTimeout(waiting);
});

/* An answer to anything else leaves it where it is: under the finger, or where the finger let go. */
document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => {
  document.getElementById("stop")?.toggleAttribute("hx-morph-skip", Boolean(wish) && ctx.wish !== wish);
});
document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  if (ctx.wish === wish) wish = undefined;
});
