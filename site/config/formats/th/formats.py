"""Thai dates count the years of the Buddhist era: CLDR's `calendarPreferenceData` for TH."""

# How many years a date's year is ahead of the Gregorian one; the filter `day` adds them.
YEARS_AHEAD = 543
