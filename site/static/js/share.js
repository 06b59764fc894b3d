// Adds what only a script can do: copying, and the device's own share sheet.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const words = document.getElementById(button.dataset.copy);
  const status = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    words.select();
    try {
      await navigator.clipboard.writeText(words.value);
      status.textContent = button.dataset.done;
    } catch {
      // The words stay selected, ready to be copied by hand.
      status.textContent = "";
    }
  });
}

for (const button of document.querySelectorAll("[data-share-url]")) {
  if (!navigator.share) break;
  const { shareTitle: title, shareText: text, shareUrl: url } = button.dataset;
  button.closest("li").hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.share({ title, text, url });
    } catch {
      // Closing the share sheet is a choice, not a fault.
    }
  });
}
