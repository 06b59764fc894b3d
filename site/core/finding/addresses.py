"""Where the search of the site is."""

# The last part of its address, below each language. No page may have it.
SEARCH = "search"
