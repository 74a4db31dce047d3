/* The number on the bell: asked for when the page stands, when the stream says so, and, on pages without a stream,
   once a minute. The list of what one was told of asks for itself again when it counts otherwise; there it is looked
   more often. A page that is signed out or offline keeps what it shows. */
const bell = document.getElementById("bell");
const announcer = document.getElementById("announcer");
const list = () => document.getElementById("told");
const EVERY_MS = list() ? 15_000 : 60_000;
let asked = 0;

async function ask() {
  asked = Date.now();
  try {
    const answer = await fetch(bell.dataset.count, { headers: { "HX-Request": "true" } });
    if (answer.status === 200) show(await answer.text());
  } catch {} // the next time will do
}

const number = (node) => node.querySelector(".unread")?.textContent ?? "";

function show(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("bell");
  if (!fresh) return;
  if (list() && list().dataset.number !== number(fresh)) list().dispatchEvent(new Event("fresh"));
  if (number(fresh) === number(bell)) return;
  const is_news = bell.dataset.known && number(fresh);
  bell.dataset.known = "1";
  bell.ariaLabel = fresh.ariaLabel;
  bell.replaceChildren(...fresh.childNodes);
  if (is_news) announcer.textContent = fresh.ariaLabel;
}

/* A page that hears of it has an element for the word (live/words.py), as long as its stream lives. */
const is_streaming = () => document.getElementById("bell-word") && document.getElementById("live");
const is_old = () => Date.now() - asked > EVERY_MS - 1000;

if (bell) {
  ask().then(() => (bell.dataset.known = "1"));
  bell.addEventListener("ring", ask);
  setInterval(() => document.visibilityState === "visible" && !is_streaming() && ask(), EVERY_MS);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && is_old() && ask());
}
