// Adds the visitor's own time to times that are given in the zone of an event.
const language = document.documentElement.lang;
const shape = {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "numeric",
  minute: "2-digit",
  timeZoneName: "long",
};

/** Digits as the server writes them, in every language. */
const inZone = (timeZone) => new Intl.DateTimeFormat(`${language}-u-nu-latn`, { ...shape, timeZone });

for (const line of document.querySelectorAll("[data-local-time]")) {
  const [start, end] = Array.from(
    line.parentElement.querySelectorAll("time"),
    (time) => new Date(time.dateTime),
  );
  const own = inZone(undefined).formatRange(start, end);
  // Where clocks show the same, there is nothing to add.
  if (own === inZone(line.dataset.localTime).formatRange(start, end)) continue;
  line.querySelector("[data-own]").textContent = own;
  line.hidden = false;
}
