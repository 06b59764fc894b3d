// Keeps the figures of a petition fresh while somebody looks at the page.
const EVERY_MS = 15_000;
const SLOWEST_MS = 480_000;

const box = document.querySelector("[data-count-url]");

/** Group digits the way the server does: its sample, 1234567, shows the separator. */
function format(number) {
  const separator = box.dataset.sample.replace(/\d/g, "").slice(0, 1);
  return String(number).replace(/\B(?=(\d{3})+$)/g, separator);
}

// The web processes keep answers of their own: one may be a moment older than what is shown.
let latest = 0;

function show(count) {
  const asOf = Date.parse(count.as_of);
  if (asOf < latest) return;
  latest = asOf;
  for (const place of box.querySelectorAll("[data-count]")) {
    const text = format(count[place.dataset.count]);
    // An unchanged live region must not be written to: it would be read aloud again.
    if (place.textContent !== text) place.textContent = text;
  }
  const progress = box.querySelector("progress");
  progress.max = count.goal;
  progress.value = count.total;
}

/** A person who is filling in the form is not to be interrupted by a screen reader. */
const isTyping = () => document.activeElement?.closest("form") != null;

let wait = EVERY_MS;
let timer;

async function poll() {
  if (!isTyping()) {
    try {
      const answer = await fetch(box.dataset.countUrl, { credentials: "omit" });
      if (!answer.ok) throw new Error(answer.statusText);
      show(await answer.json());
      wait = EVERY_MS;
    } catch {
      wait = Math.min(wait * 2, SLOWEST_MS);
    }
  }
  schedule();
}

function schedule() {
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(poll, wait);
}

if (box) {
  document.addEventListener("visibilitychange", schedule);
  schedule();
}
