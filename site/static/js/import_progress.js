// Moves the bar while the worker goes through a file, and shows the page anew when a step is done.
const bar = document.getElementById("import-progress");
const done = document.getElementById("import-done");
const numbers = new Intl.NumberFormat(document.documentElement.lang || "en");

async function look() {
  try {
    const response = await fetch(bar.dataset.url, { headers: { Accept: "application/json" } });
    if (response.ok) {
      const now = await response.json();
      if (now.state !== bar.dataset.state) {
        location.reload();
        return;
      }
      bar.max = now.total;
      bar.value = now.done;
      done.textContent = numbers.format(now.done);
    }
  } catch {
    // No network for a moment; the next look may have one.
  }
  setTimeout(look, Number(bar.dataset.every));
}

setTimeout(look, Number(bar.dataset.every));
