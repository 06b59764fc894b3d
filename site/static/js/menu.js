// A group of the menu that is open lies over the page: Escape, and going elsewhere, fold it up.
for (const group of document.querySelectorAll(".menu__group")) {
  group.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !group.open) return;
    group.open = false;
    group.querySelector("summary").focus();
  });
  group.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !group.contains(event.relatedTarget)) group.open = false;
  });
  document.addEventListener("click", (event) => {
    if (!group.contains(event.target)) group.open = false;
  });
}
