// Where a reader comes from counts in every language. The page is the same for everybody, so the
// links to its translations learn of it here.
const asked = new URLSearchParams(location.search);

for (const link of document.querySelectorAll(".languages__link, .notice__links a")) {
  const url = new URL(link.href);
  for (const name of ["source", "partner"]) {
    if (asked.has(name)) url.searchParams.set(name, asked.get(name));
  }
  link.href = url;
}
