/* A term's meaning beside the word; and which part of the lesson is being read. Without this, its link leads to the
   glossary. */
const meaning = document.getElementById("meaning");

const term_of = (link) => document.querySelector(`.words > #${CSS.escape(link.hash.slice(1))}`);

document.addEventListener("click", (event) => {
  const link = event.target.closest(".prose a[href*='#term-']");
  const term = link && term_of(link);
  if (!term || !meaning.showPopover || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const [name, said] = [term.querySelector("dt"), term.querySelector("dd")];
  const title = document.createElement("b"), text = document.createElement("span");
  title.textContent = name.textContent;
  text.textContent = said.textContent;
  for (const [from, to] of [[name, title], [said, text]]) if (from.lang) Object.assign(to, { lang: from.lang, dir: from.dir });
  meaning.replaceChildren(title, text);
  if (meaning.matches(":popover-open")) meaning.hidePopover();
  meaning.showPopover({ source: link });
  document.getElementById("announcer").textContent = `${title.textContent}: ${text.textContent}`;
});

const entries = [...document.querySelectorAll(".contents a")];
if (entries.length && "IntersectionObserver" in window) {
  const shown = new Map(entries.map((entry) => [document.getElementById(entry.hash.slice(1)), entry]));
  const watch = new IntersectionObserver((seen) => {
    const now = seen.find(({ isIntersecting }) => isIntersecting);
    if (!now) return;
    for (const entry of entries) entry.removeAttribute("aria-current");
    shown.get(now.target)?.setAttribute("aria-current", "true");
  }, { rootMargin: "0px 0px -70% 0px" });
  for (const heading of shown.keys()) if (heading) watch.observe(heading);
}
