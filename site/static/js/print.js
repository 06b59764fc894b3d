// Prints the page, or one part of it alone, and blanks with all that was typed into them.

const ALONE = "prints-part";
const PART = "printed-part";

function choose(part) {
  document.querySelector(`.${PART}`)?.classList.remove(PART);
  document.body.classList.toggle(ALONE, part !== null);
  part?.classList.add(PART);
}

for (const button of document.querySelectorAll("[data-print]")) {
  (button.closest("li[hidden]") ?? button).hidden = false;
  button.addEventListener("click", () => {
    choose(document.getElementById(button.dataset.print));
    print();
  });
}

// A field shows one line and cuts the rest off. On paper its text must break like any other.
addEventListener("beforeprint", () => {
  for (const blank of document.querySelectorAll(".blank")) {
    if (!blank.value) continue;
    const text = document.createElement("span");
    text.className = "blank-text";
    text.textContent = blank.value;
    blank.after(text);
    blank.hidden = true;
  }
});
addEventListener("afterprint", () => {
  for (const text of document.querySelectorAll(".blank-text")) {
    text.previousElementSibling.hidden = false;
    text.remove();
  }
  choose(null);
});
