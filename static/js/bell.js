/* The number on the bell: asked for whenever the page's stream begins, for what rang before was heard by nobody, and when
   it says so; on pages without a stream at once, and then once a minute. The list of what one was told of asks for itself
   again when it counts otherwise; there it is looked more often. A page that is signed out or offline keeps what it
   shows. */
const bell = document.getElementById("bell");
const announcer = document.getElementById("announcer");
const list = () => document.getElementById("told");
const EVERY_MS = list() ? 15_000 : 60_000;
let asked = 0;

async function ask() {
  asked = Date.now();
  try {
    const answer = await fetch(bell.dataset.count, { headers: { "HX-Request": "true" } });
    if (answer.status !== 200) return;
    show(await answer.text());
    bell.dataset.known = "1";
  } catch {} // the next time will do
}

const number = (node) => node.querySelector(".unread")?.textContent ?? "";

function show(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("bell");
  if (!fresh) return;
  if (list() && list().dataset.number !== number(fresh)) list().dispatchEvent(new Event("fresh"));
  if (number(fresh) === number(bell)) return;
  const is_news = bell.dataset.known && number(fresh);
  bell.ariaLabel = fresh.ariaLabel;
  bell.replaceChildren(...fresh.childNodes);
  if (is_news) announcer.textContent = fresh.ariaLabel;
}

/* A page that hears of it has an element for the word (live/words.py), as long as its stream lives. */
const is_streaming = () => document.getElementById("bell-word") && document.getElementById("live");
const is_old = () => Date.now() - asked > EVERY_MS - 1000;
const look = () => document.visibilityState === "visible" && is_old() && !is_streaming() && ask();

if (bell) {
  look();
  setInterval(look, EVERY_MS);
  document.addEventListener("visibilitychange", look);
  document.addEventListener("htmx:after:sse:connection", ask);
  bell.addEventListener("ring", ask);
}
