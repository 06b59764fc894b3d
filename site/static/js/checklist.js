// Keeps the ticks of checklists on the reader's own device; nothing leaves it.
// A tick belongs to its item, so it is found again in every language and edition.

const NAMESPACE = "undersigned.checklist.";

function read(key) {
  try {
    return new Set(JSON.parse(localStorage.getItem(key) ?? "[]"));
  } catch {
    // No storage on this device, or something else wrote there: begin without ticks.
    return new Set();
  }
}

function write(key, ticked) {
  try {
    if (ticked.size) localStorage.setItem(key, JSON.stringify([...ticked]));
    else localStorage.removeItem(key);
  } catch {
    // A private window or a full device: the ticks last as long as the page.
  }
}

for (const checklist of document.querySelectorAll("[data-checklist]")) {
  const key = NAMESPACE + checklist.dataset.checklist;
  const boxes = [...checklist.querySelectorAll('input[type="checkbox"]')];

  const show = () => {
    const ticked = read(key);
    for (const box of boxes) box.checked = ticked.has(box.value);
  };

  checklist.addEventListener("change", (event) => {
    const ticked = read(key);
    if (event.target.checked) ticked.add(event.target.value);
    else ticked.delete(event.target.value);
    write(key, ticked);
  });
  // The same checklist in another tab.
  addEventListener("storage", (event) => event.key === key && show());
  // Also when the browser brings the page back as it was left.
  addEventListener("pageshow", show);
  show();
}
