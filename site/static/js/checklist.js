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
  const section = checklist.closest("section");
  const line = section.querySelector("[data-checklist-status]");
  const status = line.querySelector("[role=status]");
  const tools = section.querySelector("[data-checklist-tools]");
  const clear = tools.querySelector("[data-clear]");
  const undo = tools.querySelector("[data-undo]");
  let cleared = new Set();

  /** Say how many boxes are ticked, in the words that the page brings. */
  const count = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    const text = status.dataset.ticked.replace("{ticked}", ticked).replace("{all}", boxes.length);
    // An unchanged live region must not be written to: it would be read aloud again.
    if (status.textContent !== text) status.textContent = text;
    clear.hidden = !ticked;
    undo.hidden = true;
  };

  const show = (ticked) => {
    for (const box of boxes) box.checked = ticked.has(box.value);
    count();
  };

  checklist.addEventListener("change", (event) => {
    const ticked = read(key);
    if (event.target.checked) ticked.add(event.target.value);
    else ticked.delete(event.target.value);
    write(key, ticked);
    count();
  });
  clear.addEventListener("click", () => {
    // Not from storage alone: where there is none, the ticks stand in the page.
    cleared = new Set([...read(key), ...boxes.filter((box) => box.checked).map((box) => box.value)]);
    write(key, new Set());
    show(new Set());
    status.textContent = status.dataset.cleared;
    // The button that was pressed is gone: the keyboard goes on from its opposite.
    undo.hidden = false;
    undo.focus();
  });
  undo.addEventListener("click", () => {
    write(key, cleared);
    show(cleared);
    clear.focus();
  });
  // The same checklist in another tab.
  addEventListener("storage", (event) => event.key === key && show(read(key)));
  // Also when the browser brings the page back as it was left.
  addEventListener("pageshow", () => show(read(key)));
  show(read(key));
  // In here it stays in sight for as long as one ticks.
  checklist.append(line);
  line.hidden = tools.hidden = false;
}
