// Adds the visitor's own time to times that are given in the zone of an event.
const day = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
const clock = { hour: "numeric", minute: "2-digit" };

/** Digits as the server writes them, in every language. */
const language = `${document.documentElement.lang}-u-nu-latn`;

function show(moment, shape, timeZone) {
  return new Intl.DateTimeFormat(language, { ...shape, timeZone }).format(moment);
}

/** The second day is named where it is another. */
function span(start, end, timeZone) {
  const isSameDay = show(start, day, timeZone) === show(end, day, timeZone);
  const ends = show(end, isSameDay ? clock : { ...day, ...clock }, timeZone);
  return `${show(start, { ...day, ...clock }, timeZone)} – ${ends}`;
}

function zoneName(moment) {
  const parts = new Intl.DateTimeFormat(language, { timeZoneName: "long" }).formatToParts(moment);
  return parts.find((part) => part.type === "timeZoneName").value;
}

for (const line of document.querySelectorAll("[data-local-time]")) {
  const [start, end] = Array.from(
    line.parentElement.querySelectorAll("time"),
    (time) => new Date(time.dateTime),
  );
  const own = span(start, end);
  // Where clocks show the same, there is nothing to add.
  if (own === span(start, end, line.dataset.localTime)) continue;
  line.querySelector("[data-own]").textContent = `${own} (${zoneName(start)})`;
  line.hidden = false;
}
